/// A topic at a broker and a group of consumers.
struct ChannelName: Hashable {
  let topic: TopicKey
  let group: String
}

extension ChannelView {
  /// Nil for a topic that nobody takes messages from.
  var name: ChannelName? { group.map { ChannelName(topic: topic, group: $0) } }
}

/// Follows what a broker holds for a group of consumers from look to look, and tells when messages
/// begin to wait for too long, when they do so no more, and when some are given up.
struct BacklogTrack: Sendable {
  private var isBehind = false
  private var deadLetters: Double?

  mutating func take(
    _ channel: ChannelView, _ limits: HealthRules.Limits, at wall: Int
  ) -> [MeshEvent] {
    guard let level = channel.backlog?.last else { return [] }
    let topic = channel.topic.topic
    var events: [MeshEvent] = []
    func tell(_ kind: EventKind, _ detail: String) {
      events.append(
        MeshEvent(at: wall, kind: kind, subject: channel.consumers.first ?? topic, detail: detail))
    }
    let age = level.oldestAge ?? 0
    if !isBehind, age >= limits.messageAge.degraded {
      isBehind = true
      tell(
        .backlog,
        "\(Percent.number(level.unhandled)) of \(topic) not handled, the oldest is "
          + "\(Percent.number(age)) s old")
    } else if isBehind, age < limits.messageAge.degraded {
      isBehind = false
      tell(.backlogCleared, "\(Percent.number(level.unhandled)) of \(topic) not handled")
    }
    if let known = deadLetters, let now = level.deadLetters, now > known {
      tell(.deadLetter, "\(Percent.number(now - known)) of \(topic) given up")
    }
    deadLetters = level.deadLetters ?? deadLetters
    return events
  }
}
