internal import MeshModel

/// What is remembered of one cluster between looks.
///
/// A gauge that is read once a second says little of what happened in between: counters tell, and
/// what they told stays true for as long as a usual window.
struct EnvoyMemory: Sendable {
  private(set) var last: EnvoyFigures?
  var hosts = EnvoyHosts()
  /// Requests that a limit kept from being sent, since the start.
  private(set) var shed = 0.0
  /// Attempts that failed, since the start.
  private(set) var failedAttempts = 0.0
  /// When the counter last rose, in nanoseconds of the monotonic clock.
  private(set) var shedAt: Int?
  private(set) var retriesExhaustedAt: Int?
  private var ejected = Rise()
  private var spared = Rise()
  /// The least that was left of a limit, as a share of it, at the looks of the last seconds.
  private var margins: [(at: Int, share: Double)] = []
  private(set) var isPanicking = false
  /// When the last healthy host was lost.
  private var noneSince: Int?

  /// Nanoseconds for which a counter's rise is told of.
  static let span = 10_000_000_000

  /// When a counter rose the last time.
  private struct Rise {
    var value = 0.0
    var at: Int?

    mutating func take(_ new: Double, at now: Int) {
      if new > value { at = now }
      value = new
    }
  }

  /// - Parameter isSameLife: false when the counters began anew.
  mutating func take(
    _ figures: EnvoyFigures, _ cluster: EnvoyCluster, at now: Int, isSameLife: Bool
  ) {
    if !isSameLife { forgetCounters() }
    takeShed(figures, now)
    let answered = figures[.retries] + figures[.serverError] - shed - figures[.noneHealthy]
    // The counters of a page are not all read at the same instant.
    failedAttempts = max(failedAttempts, answered, 0)
    if let last, figures[.retryOverflow] > last[.retryOverflow] { retriesExhaustedAt = now }
    if figures[.retriesExhausted] > 0 { retriesExhaustedAt = now }
    ejected.take(figures[.ejectionsEnforced], at: now)
    spared.take(figures[.ejectionsOverflow], at: now)
    takeMargin(figures, cluster, now)
    let isSettled = noneSince.map { now - $0 >= Self.settling } ?? false
    isPanicking = isSettled && last.map { Self.panics($0, figures) } ?? false
    noneSince = Self.hasNone(figures, cluster) ? noneSince ?? now : nil
    hosts.take(cluster.hosts, enforced: figures[.ejectionsEnforced], at: now)
    last = figures
  }

  private mutating func forgetCounters() {
    let hosts = hosts
    self = EnvoyMemory()
    self.hosts = hosts
  }

  /// Older versions count what is over the limit of requests as pending overflow; one can be told to
  /// count it as both, and then both rise alike.
  private mutating func takeShed(_ figures: EnvoyFigures, _ now: Int) {
    let active = figures[.activeOverflow] - (last?[.activeOverflow] ?? 0)
    let pending = figures[.pendingOverflow] - (last?[.pendingOverflow] ?? 0)
    let more = active == pending ? active : active + pending
    guard more > 0 else { return }
    shed += more
    if last != nil { shedAt = now }
  }

  private mutating func takeMargin(_ figures: EnvoyFigures, _ cluster: EnvoyCluster, _ now: Int) {
    var share = 1.0
    if let limit = cluster.requestLimit, limit > 0 {
      let left = figures.known(.remainingRequests) ?? (limit - figures[.active])
      share = min(share, left / limit)
    }
    if let limit = cluster.pendingLimit, limit > 0 {
      let left = figures.known(.remainingPending) ?? (limit - figures[.pending])
      share = min(share, left / limit)
    }
    margins.removeAll { $0.at < now - Self.span }
    margins.append((now, share))
  }

  /// For so long requests that were under way may still go to hosts that were just ejected.
  private static let settling = 2_000_000_000

  private static func hasNone(_ figures: EnvoyFigures, _ cluster: EnvoyCluster) -> Bool {
    figures.known(.membersHealthy) == 0 && !cluster.hosts.isEmpty
      && cluster.hosts.allSatisfy { $0.isEjected || $0.failedCheck }
  }

  /// Traffic went out though no host was in the rotation, nor in between, as no ejection tells of a
  /// return, and none was refused for lack of hosts. The gauge that is meant for it stays nought.
  private static func panics(_ last: EnvoyFigures, _ now: EnvoyFigures) -> Bool {
    now.known(.membersHealthy) == 0 && now[.attempts] > last[.attempts]
      && now[.ejectionsEnforced] == last[.ejectionsEnforced]
      && now[.noneHealthy] == last[.noneHealthy]
  }

  func isLately(_ moment: Int?, _ now: Int) -> Bool {
    moment.map { now - $0 <= Self.span } ?? false
  }

  /// The least share of a limit that was left lately.
  var margin: Double { margins.map(\.share).min() ?? 1 }

  /// Whether hosts should have been ejected and the limit on ejections forbade every single one.
  func cannotEject(_ figures: EnvoyFigures) -> Bool {
    guard figures[.ejectionsOverflow] > 0, figures[.ejectionsActive] == 0 else { return false }
    guard figures[.ejectionsEnforced] > 0 else { return true }
    // It did eject once, maybe under other settings.
    return last != nil && (spared.at ?? 0) > (ejected.at ?? 0)
  }
}
