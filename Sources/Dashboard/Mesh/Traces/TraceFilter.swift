import Filter
import Instruments

/// Which requests are listed: those a condition holds for, or those that speak of a text.
struct TraceFilter {
  /// As it was typed; empty lists all.
  let text: String
  /// The condition as `--where` takes it; nil without one.
  private(set) var condition: String?
  /// The condition, ready to be asked.
  private(set) var filter: Filter<Trace>?
  /// What is wrong with a condition; then all are listed.
  private(set) var problem: String?

  init(_ text: String) {
    self.text = text
    let text = text.trimmingSpaces
    if text.isEmpty { return }
    do throws(FilterProblem) {
      filter = try Filter(text, Trace.fields)
      condition = text
    } catch {
      let isPlain = !text.unicodeScalars.contains { "<>=~()!&|\"\\".unicodeScalars.contains($0) }
      guard isPlain else {
        problem = error.sentence
        return
      }
      let words = Self.mentioning(text)
      filter = try? Filter(words, Trace.fields)
      condition = words
    }
  }

  /// Those that have a text in their route, their services or their failures.
  private static func mentioning(_ text: String) -> String {
    ["route", "service", "failure"].map { "\($0) ~ \"\(text)\"" }.joined(separator: " or ")
  }
}
