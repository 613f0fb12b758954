internal import MeshLook
internal import MeshModel
internal import Terminal

/// The cells that services and edges have alike.
enum TrafficCells {
  static func rate(_ value: Double?) -> StyledSpan { plain(Figures.perSecond(value), value) }

  static func milliseconds(_ value: Double?) -> StyledSpan {
    plain(Figures.duration(value), value)
  }

  static func success(_ errors: Double?) -> StyledSpan {
    guard let errors else { return StyledSpan(Figures.unknown, .unknown) }
    return StyledSpan(
      Figures.success(errors), errors == 0 ? .text : errors >= 0.1 ? .bad : .warning)
  }

  /// Marked and dim where it rests on few answers.
  static func p99(_ latency: TrafficFigures.Latency) -> StyledSpan {
    guard latency.isDoubtful else { return milliseconds(latency.p99) }
    return StyledSpan(latency.doubt + Figures.duration(latency.p99), .muted)
  }

  /// The gravest of some breakers, which come first.
  static func breaker(_ breakers: [Snapshot.Breaker]) -> StyledSpan {
    guard let state = breakers.first?.state else { return StyledSpan(Figures.unknown, .muted) }
    return StyledSpan("\(state.sign) \(state.rawValue)", state.role)
  }

  static func count(_ value: Double?) -> StyledSpan { plain(Figures.count(value), value) }
  static func times(_ value: Double?) -> StyledSpan {
    StyledSpan(
      Figures.times(value),
      value.map { $0 >= MeshSentence.notableAmplification ? .warning : .text } ?? .unknown)
  }

  private static func plain(_ text: String, _ value: Double?) -> StyledSpan {
    StyledSpan(text, value == nil ? .unknown : .text)
  }
}
