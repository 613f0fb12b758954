import Filter
import Instruments

/// Which requests are listed: those a condition holds for, or those that speak of a text.
struct TraceFilter: Equatable {
  /// As it was typed; empty lists all.
  let text: String
  /// The condition as `--where` takes it; nil without one.
  private(set) var condition: String?
  /// What is wrong with a condition; then all are listed.
  private(set) var problem: String?

  init(_ text: String) {
    self.text = text
    let text = text.trimmingSpaces
    if text.isEmpty { return }
    do throws(FilterProblem) {
      _ = try Filter(text, Trace.fields)
      condition = text
    } catch {
      let isPlain = !text.unicodeScalars.contains { "<>=~()!&|\"\\".unicodeScalars.contains($0) }
      if isPlain { condition = Self.mentioning(text) } else { problem = error.sentence }
    }
  }

  /// The condition, ready to be asked.
  var filter: Filter<Trace>? { condition.flatMap { try? Filter($0, Trace.fields) } }

  /// Those that have a text in their route, their services or their failures.
  private static func mentioning(_ text: String) -> String {
    ["route", "service", "failure"].map { "\($0) ~ \"\(text)\"" }.joined(separator: " or ")
  }
}
