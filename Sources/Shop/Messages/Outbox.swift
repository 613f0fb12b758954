/// The sending side of an outbox: which messages to give to the broker now, one relay at a time.
///
/// A relay claims the outbox, gives the batch to the broker in order, settles it and gets the next
/// one, until nothing is left. When it dies in between, the lease runs out and another relay sends
/// the same messages once more: at least once, in order, never side by side.
public struct Outbox: Sendable {
  /// What a relay has to do.
  public enum Turn: Hashable, Sendable {
    /// Give these to the broker, then settle.
    case send([OutgoingMessage])
    /// Nothing waits; the outbox is free for others.
    case empty
    /// Another relay has it.
    case taken
  }

  /// Microseconds that a claim holds without being settled.
  public static let leaseLength = 3_000_000

  private let transaction:
    @Sendable ((any MessageRecords) throws(StoreProblem) -> Turn)
      throws(StoreProblem) -> Turn

  /// The outbox of the service whose store this is.
  public init<Records>(_ store: any TransactionalStore<UnitOfWork<Records>>) {
    transaction = { work throws(StoreProblem) in
      try store.write { unit throws(StoreProblem) in try work(unit.messages) }
    }
  }

  /// Begins to send, unless another relay does.
  ///
  /// - Parameter owner: the relay's name, unlike that of all others.
  public func claim(_ owner: String, limit: Int, now: Moment) throws(StoreProblem) -> Turn {
    try transaction { records throws(StoreProblem) in
      if let lease = try records.lease(), lease.owner != owner,
        lease.binds(now, length: Self.leaseLength)
      {
        return .taken
      }
      return try Self.next(owner, limit, now, records)
    }
  }

  /// Takes out what the broker has, and goes on.
  ///
  /// - Parameter sent: the numbers of the messages that the broker has taken.
  public func settle(
    _ owner: String, sent: [Int], limit: Int, now: Moment
  ) throws(StoreProblem) -> Turn {
    try transaction { records throws(StoreProblem) in
      // Whoever holds the lease by now: the broker has them.
      if !sent.isEmpty { try records.remove(sent) }
      if let lease = try records.lease(), lease.owner != owner { return .taken }
      return try Self.next(owner, limit, now, records)
    }
  }

  /// Leaves the rest to others, as when the broker does not answer.
  public func release(_ owner: String, sent: [Int]) throws(StoreProblem) {
    _ = try transaction { records throws(StoreProblem) in
      if !sent.isEmpty { try records.remove(sent) }
      if try records.lease()?.owner == owner { try records.setLease(nil) }
      return .empty
    }
  }

  /// A message that is kept while we look here is either in this batch, or its service finds the
  /// outbox free: both are transactions, one after the other.
  private static func next(
    _ owner: String, _ limit: Int, _ now: Moment, _ records: any MessageRecords
  ) throws(StoreProblem) -> Turn {
    let batch = try records.waiting(limit: limit)
    guard !batch.isEmpty else {
      try records.setLease(nil)
      return .empty
    }
    try records.setLease(RelayLease(owner: owner, expires: now.steady + leaseLength))
    return .send(batch)
  }
}
