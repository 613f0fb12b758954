/// A message as a producer gives it.
struct PostedMessage: Sendable, Hashable {
  var topic: String
  /// Messages about the same thing have the same key; the broker only hands it on.
  var key: String?
  /// The `traceparent` of the work that publishes it.
  var trace: String?
  var payload: [UInt8]
}

/// A message as a consumer gets it.
public struct Delivery: Sendable, Hashable {
  /// The message's number; no two messages of a broker have the same.
  public let id: Int
  /// How often the group has been given it, this time included.
  public let count: Int
  /// What the message is about, such as an order; the publisher gives it.
  public let key: String?
  /// The `traceparent` of whoever published it.
  public let trace: String?
  public let payload: [UInt8]
  /// When it was published, in microseconds since 1970.
  public let at: Int
  /// Whether the group was given it before, also where that did not count.
  public let isRedelivered: Bool

  public init(
    id: Int, count: Int, key: String?, trace: String?, payload: [UInt8], at: Int,
    isRedelivered: Bool = false
  ) {
    self.id = id
    self.count = count
    self.isRedelivered = isRedelivered
    self.key = key
    self.trace = trace
    self.payload = payload
    self.at = at
  }
}

/// A group of consumers of a topic: each message goes to one of them.
public struct GroupName: Sendable, Hashable {
  public var topic: String
  public var group: String

  public init(topic: String, group: String) {
    self.topic = topic
    self.group = group
  }
}

/// A consumer's wish for messages.
public struct TakeOrder: Sendable, Hashable {
  public var name: GroupName
  /// Who takes; a lease is bound to that name.
  public var consumer: String
  /// Most messages to take.
  public var limit: Int
  /// Milliseconds after which the messages go to somebody else, unless they are acknowledged.
  public var lease: Int

  public init(name: GroupName, consumer: String, limit: Int, lease: Int) {
    self.name = name
    self.consumer = consumer
    self.limit = limit
    self.lease = lease
  }
}
