import YAML

extension Library {
  /// The entries that refer to an entry: that cite a source, ask a question, rest on a fact, are
  /// related to a pattern, carry a line of the matrix or expect a warning.
  public func users(of entry: Entry) -> [Entry] {
    entries.filter { user in
      guard user.kind != entry.kind || user.id != entry.id else { return false }
      return user.references.contains(Reference(kind: entry.kind, id: entry.id))
    }
  }

  /// The ids of the sources an entry cites, in the order of the file.
  public func citedSources(_ entry: Entry) -> [String] { named(.sources, by: entry) }

  /// The ids of the facts an entry refers to, in the order of the file.
  public func namedFacts(_ entry: Entry) -> [String] { named(.facts, by: entry) }

  private func named(_ kind: EntryKind, by entry: Entry) -> [String] {
    var seen: Set<String> = []
    return entry.references.filter { $0.kind == kind }.map(\.id).filter { seen.insert($0).inserted }
  }
}

/// The name of another entry.
struct Reference: Hashable {
  let kind: EntryKind
  let id: String
}

extension Entry {
  /// Every entry this one names, in the order of the file.
  var references: [Reference] {
    let root = document.root
    let own = root.entries.filter { $0.key.text != kind.key }.flatMap { Self.references($0, kind) }
    return kind == .criteria ? [Reference(kind: .questions, id: id)] + own : own
  }

  private static func references(
    _ entry: (key: Node, value: Node), _ kind: EntryKind
  ) -> [Reference] {
    let (key, value) = entry
    func named(_ kinds: EntryKind...) -> [Reference] {
      let ids = [value.text].compactMap { $0 } + value.items.compactMap(\.text)
      return ids.flatMap { id in kinds.map { Reference(kind: $0, id: id) } }
    }
    switch key.text {
    // What a case says of its source is no id.
    case "source": return kind == .cases ? [] : named(.sources)
    case "fact": return named(.facts)
    case "facts": return kind == .cases ? [] : named(.facts)
    case "question": return named(.questions)
    case "related", "patterns": return named(.patterns)
    case "rules": return named(.criteria, .vetoes, .warnings)
    case "warnings", "warning-signs": return named(.warnings)
    case "answers":
      return value.entries.compactMap { $0.key.text }.map { Reference(kind: .questions, id: $0) }
    case "proof": return []
    default:
      let inside = value.entries + value.items.flatMap(\.entries)
      return inside.flatMap { references($0, kind) }
    }
  }
}
