/// A channel as a whole: what its producers, its consumers and its broker tell of it, over one window.
struct ChannelView: Sendable {
  let topic: TopicKey
  /// Nil for a topic that nobody takes messages from.
  let group: String?
  let producers: [String]
  /// The services that take its messages; the group's name where none of them was heard.
  let consumers: [String]
  let events: [String]
  /// Nil without a valid window.
  var window: TallySum<MessageTraffic>?
  /// What the broker holds now, and what it held when the window began; nil when it does not tell.
  let backlog: (first: ChannelLevel, last: ChannelLevel)?

  /// The channels of a topic: one for each group of consumers.
  static func all(_ topic: TopicKey, _ parts: TopicParts) -> [ChannelView] {
    guard !parts.groups.isEmpty else { return [ChannelView(topic, parts, nil)] }
    return parts.groups.sorted { $0.key < $1.key }.map { ChannelView(topic, parts, ($0, $1)) }
  }

  private init(_ topic: TopicKey, _ parts: TopicParts, _ group: (name: String, parts: GroupParts)?)
  {
    self.topic = topic
    self.group = group?.name
    producers = parts.producers.sorted()
    let known = group?.parts.consumers ?? []
    consumers = known.isEmpty ? [group?.name].compactMap { $0 } : known.sorted()
    events = (group?.parts.events ?? []).sorted()
    backlog = group?.parts.backlog
    window = Self.window(parts.published(Set(events)).window, group?.parts)
  }

  /// Each count from whoever knows it best, over the time that any of them was watched.
  private static func window(
    _ published: TallySum<MessageTraffic>?, _ group: GroupParts?
  ) -> TallySum<MessageTraffic>? {
    let taken = group?.messages.window
    guard var sum = taken ?? published else { return nil }
    let atBroker = group?.atBroker ?? MessageCounts()
    sum.traffic.counts[.published] = published?.traffic.counts[.published]
    for count in [MessageCount.redelivered, .deadLettered] {
      sum.traffic.counts[count] = atBroker[count] ?? sum.traffic.counts[count]
    }
    if let published {
      sum.start = min(sum.start, published.start)
      sum.end = max(sum.end, published.end)
    }
    return sum
  }

  var snapshot: Snapshot.Channel {
    Snapshot.Channel(
      topic: topic.topic, events: events, broker: topic.broker, group: group, producers: producers,
      consumers: consumers, messages: MessageFigures(window), level: backlog?.last ?? .init())
  }

  /// The calls by which its messages are published, taken and acknowledged.
  var carriers: [EdgeKey] {
    (producers + consumers).map { EdgeKey(from: $0, to: topic.broker) }
  }
}
