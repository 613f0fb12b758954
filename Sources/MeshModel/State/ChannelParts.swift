/// A topic at a broker.
struct TopicKey: Hashable, Comparable {
  let broker: String
  let topic: String

  static func < (left: TopicKey, right: TopicKey) -> Bool {
    (left.broker, left.topic) < (right.broker, right.topic)
  }
}

/// The messages of several observers of one source, put together.
struct GatheredMessages: Sendable {
  private var sum: TallySum<MessageTraffic>?
  private(set) var isFresh = false
  /// Whether they are work for those who tell of them.
  private(set) var areWork = false

  mutating func add(_ record: ChannelRecord, since moment: Int, isFresh: Bool) {
    record.window.add(to: &sum, since: moment)
    self.isFresh = self.isFresh || isFresh
    areWork = areWork || record.isWork
  }

  mutating func add(_ other: GatheredMessages) {
    isFresh = isFresh || other.isFresh
    guard let more = other.sum else { return }
    if sum == nil { sum = more } else { sum? += more }
  }

  /// Lets the broker vouch for those who have fallen silent: what passes by it is all there is. So the
  /// time it was watched counts, also where they said nothing any more.
  mutating func vouch(_ broker: GatheredMessages) {
    guard let watched = broker.window else { return }
    isFresh = true
    guard let own = sum else {
      sum = watched
      return
    }
    sum?.start = min(own.start, watched.start)
    sum?.end = max(own.end, watched.end)
  }

  /// Nil without a valid window.
  var window: TallySum<MessageTraffic>? { isFresh ? sum : nil }
}

/// What those on both sides of a topic tell of it, and the broker between them.
struct TopicParts: Sendable {
  /// The services that publish.
  private(set) var producers: Set<String> = []
  /// What they published, by event.
  private var published: [String?: GatheredMessages] = [:]
  /// What the broker says was published.
  private var kept = GatheredMessages()
  private(set) var groups: [String: GroupParts] = [:]

  mutating func add(
    _ part: ChannelPart, _ record: ChannelRecord, of service: String, since moment: Int,
    _ isFresh: Bool
  ) {
    switch (part.side, part.group) {
    case (.producer, _):
      producers.insert(service)
      published[part.event, default: GatheredMessages()]
        .add(record, since: moment, isFresh: isFresh)
    case (.broker, nil): kept.add(record, since: moment, isFresh: isFresh)
    case (.broker, let group?):
      groups[group, default: GroupParts()].addBroker(record, since: moment, isFresh)
    case (.consumer, let group):
      groups[group ?? service, default: GroupParts()]
        .addConsumer(service, part.event, record, since: moment, isFresh)
    }
  }

  /// Whether anybody who speaks of it is heard now.
  var isFresh: Bool {
    kept.isFresh || published.values.contains(where: \.isFresh)
      || groups.values.contains(where: \.isFresh)
  }

  /// What was published of these events, or of all when none are named.
  func published(_ events: Set<String>) -> GatheredMessages {
    // Who publishes knows what; a broker may know only how much.
    if published.isEmpty { return kept }
    var all = published.sum { events.isEmpty || ($0.map(events.contains) ?? true) }
    // A producer that is gone publishes nothing, as the broker can tell.
    all.vouch(kept)
    return all
  }
}

/// What the consumers of one group tell of a topic, and what the broker tells of them.
struct GroupParts: Sendable {
  /// The services that take messages under this group's name.
  private(set) var consumers: Set<String> = []
  private var handled: [String?: GatheredMessages] = [:]
  private var kept = GatheredMessages()
  private var levels: (first: ChannelLevel, last: ChannelLevel)?

  mutating func addConsumer(
    _ service: String, _ event: String?, _ record: ChannelRecord, since moment: Int,
    _ isFresh: Bool
  ) {
    consumers.insert(service)
    handled[event, default: GatheredMessages()].add(record, since: moment, isFresh: isFresh)
  }

  mutating func addBroker(_ record: ChannelRecord, since moment: Int, _ isFresh: Bool) {
    kept.add(record, since: moment, isFresh: isFresh)
    guard isFresh, let more = record.levels(since: moment) else { return }
    levels = levels.map { ($0.first + more.first, $0.last + more.last) } ?? more
  }

  var isFresh: Bool { kept.isFresh || handled.values.contains(where: \.isFresh) }

  /// The events that its consumers act on.
  var events: Set<String> {
    Set(handled.compactMap { event, messages in messages.areWork ? event : nil })
  }

  /// What the broker holds now, and what it held when the window began.
  var backlog: (first: ChannelLevel, last: ChannelLevel)? { levels }

  /// What the consumers did, and where they say nothing, what the broker knows of it.
  var messages: GatheredMessages {
    guard !handled.isEmpty else { return kept }
    var all = handled.sum { _ in true }
    all.vouch(kept)
    return all
  }

  /// What only the broker counts.
  var atBroker: MessageCounts { kept.window?.traffic.counts ?? MessageCounts() }
}

extension [String?: GatheredMessages] {
  /// Those of the wanted kinds together, by name: numbers with fractions add up to the same only in
  /// the same order.
  fileprivate func sum(_ isWanted: (String?) -> Bool) -> GatheredMessages {
    sorted { ($0.key ?? "") < ($1.key ?? "") }.filter { isWanted($0.key) }
      .reduce(into: GatheredMessages()) { $0.add($1.value) }
  }
}
