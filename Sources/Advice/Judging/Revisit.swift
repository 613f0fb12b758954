/// Something that makes it worth judging again.
public enum Revisit: Hashable, Sendable {
  /// A single answer becomes another one, and another style is recommended.
  case change(Change, style: Style)
  /// A number that rules compare answers with has to be looked up again.
  case fact(id: String, title: String, expires: Day)
}

extension Assessment {
  /// When the verdict should be looked at again: changes of one answer first, by how easily they
  /// come about, then numbers that expire.
  public func revisits(_ knowledge: KnowledgeBase) -> [Revisit] {
    let changes = flips.compactMap { flip in
      flip.changes.count == 1
        ? flip.changes.first.map { Revisit.change($0, style: flip.style) } : nil
    }
    return changes + expiringFacts(knowledge)
  }

  /// The facts with an expiry that decide vetoes, warnings and contradictions, the earliest first.
  private func expiringFacts(_ knowledge: KnowledgeBase) -> [Revisit] {
    var used: Set<String> = []
    for veto in knowledge.vetoes { veto.rule.when?.collectFacts(&used) }
    for contradiction in knowledge.contradictions { contradiction.rule.when?.collectFacts(&used) }
    for warning in knowledge.warnings { warning.rule.when?.collectFacts(&used) }
    let dated = used.compactMap { id in
      knowledge.fact(id).flatMap { fact in fact.expires.map { (fact: fact, expires: $0) } }
    }
    return dated.sorted { ($0.expires, $0.fact.id) < ($1.expires, $1.fact.id) }
      .map { .fact(id: $0.fact.id, title: $0.fact.title, expires: $0.expires) }
  }
}
