internal import Filter
internal import MeshLook
internal import MeshModel
internal import Terminal

/// What is written at a call: rate, errors, slowness, and the breaker where it is not closed.
struct GraphLabel {
  private let row: EdgeRow

  init(_ row: EdgeRow) { self.row = row }

  var spans: [StyledSpan] {
    let traffic = row.edge.traffic
    var spans = [StyledSpan("  \(MeshFigures.rate(traffic.answersPerSecond))", .muted)]
    if let errors = traffic.errorRatio, errors > 0 {
      spans.append(
        StyledSpan("  \(MeshFigures.share(errors)) failed", errors >= 0.1 ? .bad : .warning))
    }
    if traffic.latency.p99 != nil {
      let p99 = TrafficCells.p99(traffic.latency)
      spans.append(StyledSpan("  p99 \(p99.text)", .muted))
    }
    if let times = traffic.retryAmplification, times >= MeshSentence.notableAmplification {
      spans.append(StyledSpan("  \(MeshFigures.times(times)) attempts", .warning))
    }
    if let state = breaker?.state {
      spans.append(StyledSpan("  \(state.sign) \(state.rawValue)", state.role))
    }
    return spans
  }

  /// The same in words alone.
  var text: String {
    spans.map { $0.text.split(separator: " ").joined(separator: " ") }.joined(separator: ", ")
  }

  /// Whether somebody should look at it.
  var isIll: Bool {
    (row.edge.traffic.errorRatio ?? 0) > 0 || breaker?.state.isTripped == true
  }

  private var breaker: Snapshot.Breaker? {
    row.breakers.first { $0.state != .closed && $0.state != .unknown }
  }
}
