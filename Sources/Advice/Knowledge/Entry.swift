public import YAML

/// The kinds of files in a knowledge folder; each is a folder of its own.
public enum EntryKind: String, CaseIterable, Sendable {
  case sources, facts, questions, criteria, vetoes, contradictions, warnings, findings, risks
  case patterns, steps, styles, tradeoffs, matrix, profiles, labs, cases, examples

  /// The key that holds the id, which is also what one of the kind is called.
  public var key: String {
    switch self {
    case .sources: "source"
    case .facts: "fact"
    case .questions: "question"
    case .criteria: "criterion"
    case .vetoes: "veto"
    case .contradictions: "contradiction"
    case .warnings: "warning"
    case .findings: "finding"
    case .risks: "risk"
    case .patterns: "pattern"
    case .steps: "step"
    case .styles: "style"
    case .tradeoffs: "tradeoff"
    case .matrix: "line"
    case .profiles: "profile"
    case .labs: "lab"
    case .cases: "case"
    case .examples: "example"
    }
  }
}

/// One file of the knowledge base as it stands: its kind, its id and its text.
public struct Entry: Sendable {
  public let kind: EntryKind
  public let id: String
  public let document: Document

  public var place: Place { document.root.place }

  /// The first sentence that says what it is about.
  public var summary: String {
    let keys = ["title", "text", "because", "message", "do", "what"]
    return keys.lazy.compactMap { document.root[$0]?.text }.first ?? ""
  }
}
