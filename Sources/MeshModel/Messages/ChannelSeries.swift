/// What a process says of a channel: of messages that it publishes to a topic, takes from one, or
/// keeps in between; counted since the process started.
///
/// A channel is a topic on its way through a broker to a group of consumers, each of which gets every
/// message once.
public struct ChannelSeries: Sendable, Equatable {
  public let channel: ChannelPart
  public var traffic: MessageTraffic
  /// What the broker holds now; nil when this is not the broker, or it does not tell.
  public var level: ChannelLevel?

  public init(
    _ channel: ChannelPart, traffic: MessageTraffic = MessageTraffic(), level: ChannelLevel? = nil
  ) {
    self.channel = channel
    self.traffic = traffic
    self.level = level
  }
}

/// Which part of which channel a process speaks of.
public struct ChannelPart: Sendable, Hashable {
  /// Who speaks.
  public enum Side: String, Sendable, CaseIterable {
    case producer, consumer, broker
  }

  public let side: Side
  /// The broker's name among the services.
  public let broker: String
  public let topic: String
  /// The group of consumers; nil on the producer's side, and for what a broker tells of a topic as a
  /// whole.
  public let group: String?
  /// The kind of message, as in `OrderPlaced`; nil for all of the topic together.
  public let event: String?

  public init(
    _ side: Side, broker: String, topic: String, group: String? = nil, event: String? = nil
  ) {
    self.side = side
    self.broker = broker
    self.topic = topic
    self.group = group
    self.event = event
  }
}

extension ChannelPart: Comparable {
  private var rank: [String] { [broker, topic, side.rawValue, group ?? "", event ?? ""] }

  public static func < (left: ChannelPart, right: ChannelPart) -> Bool {
    left.rank.lexicographicallyPrecedes(right.rank)
  }
}

/// What a broker holds for a group of consumers at one moment; nil for what it does not tell.
public struct ChannelLevel: Sendable, Equatable {
  /// Messages that nobody works on yet.
  public var waiting: Double?
  /// Messages that a consumer has and has not acknowledged.
  public var inFlight: Double?
  /// Seconds since the oldest of both was published; nought when there are none.
  public var oldestAge: Double?
  /// Messages given up and kept.
  public var deadLetters: Double?

  public init(
    waiting: Double? = nil, inFlight: Double? = nil, oldestAge: Double? = nil,
    deadLetters: Double? = nil
  ) {
    self.waiting = waiting
    self.inFlight = inFlight
    self.oldestAge = oldestAge
    self.deadLetters = deadLetters
  }

  /// Messages that nobody has handled, whether somebody works on them or not.
  public var unhandled: Double { (waiting ?? 0) + (inFlight ?? 0) }

  /// Without what no broker can hold.
  var plausible: ChannelLevel {
    func known(_ value: Double?) -> Double? { value.flatMap { (0...1e15).contains($0) ? $0 : nil } }
    return ChannelLevel(
      waiting: known(waiting), inFlight: known(inFlight), oldestAge: known(oldestAge),
      deadLetters: known(deadLetters))
  }

  /// What is held here and there, together.
  public static func + (left: ChannelLevel, right: ChannelLevel) -> ChannelLevel {
    func combine(
      _ field: KeyPath<ChannelLevel, Double?>, _ operation: (Double, Double) -> Double
    ) -> Double? {
      guard let first = left[keyPath: field] else { return right[keyPath: field] }
      return right[keyPath: field].map { operation(first, $0) } ?? first
    }
    return ChannelLevel(
      waiting: combine(\.waiting, +), inFlight: combine(\.inFlight, +),
      oldestAge: combine(\.oldestAge, max), deadLetters: combine(\.deadLetters, +))
  }
}
