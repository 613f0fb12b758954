internal import Glibc

/// How many files and sockets this process may have open.
enum DescriptorLimit {
  /// What the process needs besides the connections to sources.
  private static let reserve: rlim_t = 256

  /// Makes room for so many connections, as far as the system lets a process do that by itself.
  static func allow(connections: Int) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    let wanted = rlim_t(connections) + reserve
    guard limit.rlim_cur < wanted else { return }
    limit.rlim_cur = min(wanted, limit.rlim_max)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
