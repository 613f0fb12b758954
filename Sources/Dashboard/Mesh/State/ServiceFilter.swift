import Filter
import MeshModel

/// Which services are shown: those with a text in their name, or those a condition holds for.
struct ServiceFilter: Equatable, Sendable {
  /// As it was typed; empty shows all.
  var text = ""

  /// Those that need a look.
  static let onlyIll = "not healthy and not no-traffic"

  var isEmpty: Bool { text.isEmpty }

  /// What a text turns out to be for the services there are.
  struct Outcome: Equatable, Sendable {
    var shown: Set<String> = []
    /// What is wrong with a condition; then everything is shown.
    var problem: String?
    /// The condition as `--where` takes it; nil without one.
    var condition: String?
  }

  /// A name goes before a condition, so that a service may be called `failing`.
  func outcome(_ rows: [ServiceRow]) -> Outcome {
    let names = Set(rows.map(\.service.name))
    if isEmpty { return Outcome(shown: names) }
    let isName = !text.unicodeScalars.contains { " <>=~()".unicodeScalars.contains($0) }
    if isName {
      let found = named(names)
      if !found.isEmpty { return Outcome(shown: found, condition: nameCondition) }
    }
    do throws(FilterProblem) {
      let filter = try Filter(text, ServiceRow.fields)
      return Outcome(
        shown: Set(rows.filter(filter.matches).map(\.service.name)), condition: text)
    } catch {
      if isName { return Outcome(condition: nameCondition) }
      return Outcome(shown: names, problem: error.sentence)
    }
  }

  private var isInverse: Bool { text.hasPrefix("!") }

  private var wanted: String { (isInverse ? String(text.dropFirst()) : text).lowercased() }

  private func named(_ names: Set<String>) -> Set<String> {
    if wanted.isEmpty { return names }
    return names.filter { $0.lowercased().contains(wanted) != isInverse }
  }

  private var nameCondition: String? {
    wanted.isEmpty ? nil : "name \(isInverse ? "!~" : "~") \(wanted)"
  }
}
