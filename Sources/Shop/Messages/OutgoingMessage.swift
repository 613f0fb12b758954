/// A message in the outbox: kept in the same transaction as the change it speaks of, and sent to
/// the broker afterwards.
public struct OutgoingMessage: Hashable, Sendable {
  /// Its place among the messages of its outbox. No number is ever given to two messages.
  public let number: Int
  public let topic: Topic
  /// Messages about one order have the same key.
  public let key: String
  /// The message as JSON.
  public let payload: String
  /// The `traceparent` of the work that caused it.
  public let trace: String?

  public init(number: Int, topic: Topic, key: String, payload: String, trace: String?) {
    self.number = number
    self.topic = topic
    self.key = key
    self.payload = payload
    self.trace = trace
  }

  public init(number: Int, message: Message, trace: String?) {
    self.init(
      number: number, topic: message.event.kind.topic, key: message.event.order.text,
      payload: message.json, trace: trace)
  }

  /// What it tells; nil for a payload that is no message.
  public var event: ShopEvent.Kind? { (try? Message(json: Array(payload.utf8)))?.event.kind }
}
