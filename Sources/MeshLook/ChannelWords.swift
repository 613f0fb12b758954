public import MeshModel
public import Terminal

// How messages on their way are spoken of, the same in reports and on the screen.

extension ChannelLevel {
  /// Whether messages wait for so long that who takes them is degraded.
  public var isOld: Bool {
    oldestAge.map { $0 >= HealthRules.Limits().messageAge.degraded } ?? false
  }

  /// The age of the oldest message: `0`, `3.1s`.
  public var age: String {
    guard let oldestAge else { return Figures.unknown }
    return oldestAge == 0 ? "0" : Figures.duration(oldestAge * 1000)
  }

  /// As in `12 not handled, oldest 3.1s`; nil when all is handled.
  public var backlog: String? {
    guard unhandled > 0 else { return nil }
    return "\(Figures.count(unhandled)) not handled" + (oldestAge == nil ? "" : ", oldest \(age)")
  }

  /// As in `3 dead`; nil when there is no dead letter.
  public var dead: String? {
    deadLetters.flatMap { $0 > 0 ? "\(Figures.count($0)) dead" : nil }
  }

  /// The same in a sentence.
  public var deadLetterWords: String? {
    guard let deadLetters, deadLetters > 0 else { return nil }
    let letters = "\(Figures.count(deadLetters)) dead letter\(deadLetters == 1 ? "" : "s")"
    return "\(letters): given up after too many tries"
  }
}

extension Snapshot.Channel {
  /// The kinds of message that the consumers act on; nil when nobody tells.
  public var eventNames: String? { events.isEmpty ? nil : events.joined(separator: ", ") }

  /// What becomes of the messages, as it is written at a line: what is handled, what fails of it, how
  /// late it is, and what is left lying.
  public var label: [(text: String, role: Role)] {
    var parts: [(text: String, role: Role)] = [
      (Figures.perSecond(messages.handledPerSecond), .muted)
    ]
    if let errors = messages.failedRatio, errors > 0 {
      parts.append(("\(Figures.share(errors)) failed", errors >= 0.1 ? .bad : .warning))
    }
    if let lag = messages.lag.lagWords { parts.append((lag, .muted)) }
    if let backlog = level.backlog { parts.append((backlog, isStuck ? .bad : .muted)) }
    if let dead = level.dead { parts.append((dead, .warning)) }
    return parts
  }

  /// What is wrong with the messages; nothing when all is as it should be.
  public var notes: [String] {
    var notes: [String] = []
    if isStuck { notes.append("none of \(Figures.count(level.unhandled)) messages is handled") }
    func note(_ rate: Double?, _ what: String) {
      if let rate, rate > 0 { notes.append("\(Figures.perSecond(rate)) \(what)") }
    }
    note(messages.failedPerSecond, "failed, to come again")
    note(messages.redeliveredPerSecond, "delivered once more")
    return notes + [level.deadLetterWords].compactMap { $0 }
  }
}

extension TrafficFigures.Latency {
  /// As in `lag p99 ~8.1ms`; nil when it is not known.
  public var lagWords: String? {
    p99 == nil ? nil : "lag p99 \(doubt)\(Figures.duration(p99))"
  }
}
