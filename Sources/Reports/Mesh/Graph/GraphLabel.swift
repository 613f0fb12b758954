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
    if let channel = row.channel {
      return channel.label.map { StyledSpan("  \($0.text)", TextStyle($0.role)) }
    }
    let traffic = row.edge.traffic
    var spans = [StyledSpan("  \(Figures.perSecond(traffic.answersPerSecond))", .muted)]
    if let errors = traffic.errorRatio, errors > 0 {
      spans.append(
        StyledSpan("  \(Figures.share(errors)) failed", errors >= 0.1 ? .bad : .warning))
    }
    if traffic.latency.p99 != nil {
      let p99 = TrafficCells.p99(traffic.latency)
      spans.append(StyledSpan("  p99 \(p99.text)", .muted))
    }
    if let times = traffic.retryAmplification, times >= MeshSentence.notableAmplification {
      spans.append(StyledSpan("  \(Figures.times(times)) attempts", .warning))
    }
    if let state = breaker?.state {
      spans.append(StyledSpan("  \(state.sign) \(state.rawValue)", state.role))
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
