/// A message in the outbox: kept in the same transaction as the change it speaks of, and sent to
/// the broker afterwards.
public struct OutgoingMessage: Hashable, Sendable {
  /// Its place among the messages of its outbox.
  public let number: Int
  public let message: Message
  /// The `traceparent` of the work that caused it.
  public let trace: String?

  public init(number: Int, message: Message, trace: String?) {
    self.number = number
    self.message = message
    self.trace = trace
  }

  public var topic: Topic { message.event.kind.topic }
}

/// Who sends the messages of an outbox at present.
public struct RelayLease: Hashable, Sendable {
  public let owner: String
  /// On the steady clock, in microseconds.
  public let expires: Int

  public init(owner: String, expires: Int) {
    self.owner = owner
    self.expires = expires
  }

  /// Whether it still binds others.
  ///
  /// The steady clock starts anew with the machine, so a lease from before may seem to hold for
  /// days. No lease is longer than `length`: one that seems so is from another life.
  ///
  /// - Parameter length: microseconds.
  func binds(_ now: Moment, length: Int) -> Bool {
    expires > now.steady && expires <= now.steady + length
  }
}
