/// The calls that wait for a place in one pool, in the order in which they came.
struct PoolQueue: Sendable {
  private struct Waiting {
    let ticket: BulkheadTicket
    let until: Instant
  }

  private var waiting: [Waiting] = []
  private var latestNumber: UInt64 = 0

  init(limit: Int) {
    waiting.reserveCapacity(limit)
  }

  var count: Int { waiting.count }

  /// When the first of them has waited too long.
  var nextExpiry: Instant? { waiting.lazy.map(\.until).min() }

  mutating func join(_ pool: BulkheadPool, until: Instant) -> BulkheadTicket {
    latestNumber += 1
    let ticket = BulkheadTicket(pool: pool, number: latestNumber)
    waiting.append(Waiting(ticket: ticket, until: until))
    return ticket
  }

  /// Takes out those that have waited too long.
  mutating func takeExpired(_ now: Instant) -> [BulkheadTicket] {
    guard let next = nextExpiry, next <= now else { return [] }
    let expired = waiting.filter { $0.until <= now }.map(\.ticket)
    waiting.removeAll { $0.until <= now }
    return expired
  }

  /// Takes out the one that came first.
  mutating func takeFirst() -> BulkheadTicket? {
    waiting.isEmpty ? nil : waiting.removeFirst().ticket
  }

  /// Takes out a ticket; false when it does not wait (any longer).
  mutating func leave(_ ticket: BulkheadTicket) -> Bool {
    guard let index = waiting.firstIndex(where: { $0.ticket == ticket }) else { return false }
    waiting.remove(at: index)
    return true
  }
}
