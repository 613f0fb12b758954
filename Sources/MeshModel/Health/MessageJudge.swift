/// Judges a service by the messages it takes: whether it fails them, leaves them waiting, or has given
/// some up.
struct MessageJudge {
  let limits: HealthRules.Limits
  let windowSeconds: Double

  /// Seconds a message may wait before it is worth a word that none is handled.
  private static let noticeable = 1.0

  func findings(_ evidence: HealthEvidence) -> [HealthFinding] {
    [failures(evidence.messages?.traffic.counts)].compactMap { $0 }
      + evidence.channels.flatMap { [backlog($0), deadLetters($0)].compactMap { $0 } }
  }

  private func failures(_ counts: MessageCounts?) -> HealthFinding? {
    guard let counts, let tries = counts.tries, let ratio = counts.failedRatio else { return nil }
    return HealthFinding(
      "messages failed", ratio, limits.messageFailures, of: (tries, "messages"),
      minimum: limits.minimumSample)
  }

  private func backlog(_ channel: ChannelView) -> HealthFinding? {
    guard let level = channel.backlog?.last, level.unhandled > 0 else { return nil }
    let messages = Self.messages(level.unhandled, channel.topic.topic)
    let age = level.oldestAge ?? 0
    if channel.window?.traffic.counts[.handled] == 0, age >= Self.noticeable {
      let reason =
        "none of \(messages) handled in \(Percent.number(windowSeconds)) s, "
        + "the oldest is \(Percent.number(age)) s old"
      return HealthFinding(isStuck(channel, age) ? .failing : .degraded, reason)
    }
    func reason(_ limit: Double) -> String {
      "the oldest of \(messages) is \(Percent.number(age)) s old >= \(Percent.number(limit)) s"
    }
    if age >= limits.messageAge.failing, channel.isFallingBehind {
      return HealthFinding(.failing, reason(limits.messageAge.failing))
    }
    guard age >= limits.messageAge.degraded else { return nil }
    return HealthFinding(.degraded, reason(limits.messageAge.degraded))
  }

  /// Whether messages were left lying for long enough while somebody was watching: what is found lying
  /// at the first look may be about to be handled.
  private func isStuck(_ channel: ChannelView, _ age: Double) -> Bool {
    let watched = channel.window?.seconds ?? 0
    return age >= limits.messageAge.degraded
      && watched >= min(limits.messageAge.degraded, windowSeconds * 0.9)
  }

  private func deadLetters(_ channel: ChannelView) -> HealthFinding? {
    guard let limit = limits.deadLetters, let count = channel.backlog?.last.deadLetters,
      count >= limit, count > 0
    else { return nil }
    let letters = count == 1 ? "1 dead letter" : "\(Percent.number(count)) dead letters"
    return HealthFinding(.degraded, "\(letters) of \(channel.topic.topic)")
  }

  private static func messages(_ count: Double, _ topic: String) -> String {
    count == 1 ? "1 message of \(topic)" : "\(Percent.number(count)) messages of \(topic)"
  }
}

extension ChannelView {
  /// Whether the oldest message has grown older over the window: more comes than is handled.
  var isFallingBehind: Bool {
    guard let (first, last) = backlog, let then = first.oldestAge, let now = last.oldestAge else {
      return false
    }
    return now >= then
  }
}
