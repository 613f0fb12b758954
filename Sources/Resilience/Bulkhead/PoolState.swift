/// One pool of a bulkhead. While a place is free, nobody waits.
struct PoolState: Sendable {
  private let pool: BulkheadPool
  private let settings: BulkheadPoolSettings
  private var places: PoolPlaces
  private var queue: PoolQueue
  private var admitted = 0
  private var rejected = 0
  private var expired = 0
  private var strayPermits = 0

  init(_ pool: BulkheadPool, _ settings: BulkheadPoolSettings) {
    self.pool = pool
    self.settings = settings
    places = PoolPlaces(settings.maximumConcurrent)
    queue = PoolQueue(limit: settings.maximumQueued)
  }

  /// Only with the queue cleared of those that expired.
  mutating func enter(_ deadline: Instant?, _ now: Instant) -> BulkheadDecision {
    if let permit = places.take(pool) {
      admitted += 1
      return .admitted(permit)
    }
    guard queue.count < settings.maximumQueued else {
      rejected += 1
      return .rejected(.full(concurrent: places.taken, queued: queue.count))
    }
    let patience = now + settings.maximumWait
    let until = deadline.map { min($0, patience) } ?? patience
    guard until > now else {
      rejected += 1
      return .rejected(.noTimeToWait)
    }
    return .queued(queue.join(pool, until: until))
  }

  mutating func leave(_ permit: BulkheadPermit, _ now: Instant) -> BulkheadChange {
    var change = BulkheadChange()
    change.expired = expire(now)
    guard places.leave(permit) else {
      strayPermits += 1
      return change
    }
    if let ticket = queue.takeFirst(), let next = places.take(pool) {
      admitted += 1
      change.admitted = BulkheadChange.Admission(ticket: ticket, permit: next)
    }
    return change
  }

  mutating func giveUp(_ ticket: BulkheadTicket) -> Bool { queue.leave(ticket) }

  mutating func expire(_ now: Instant) -> [BulkheadTicket] {
    let tickets = queue.takeExpired(now)
    expired += tickets.count
    return tickets
  }

  var nextExpiry: Instant? { queue.nextExpiry }

  var report: BulkheadPoolReport {
    BulkheadPoolReport(
      concurrent: places.taken, queued: queue.count, settings: settings, admitted: admitted,
      rejected: rejected, expired: expired, strayPermits: strayPermits)
  }
}
