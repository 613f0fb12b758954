import YAML

/// Something that says so because of a source.
struct Claim {
  let kind: EntryKind
  let id: String
  let place: Place
  let citations: [Citation]
  let needsSource: Bool
}

extension Library {
  /// Everything that may cite.
  var claims: [Claim] {
    func claim(
      _ kind: EntryKind, _ id: String, _ place: Place, _ citations: [Citation],
      needsSource: Bool = true
    ) -> Claim {
      Claim(kind: kind, id: id, place: place, citations: citations, needsSource: needsSource)
    }
    return knowledge.criteria.map { claim(.criteria, $0.id, $0.place, $0.sources) }
      + knowledge.everyRule.map { claim($0.kind, $0.id, $0.place, $0.header.sources) }
      + knowledge.facts.map { claim(.facts, $0.id, $0.place, $0.sources) }
      + handbook.styles.map {
        claim(.styles, $0.style.rawValue, $0.place, $0.sources + $0.statements.flatMap(\.sources))
      }
      + handbook.tradeoffs.map { claim(.tradeoffs, $0.id, $0.place, $0.sources) }
      + profiles.map { claim(.profiles, $0.id, $0.place, $0.sources) }
      + labs.map { claim(.labs, $0.id, $0.place, $0.sources) }
      + handbook.matrix.map { claim(.matrix, $0.id, $0.place, $0.sources, needsSource: false) }
  }

  /// The entries that refer to each fact, in a condition or by naming it under `facts`.
  var factUsers: [String: [Entry]] {
    var users: [String: [Entry]] = [:]
    for entry in entries where entry.kind != .facts {
      for reference in Set(entry.references) where reference.kind == .facts {
        users[reference.id, default: []].append(entry)
      }
    }
    return users
  }
}
