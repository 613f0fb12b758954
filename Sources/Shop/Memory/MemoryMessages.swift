/// Outbox and inbox in memory.
final class MemoryMessages: MessageRecords {
  private let outbox = MemoryTable<Int, OutgoingMessage>()
  private let leases = MemoryTable<Int, RelayLease>()
  private let seen = MemoryTable<String, Bool>()
  /// The messages marked, by their order; the oldest is forgotten when there are too many.
  private let order = MemoryTable<Int, String>()
  /// Numbers are not given back when a transaction fails; gaps do no harm.
  private var nextNumber = 1
  private var nextNote = 1

  var tables: [any Revertible] { [outbox, leases, seen, order] }

  func send(_ message: Message, trace: String?) {
    outbox[nextNumber] = OutgoingMessage(number: nextNumber, message: message, trace: trace)
    nextNumber += 1
  }

  func waiting(limit: Int) -> [OutgoingMessage] { outbox.page(after: nil, limit: limit) }

  func remove(_ numbers: [Int]) {
    for number in numbers { outbox[number] = nil }
  }

  func lease() -> RelayLease? { leases[0] }

  func setLease(_ lease: RelayLease?) { leases[0] = lease }

  func markProcessed(_ message: String) -> Bool {
    guard seen[message] == nil else { return false }
    seen[message] = true
    order[nextNote] = message
    let last = nextNote - InboxLimit.messages
    if let forgotten = order[last] {
      order[last] = nil
      seen[forgotten] = nil
    }
    nextNote += 1
    return true
  }
}
