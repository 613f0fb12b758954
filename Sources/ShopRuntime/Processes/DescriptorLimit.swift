internal import Glibc
internal import Platform

/// How many files and sockets a process of a mesh may have open.
enum DescriptorLimit {
  /// The gateway's connections, with the files that every service needs.
  private static let enough: rlim_t = 2048
  /// With fewer no mesh starts: a gateway has some forty open before the first request.
  static let fewest: rlim_t = 96

  /// Raises the limit of this process, and of those it starts, as far as the system lets it.
  ///
  /// - Throws: `EMFILE` when that is too little to begin with.
  static func raise() throws(SystemError) {
    var limit = rlimit()
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(files, &limit) == 0, limit.rlim_cur < enough else { return }
    limit.rlim_cur = max(limit.rlim_cur, min(enough, limit.rlim_max))
    setrlimit(files, &limit)
    guard limit.rlim_cur >= fewest else {
      throw SystemError(
        code: EMFILE, doing: "start a mesh with a limit of \(limit.rlim_cur) open files")
    }
  }
}
