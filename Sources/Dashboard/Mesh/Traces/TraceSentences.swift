import Instruments
import MeshLook

extension Sentence {
  static let traceFilterHint = "such as failed, refused, took > 100, order"

  static let allIsDrawn = "The axis covers all of the request already."

  static func lostSpans(_ count: Int) -> String {
    count == 1
      ? "1 span came too fast to be kept: a trace has a gap."
      : "\(count) spans came too fast to be kept: some traces have gaps."
  }

  static func noTraces(_ place: String) -> String {
    "No request\(place) has been seen yet: they arrive within a second or two."
  }

  static func noTracePasses(_ place: String) -> String {
    "No request\(place) passes the filter; Esc shows all."
  }

  static func noLinesOfRequest(_ request: String) -> String {
    "No log line belongs to \(request): services log what is out of the ordinary."
  }

  /// A request that has only just begun.
  static func traceComes(_ id: String) -> String {
    "The request \(id.prefix(8)) has only just begun: it is not here yet, and is shown as soon as it is, "
      + "within a second or two."
  }

  static func traceIsGone(_ id: String) -> String {
    "The request \(id.prefix(8)) is not kept any more: the latest, the slowest and those that failed are. "
      + "Esc goes back."
  }

  /// A span in words.
  ///
  /// - Parameters:
  ///   - start: microseconds after the request began.
  ///   - below: how many spans hang under it.
  static func span(_ span: Span, at start: Int, below: Int, isFolded: Bool) -> String {
    let what =
      switch span.kind {
      case .server: "answers \(span.name)"
      case .client: "calls \(span.callee.map { "\($0): " } ?? "")\(span.name)"
      case .producer: "sends a message: \(span.name)"
      case .consumer: "takes a message: \(span.name)"
      }
    let failure = span.failureWords.map { "; ✗ \($0)" } ?? ""
    let enter =
      below == 0
      ? "Enter shows \(span.instance)"
      : "Enter \(isFolded ? "unfolds" : "folds") the \(below) below"
    let when =
      start > 0 ? ", \(Figures.exact(microseconds: start)) after the request began" : ""
    let long = span.breaker == nil ? ", for \(Figures.exact(microseconds: span.duration))" : ""
    return "\(span.instance) \(what)\(when)\(long)\(failure). \(enter)."
  }
}
