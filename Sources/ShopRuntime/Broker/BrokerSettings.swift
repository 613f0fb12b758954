internal import Shop

/// The broker's limits. Every queue has a bound, every size a limit.
public struct BrokerSettings: Sendable, Hashable {
  /// Messages of one topic that some group still has to handle, dead letters included. Nothing is
  /// thrown away to make room: beyond this, publishing is refused.
  public var retainedMessages = 10_000
  /// Largest payload in bytes.
  public var payloadBytes = 32 * 1024
  /// Deliveries of one message to one group before it goes to the dead letters.
  public var deliveries = 5
  /// Most messages that are taken at once.
  public var batch = 64
  /// Most payload bytes that are taken at once; one message is always given.
  public var batchBytes = 256 * 1024
  /// Longest lease, in milliseconds.
  public var longestLease = 60_000
  /// Longest time a consumer may wait for messages, in milliseconds.
  public var longestWait = 10_000
  /// Most topics; a publisher who names one more is refused.
  public var topics = 64
  /// Groups of one topic.
  public var groups = 16
  /// Topics with the groups that get every message from the first one on, whether they run yet
  /// or not.
  public var declared: [String: [String]] = Dictionary(
    uniqueKeysWithValues: Topic.allCases.map { ($0.rawValue, $0.groups) })

  public init() {}

  /// Milliseconds until a rejected message is delivered again: 100, 200, 400, and so on.
  ///
  /// - Parameter deliveries: how often it has been delivered.
  static func pause(after deliveries: Int) -> Int {
    100 << min(max(deliveries - 1, 0), 10)
  }
}
