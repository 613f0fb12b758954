/// What can be counted about messages, published to a topic or taken from one.
public enum MessageCount: Int, Sendable, CaseIterable {
  /// Given to the broker, which has them for good.
  case published
  /// Handled by a consumer and acknowledged.
  case handled
  /// Acknowledged without work: they are for other consumers of the topic.
  case ignored
  /// Tries to handle a message that did not succeed; the message comes again.
  case failed
  /// Deliveries that were not the first of their message.
  case redelivered
  /// Given up after too many deliveries.
  case deadLettered
}

/// A number for each `MessageCount`, or that it is not known.
public struct MessageCounts: Sendable, Equatable {
  private var lanes = CountLanes()

  /// Nothing is known.
  public init() {}

  /// These are known.
  public init(_ counts: [MessageCount: Double]) {
    for (count, value) in counts { self[count] = value }
  }

  /// Nil when unknown.
  public subscript(count: MessageCount) -> Double? {
    get { lanes[count.rawValue] }
    set { lanes[count.rawValue] = newValue }
  }

  /// Adds to what is known; what was unknown counts from zero on.
  public mutating func add(_ amount: Double, to count: MessageCount) {
    self[count] = (self[count] ?? 0) + amount
  }

  /// Both together; what only one side knows is as known as it gets.
  public static func + (left: MessageCounts, right: MessageCounts) -> MessageCounts {
    var sum = MessageCounts()
    sum.lanes = left.lanes + right.lanes
    return sum
  }

  /// What was counted since an earlier state; nil when a number fell, so that counting began anew.
  func since(_ earlier: MessageCounts) -> MessageCounts? {
    guard let lanes = lanes.since(earlier.lanes) else { return nil }
    var difference = MessageCounts()
    difference.lanes = lanes
    return difference
  }

  /// Keeps an earlier number where none is known now.
  mutating func fill(from earlier: MessageCounts) { lanes.fill(from: earlier.lanes) }

  /// Whether a consumer acts on such messages, and does not only wave them through.
  var areWork: Bool { self[.handled] != nil || self[.failed] != nil }
}
