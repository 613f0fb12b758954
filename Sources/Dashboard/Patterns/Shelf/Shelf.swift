import Advice
import YAML

extension EntryKind {
  /// The kinds in the order in which they are offered to readers: what reads best first.
  static let shelves: [EntryKind] = [
    .styles, .patterns, .warnings, .tradeoffs, .sources, .labs, .risks, .steps, .cases, .criteria,
    .vetoes,
    .findings, .contradictions, .questions, .matrix, .facts, .examples, .profiles,
  ]

  /// The name over a list of them.
  var title: String {
    switch self {
    case .styles: "Styles"
    case .patterns: "Patterns"
    case .warnings: "Warning signs"
    case .tradeoffs: "Trade-offs"
    case .sources: "Sources"
    case .risks: "Risks"
    case .steps: "First steps"
    case .cases: "Cases"
    case .criteria: "Criteria"
    case .vetoes: "Vetoes"
    case .findings: "Findings"
    case .contradictions: "Contradictions"
    case .questions: "Questions"
    case .matrix: "Matrix lines"
    case .facts: "Facts"
    case .examples: "Examples"
    case .profiles: "Profiles"
    case .labs: "Labs"
    }
  }

  /// The name of one of them.
  var singular: String {
    switch self {
    case .warnings: "warning sign"
    case .tradeoffs: "trade-off"
    case .steps: "first step"
    case .matrix: "line of the matrix"
    default: key
    }
  }
}

/// A line of the list of entries.
enum ShelfRow: Equatable, Sendable {
  case heading(String)
  case entry(EntryName)

  var name: EntryName? {
    if case .entry(let name) = self { return name }
    return nil
  }
}

/// Where an entry stands in the list of its kind.
struct ShelfPlace: Comparable {
  /// The heading it stands under; empty where the kind has none.
  let heading: String
  /// Groups stand in the order of their meaning, their entries in the order the files give, if any.
  private let group: Int
  private let order: Int
  private let title: String

  init(_ entry: Entry, title: String) {
    let root = entry.document.root
    let key = Self.groupKey(entry.kind)
    let value = key.flatMap { root[$0]?.text } ?? ""
    if entry.kind == .questions, let group = Question.Group(rawValue: value) {
      heading = group.title
    } else if [.cases, .matrix].contains(entry.kind), let style = Style(rawValue: value) {
      heading = style.title
    } else {
      heading = value.capitalizedFirst
    }
    group = Self.rank(value, entry.kind)
    order = entry.kind == .styles ? Self.rank(entry.id, .cases) : root["order"]?.wholeNumber ?? 0
    self.title = title
  }

  static func < (left: ShelfPlace, right: ShelfPlace) -> Bool {
    (left.group, left.heading, left.order, left.title)
      < (right.group, right.heading, right.order, right.title)
  }

  private static func groupKey(_ kind: EntryKind) -> String? {
    switch kind {
    case .patterns, .questions: "group"
    case .sources: "kind"
    case .cases: "outcome"
    case .matrix: "points-to"
    default: nil
    }
  }

  private static func rank(_ group: String, _ kind: EntryKind) -> Int {
    func rank<Value: RawRepresentable & CaseIterable>(_: Value.Type) -> Int
    where Value.RawValue == String {
      Value.allCases.map(\.rawValue).firstIndex(of: group) ?? Value.allCases.count
    }
    switch kind {
    case .patterns: return rank(Pattern.Group.self)
    case .questions: return rank(Question.Group.self)
    case .sources: return rank(Source.Kind.self)
    case .cases, .matrix: return rank(Style.self)
    default: return 0
    }
  }
}
