extension Snapshot {
  /// The messages of a topic on their way through a broker to one group of consumers.
  public struct Channel: Sendable, Equatable {
    public var topic: String
    /// The kinds of message that the consumers act on, by name; empty when nobody tells.
    public var events: [String]
    /// The broker's name among the services.
    public var broker: String
    /// Nil for a topic that nobody takes messages from.
    public var group: String?
    /// The services that publish.
    public var producers: [String]
    /// The services that take the messages; the group's name where none of them was heard.
    public var consumers: [String]
    /// Published are those messages that the consumers act on.
    public var messages: MessageFigures
    /// What the broker holds for the consumers.
    public var level: ChannelLevel

    /// The services at its ends: those that publish, then those that take.
    public var services: [String] { producers + consumers }

    /// Whether it begins or ends at one of some services, or one of them keeps its messages.
    public func touches(_ names: Set<String>) -> Bool {
      names.contains(broker) || services.contains(where: names.contains)
    }

    public init(
      topic: String, events: [String] = [], broker: String, group: String?,
      producers: [String] = [], consumers: [String] = [], messages: MessageFigures = .init(),
      level: ChannelLevel = .init()
    ) {
      self.topic = topic
      self.events = events
      self.broker = broker
      self.group = group
      self.producers = producers
      self.consumers = consumers
      self.messages = messages
      self.level = level
    }
  }
}

extension Snapshot.Channel {
  /// What stands for messages where calls have http or grpc.
  public static let `protocol` = "messages"

  /// Whether there are messages and none is handled.
  public var isStuck: Bool { messages.handledPerSecond == 0 && level.unhandled > 0 }
}

extension Snapshot {
  /// What brokers hold for a service in all its channels together; nil when it takes no messages.
  public func backlog(of service: String) -> ChannelLevel? {
    let own = channels.filter { $0.consumers.contains(service) }.map(\.level)
    return own.first.map { own.dropFirst().reduce($0, +) }
  }
}

extension Snapshot.Service {
  /// Requests answered and messages handled; nil when neither is known.
  public var workPerSecond: Double? { traffic.workPerSecond(with: messages) }

  /// Requests and tries to handle a message that failed, of all of them.
  public var failedRatio: Double? { traffic.failedRatio(with: messages) }
}

extension Snapshot.Instance {
  /// Requests answered and messages handled; nil when neither is known.
  public var workPerSecond: Double? { traffic.workPerSecond(with: messages) }

  /// Requests and tries to handle a message that failed, of all of them.
  public var failedRatio: Double? { traffic.failedRatio(with: messages) }
}

extension TrafficFigures {
  fileprivate func workPerSecond(with messages: MessageFigures) -> Double? {
    guard let answers = answersPerSecond else { return messages.handledPerSecond }
    return answers + (messages.handledPerSecond ?? 0)
  }

  fileprivate func failedRatio(with messages: MessageFigures) -> Double? {
    guard let failed = messages.failedRatio else { return errorRatio }
    guard let errors = errorRatio, let answers = answersPerSecond else { return failed }
    let tries = (messages.handledPerSecond ?? 0) + (messages.failedPerSecond ?? 0)
    return answers + tries > 0 ? (errors * answers + failed * tries) / (answers + tries) : errors
  }
}
