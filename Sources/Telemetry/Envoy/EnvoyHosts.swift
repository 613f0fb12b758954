internal import MeshModel

/// What is remembered of one host between looks, to tell what happened meanwhile.
struct EnvoyHostMemory: Sendable {
  private(set) var isEjected = false
  /// Ejections seen since the proxy was first asked.
  private(set) var trips = 0.0
  private var attempts = 0.0
  private var errors = 0.0
  private var successes = 0.0
  /// When it came back from its latest ejection, and what had succeeded until then.
  private var released: (at: Int, successes: Double)?
  private(set) var wasHealthy = false

  init(_ host: EnvoyHost) { take(host, at: 0, isFirst: true) }

  /// How many failed attempts it had since the look before.
  func newErrors(_ host: EnvoyHost) -> Double { host.errors - errors }

  mutating func take(_ host: EnvoyHost, at now: Int, isFirst: Bool = false) {
    if host.isEjected, !isEjected { trips += 1 }
    if !host.isEjected, isEjected, !isFirst { released = (now, host.successes) }
    if host.isEjected { released = nil }
    isEjected = host.isEjected
    (attempts, errors, successes) = (host.attempts, host.errors, host.successes)
    if !host.isEjected, !host.failedCheck { wasHealthy = true }
  }

  /// It came back and was ejected again between two looks.
  mutating func failedProbe() { trips += 1 }

  /// Whether it has come back so lately, and done so little since, that it is on probation.
  func isProbing(_ outliers: EnvoyOutliers, at now: Int) -> Bool {
    guard let released, !isEjected else { return false }
    let seconds = Double(now - released.at) / 1e9
    return seconds < outliers.probation && successes - released.successes < outliers.failures
  }
}

/// The hosts of one cluster, followed from look to look.
struct EnvoyHosts: Sendable {
  private var known: [String: EnvoyHostMemory] = [:]
  private var enforced: Double?

  /// - Parameter enforced: ejections of the whole cluster since the start.
  mutating func take(_ hosts: [EnvoyHost], enforced now: Double, at: Int) {
    let risen = self.enforced.map { now - $0 } ?? 0
    self.enforced = now
    // Those that are ejected at both looks may have been tried in between; the window lasts some
    // hundred milliseconds, so a look seldom meets it.
    let still = hosts.filter { $0.isEjected && known[$0.address]?.isEjected == true }
    let fresh = hosts.filter { $0.isEjected && known[$0.address]?.isEjected == false }.count
    let missed = Int(min(max(risen - Double(fresh), 0), 1000))
    let likely = still.sorted {
      (known[$0.address]?.newErrors($0) ?? 0) > (known[$1.address]?.newErrors($1) ?? 0)
    }
    for host in likely.prefix(missed) { known[host.address]?.failedProbe() }
    var next: [String: EnvoyHostMemory] = [:]
    for host in hosts {
      var memory = known[host.address] ?? EnvoyHostMemory(host)
      memory.take(host, at: at, isFirst: known[host.address] == nil)
      next[host.address] = memory
    }
    known = next
  }

  subscript(host: EnvoyHost) -> EnvoyHostMemory? { known[host.address] }
}
