internal import Filter
internal import MeshLook
internal import MeshModel
internal import Terminal

/// What is written at a call: rate, errors, slowness, and the breaker where it is not closed; at a
/// channel its topic, what is handled, and what is left lying.
struct GraphLabel {
  private let row: EdgeRow

  init(_ row: EdgeRow) { self.row = row }

  var spans: [StyledSpan] {
    let topic = row.channel.map { [StyledSpan("  \($0.topic)", .muted)] } ?? []
    return topic + figures
  }

  private var figures: [StyledSpan] {
    let traffic = row.edge.traffic
    var spans = [StyledSpan("  \(Figures.perSecond(traffic.answersPerSecond))", .muted)]
    if let errors = traffic.errorRatio, errors > 0 {
      spans.append(
        StyledSpan("  \(Figures.share(errors)) failed", errors >= 0.1 ? .bad : .warning))
    }
    if traffic.latency.p99 != nil {
      let p99 = TrafficCells.p99(traffic.latency)
      spans.append(StyledSpan("  \(row.channel == nil ? "p99" : "lag p99") \(p99.text)", .muted))
    }
    if let times = traffic.retryAmplification, times >= MeshSentence.notableAmplification {
      spans.append(StyledSpan("  \(Figures.times(times)) attempts", .warning))
    }
    if let state = breaker?.state {
      spans.append(StyledSpan("  \(state.sign) \(state.rawValue)", state.role))
    }
    return spans + backlog
  }

  private var backlog: [StyledSpan] {
    guard let channel = row.channel else { return [] }
    let level = channel.level
    var spans: [StyledSpan] = []
    if level.unhandled > 0 {
      let age = level.oldestAge.map { ", oldest \(Figures.duration($0 * 1000))" } ?? ""
      spans.append(
        StyledSpan(
          "  \(Figures.count(level.unhandled)) not handled\(age)",
          channel.isStuck ? .bad : .muted))
    }
    if let dead = level.deadLetters, dead > 0 {
      spans.append(StyledSpan("  \(Figures.count(dead)) dead", .warning))
    }
    return spans
  }

  /// Rates and all else in words alone, without the topic.
  var text: String {
    figures.map { $0.text.split(separator: " ").joined(separator: " ") }.joined(separator: ", ")
  }

  /// Whether somebody should look at it.
  var isIll: Bool {
    (row.edge.traffic.errorRatio ?? 0) > 0 || breaker?.state.isTripped == true
      || row.channel?.isStuck == true || (row.channel?.level.deadLetters ?? 0) > 0
  }

  private var breaker: Snapshot.Breaker? {
    row.breakers.first { $0.state != .closed && $0.state != .unknown }
  }
}
