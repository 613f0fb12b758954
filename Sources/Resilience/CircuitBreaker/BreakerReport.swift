/// What a breaker shows of itself.
public struct BreakerReport: Sendable, Hashable {
  /// What it does with calls.
  public let state: BreakerState
  /// When the state began, on the caller's clock.
  public let since: Instant
  /// Why it tripped last; nil when it has closed since, or never tripped.
  public let reason: TripReason?
  /// When the first probe is due, on the caller's clock; nil unless open.
  public let nextProbe: Instant?
  /// How far it is from tripping; nil unless closed.
  public let distance: BreakerDistance?
  /// How often it has tripped.
  public let trips: Int
  /// The calls in the window now.
  public let counts: OutcomeCounts
  /// Failures since the latest call that was none.
  public let failuresInRow: Int
  /// Probes that have not returned yet.
  public let probesUnderWay: Int
  /// Calls it did not permit.
  public let refusals: Int
  /// Outcomes that came back after a change of state, or twice, and did not count.
  public let lateOutcomes: Int
}

extension CircuitBreaker {
  /// What it shows of itself now. Looking changes nothing: a breaker whose open duration is over
  /// stays open until a call comes.
  public func report(now: Instant) -> BreakerReport {
    var time = time
    let now = time.read(now)
    var window = window
    window.advance(to: now)
    var nextProbe: Instant?
    if case .open(let until) = phase { nextProbe = time.outward(until) }
    var isClosed = false
    if case .closed = phase { isClosed = true }
    return BreakerReport(
      state: phase.state, since: time.outward(since), reason: reason, nextProbe: nextProbe,
      distance: isClosed ? distance(window.total) : nil, trips: trips, counts: window.total,
      failuresInRow: failuresInRow, probesUnderWay: probes.count, refusals: refusals,
      lateOutcomes: lateOutcomes)
  }
}
