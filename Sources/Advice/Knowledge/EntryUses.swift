import YAML

extension Library {
  /// The entries that refer to an entry: that cite a source, ask a question, rest on a fact, are
  /// related to a pattern, carry a line of the matrix or expect a warning.
  public func users(of entry: Entry) -> [Entry] {
    entries.filter { user in
      guard user.kind != entry.kind || user.id != entry.id else { return false }
      return user.references.contains(EntryName(kind: entry.kind, id: entry.id))
    }
  }

  /// Who refers to whom, worked out once for many questions.
  public func index() -> EntryIndex { EntryIndex(self) }

  /// The ids of the sources an entry cites, in the order of the file.
  public func citedSources(_ entry: Entry) -> [String] { named(.sources, by: entry) }

  /// The ids of the facts an entry refers to, in the order of the file.
  public func namedFacts(_ entry: Entry) -> [String] { named(.facts, by: entry) }

  private func named(_ kind: EntryKind, by entry: Entry) -> [String] {
    var seen: Set<String> = []
    return entry.references.filter { $0.kind == kind }.map(\.id).filter { seen.insert($0).inserted }
  }
}

extension Entry {
  /// Every entry this one names, in the order of the file.
  var references: [EntryName] {
    let root = document.root
    let own = root.entries.filter { $0.key.text != kind.key }.flatMap { Self.references($0, kind) }
    return kind == .criteria ? [EntryName(kind: .questions, id: id)] + own : own
  }

  private static func references(
    _ entry: (key: Node, value: Node), _ kind: EntryKind
  ) -> [EntryName] {
    let (key, value) = entry
    func named(_ kinds: EntryKind...) -> [EntryName] {
      let ids = [value.text].compactMap { $0 } + value.items.compactMap(\.text)
      return ids.flatMap { id in kinds.map { EntryName(kind: $0, id: id) } }
    }
    switch key.text {
    // What a case says of its source is no id.
    case "source": return kind == .cases ? [] : named(.sources)
    case "fact": return named(.facts)
    case "facts": return kind == .cases ? [] : named(.facts)
    case "question", "per": return named(.questions)
    case "related", "patterns": return named(.patterns)
    // Who works on styles names them by their ids.
    case "styles", "excludes", "to", "between", "points-to", "outcome", "acceptable", "rejected",
      "recommendation", "excluded":
      // What a profile calls so are names on its pages.
      return kind == .profiles ? [] : named(.styles)
    case "rules": return named(.criteria, .vetoes, .warnings)
    case "warnings", "warning-signs": return named(.warnings)
    case "answers":
      return value.entries.compactMap { $0.key.text }.map { EntryName(kind: .questions, id: $0) }
    case "proof": return []
    default:
      let inside = value.entries + value.items.flatMap(\.entries)
      return inside.flatMap { references($0, kind) }
    }
  }
}
