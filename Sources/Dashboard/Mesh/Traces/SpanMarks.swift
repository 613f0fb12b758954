import Instruments
import MeshLook

/// Where the user is among the spans of a request.
struct SpanMarks: Equatable, Sendable {
  /// The id of the marked span; nil marks the first.
  var marked: String?
  /// Ids of spans whose own spans are only counted.
  var folded: Set<String> = []
  /// Whether the axis covers all, however long messages went on after the answer.
  var isWhole = false

  /// What can be marked: the spans that are not folded away, each once, from top to bottom.
  static func spans(of lines: [Waterfall.Line]) -> [Span] {
    var seen: Set<String> = []
    return lines.compactMap(\.span).filter { seen.insert($0.id).inserted }
  }

  /// The place of the marked span among those that can be marked.
  func place(among spans: [Span]) -> Int { spans.firstIndex { $0.id == marked } ?? 0 }
}
