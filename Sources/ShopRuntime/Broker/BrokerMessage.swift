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
  public let key: String?
  public let trace: String?
  public let payload: [UInt8]
  /// When it was published, in microseconds since 1970.
  public let at: Int

  public init(id: Int, count: Int, key: String?, trace: String?, payload: [UInt8], at: Int) {
    self.id = id
    self.count = count
    self.key = key
    self.trace = trace
    self.payload = payload
    self.at = at
  }
}

/// A group of consumers of a topic: each message goes to one of them.
struct GroupName: Sendable, Hashable {
  var topic: String
  var group: String
}

/// A consumer's wish for messages.
struct TakeOrder: Sendable, Hashable {
  var name: GroupName
  var consumer: String
  var limit: Int
  /// Milliseconds after which the messages go to somebody else, unless they are acknowledged.
  var lease: Int
}
