internal import MeshLook
internal import MeshModel
internal import Terminal

/// The cells that services and edges have alike.
enum TrafficCells {
  static func rate(_ value: Double?) -> StyledSpan { plain(MeshFigures.rate(value), value) }

  static func milliseconds(_ value: Double?) -> StyledSpan {
    plain(MeshFigures.milliseconds(value), value)
  }

  static func success(_ errors: Double?) -> StyledSpan {
    guard let errors else { return StyledSpan(MeshFigures.unknown, .unknown) }
    return StyledSpan(
      MeshFigures.success(ofErrors: errors), errors == 0 ? .text : errors >= 0.1 ? .bad : .warning)
  }

  /// Of fewer answers the 99th percentile is little more than the slowest one.
  static let fairSample = 100.0

  /// Marked and dim where it rests on few answers.
  static func p99(_ latency: TrafficFigures.Latency) -> StyledSpan {
    guard isDoubtful(latency) else { return milliseconds(latency.p99) }
    return StyledSpan("~" + MeshFigures.milliseconds(latency.p99), .muted)
  }

  static func isDoubtful(_ latency: TrafficFigures.Latency) -> Bool {
    latency.p99 != nil && (latency.count ?? 0) < fairSample
  }

  /// The gravest of some breakers, which come first.
  static func breaker(_ breakers: [Snapshot.Breaker]) -> StyledSpan {
    guard let state = breakers.first?.state else { return StyledSpan(MeshFigures.unknown, .muted) }
    return StyledSpan("\(state.sign) \(state.rawValue)", state.role)
  }

  static func count(_ value: Double?) -> StyledSpan { plain(MeshFigures.count(value), value) }
  static func times(_ value: Double?) -> StyledSpan {
    StyledSpan(
      MeshFigures.times(value),
      value.map { $0 >= MeshSentence.notableAmplification ? .warning : .text } ?? .unknown)
  }

  private static func plain(_ text: String, _ value: Double?) -> StyledSpan {
    StyledSpan(text, value == nil ? .unknown : .text)
  }
}
