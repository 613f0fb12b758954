/// A store that says so when a transaction has been committed that put messages into the outbox.
///
/// Whoever changes records need not think of the relay, and the relay never wakes too early.
public struct NotifyingStore<Records>: TransactionalStore {
  private let base: any TransactionalStore<UnitOfWork<Records>>
  private let notify: @Sendable () -> Void

  /// - Parameter notify: called after the commit, on the thread that wrote.
  public init(
    _ base: any TransactionalStore<UnitOfWork<Records>>, notify: @escaping @Sendable () -> Void
  ) {
    self.base = base
    self.notify = notify
  }

  public func read<Result: Sendable>(
    _ work: (UnitOfWork<Records>) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result { try base.read(work) }

  public func write<Result: Sendable>(
    _ work: (UnitOfWork<Records>) throws(StoreProblem) -> Result
  ) throws(StoreProblem) -> Result {
    let (result, hasSent) = try base.write { unit throws(StoreProblem) in
      let messages = CountedMessages(unit.messages)
      let result = try work(UnitOfWork(unit.records, messages))
      return (result, messages.sent > 0)
    }
    if hasSent { notify() }
    return result
  }
}

/// Counts the messages that are put into an outbox.
private final class CountedMessages: MessageRecords {
  private let base: any MessageRecords
  private(set) var sent = 0

  init(_ base: any MessageRecords) { self.base = base }

  func send(_ message: Message, trace: String?) throws(StoreProblem) {
    try base.send(message, trace: trace)
    sent += 1
  }

  func waiting(limit: Int) throws(StoreProblem) -> [OutgoingMessage] {
    try base.waiting(limit: limit)
  }
  func remove(_ numbers: [Int]) throws(StoreProblem) { try base.remove(numbers) }
  func lease() throws(StoreProblem) -> RelayLease? { try base.lease() }
  func setLease(_ lease: RelayLease?) throws(StoreProblem) { try base.setLease(lease) }
  func markProcessed(_ message: String) throws(StoreProblem) -> Bool {
    try base.markProcessed(message)
  }
}
