struct ExpiredFactCheck: KnowledgeCheck {
  let code = DefectCode("KB032", .warning, "A fact has expired.")
  let needs = CheckNeed.nothing

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.knowledge.facts.compactMap { fact in
      guard let expires = fact.expires, expires <= subject.today else { return nil }
      let users = (subject.factUsers[fact.id] ?? []).map { "'\($0.id)'" }
      let used = users.isEmpty ? "" : "; used by \(users.joined(separator: ", "))"
      return defect(
        fact.place,
        "'\(fact.id)' is of \(fact.asOf) and expired on \(expires); look it up again\(used)")
    }
  }
}

struct UnusedFactCheck: KnowledgeCheck {
  let code = DefectCode("KB033", .warning, "A fact is never referred to.")

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.knowledge.facts.filter { subject.factUsers[$0.id] == nil }.map {
      defect(
        $0.place, "nothing refers to '\($0.id)'; name it under 'facts' where a text rests on it")
    }
  }
}
