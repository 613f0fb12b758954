/// Tells one life of a proxy from the next: counters of two lives cannot be subtracted.
///
/// A plain restart puts all counters to nought. A hot restart takes over some of what the old
/// process had counted, and its uptime may add up both processes; `/reset_counters` looks the same
/// as a restart. So a life ends when the generation changes or a counter falls, or when the proxy
/// itself says that it started later than was known. A falling uptime alone only makes us ask.
struct EnvoyLife: Sendable {
  /// Changes with every life.
  private(set) var number = 0
  /// Whether the proxy should be asked who it is.
  private(set) var asks = true
  private var generation: Double?
  private var uptime: Double?
  private var restartEpoch: Double?
  /// Seconds of the monotonic clock.
  private var started: Double?
  private var askedAt: Double?

  /// Seconds until a proxy that did not answer who it is, is asked again.
  private static let patience = 30.0
  /// Seconds that the clocks of uptime and ours may differ: it counts whole ones.
  private static let slack = 2.5

  /// Whether to ask this time.
  mutating func wantsSetup(_ now: Double) -> Bool {
    guard asks, askedAt.map({ now - $0 >= Self.patience }) ?? true else { return false }
    askedAt = now
    return true
  }

  /// - Parameter fell: whether a counter is lower than it was.
  mutating func take(_ page: EnvoyPage, fell: Bool) {
    let changed = generation != nil && page.generation != nil && page.generation != generation
    if fell || changed { begin() }
    if let old = uptime, let new = page.uptime, new < old { ask() }
    generation = page.generation ?? generation
    uptime = page.uptime ?? uptime
  }

  /// Takes what the proxy says of itself; it was asked and has answered.
  mutating func take(_ setup: EnvoySetup, at now: Double) {
    guard let seconds = setup.uptime else { return }
    asks = false
    let start = now - seconds
    let isLater = started.map { start > $0 + Self.slack } ?? false
    let isNext = restartEpoch != nil && setup.restartEpoch != restartEpoch
    if isLater || isNext, !isRenewed { number += 1 }
    isRenewed = false
    started = start
    restartEpoch = setup.restartEpoch
  }

  /// Whether the new life was already noticed by its counters.
  private var isRenewed = false

  private mutating func begin() {
    number += 1
    isRenewed = true
    ask()
  }

  private mutating func ask() {
    asks = true
    askedAt = nil
  }
}
