/// The outbox and the inbox of one service, in the same transactions as its business records.
///
/// Services that share a store have one each: a service sends, leases and remembers only its own.
public protocol MessageRecords: AnyObject {
  /// Puts a message into the outbox.
  func send(_ message: Message, trace: String?) throws(StoreProblem)
  /// The oldest messages of the outbox.
  func waiting(limit: Int) throws(StoreProblem) -> [OutgoingMessage]
  /// Takes messages out of the outbox, by their numbers.
  func remove(_ numbers: [Int]) throws(StoreProblem)

  /// Who sends the outbox's messages; nil when nobody does.
  func lease() throws(StoreProblem) -> RelayLease?
  func setLease(_ lease: RelayLease?) throws(StoreProblem)

  /// Marks a message as processed; false when it was before.
  ///
  /// The last `InboxLimit.messages` are kept. An older one that comes again is still harmless:
  /// what it would do is done once by order.
  func markProcessed(_ message: String) throws(StoreProblem) -> Bool
}

/// How far back an inbox remembers.
public enum InboxLimit {
  /// The latest messages that are known again when they come a second time.
  public static let messages = 10_000
}
