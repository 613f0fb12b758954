/// Keeps kinds of work apart, so that one that is stuck cannot take the places of the others.
///
/// **Rule.** Each pool works on so many calls at the same time and lets so many wait, first come first
/// served, each for so long and no longer than its caller waits. It turns away all others at once, and
/// never borrows a place from another pool.
///
/// **Why.** One slow callee soon holds every worker of its callers. With pools of their own, orders
/// still go through while reports hang; with short queues, a call that will not be answered in time
/// costs nothing.
///
/// **Advice.** Take the permit around everything one call needs, retries included. Where a deadline is
/// known hand it in: a place given to somebody who has left is wasted.
///
/// Defaults are in ``BulkheadPoolSettings``, events in ``BulkheadDecision`` and ``BulkheadChange``.
public struct Bulkhead: Sendable {
  private var time: ForwardTime
  private var critical: PoolState
  private var normal: PoolState
  private var batch: PoolState

  /// Empty pools, or what is wrong with the settings.
  public init(_ settings: BulkheadSettings, now: Instant) throws(InvalidSettings) {
    try SettingsCheck.pass(settings.problems)
    time = ForwardTime(now)
    critical = PoolState(.critical, settings.critical)
    normal = PoolState(.normal, settings.normal)
    batch = PoolState(.batch, settings.batch)
  }

  /// Asks for a place. Calls of the same pool that have waited too long are expired first.
  ///
  /// - Parameter deadline: after which the caller no longer waits.
  public mutating func enter(
    _ pool: BulkheadPool, deadline: Deadline? = nil, now: Instant
  ) -> (decision: BulkheadDecision, expired: [BulkheadTicket]) {
    let now = time.read(now)
    let until = deadline.map { time.inward($0.instant) }
    return with(pool) { state in
      let expired = state.expire(now)
      return (state.enter(until, now), expired)
    }
  }

  /// Gives a place back; the call that has waited longest in the same pool gets it.
  public mutating func leave(_ permit: BulkheadPermit, now: Instant) -> BulkheadChange {
    let now = time.read(now)
    return with(permit.pool) { $0.leave(permit, now) }
  }

  /// Leaves the queue; false when the ticket has been admitted or has expired already.
  public mutating func giveUp(_ ticket: BulkheadTicket) -> Bool {
    with(ticket.pool) { $0.giveUp(ticket) }
  }

  /// Expires the calls of all pools that have waited too long.
  public mutating func expire(now: Instant) -> [BulkheadTicket] {
    let now = time.read(now)
    return BulkheadPool.allCases.flatMap { pool in with(pool) { $0.expire(now) } }
  }

  /// When to call ``expire(now:)`` next, on the caller's clock; nil while nobody waits.
  public var nextExpiry: Instant? {
    [critical, normal, batch].compactMap(\.nextExpiry).min().map(time.outward)
  }

  /// What a pool shows of itself.
  public func report(_ pool: BulkheadPool) -> BulkheadPoolReport {
    switch pool {
    case .critical: critical.report
    case .normal: normal.report
    case .batch: batch.report
    }
  }

  private mutating func with<Result>(
    _ pool: BulkheadPool, _ body: (inout PoolState) -> Result
  ) -> Result {
    switch pool {
    case .critical: body(&critical)
    case .normal: body(&normal)
    case .batch: body(&batch)
    }
  }
}
