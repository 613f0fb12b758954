import YAML

struct UnknownSourceCheck: KnowledgeCheck {
  let code = DefectCode("KB003", .error, "A source is cited that does not exist.")

  func defects(in subject: CheckSubject) -> [Defect] {
    let known = subject.library.handbook.sources.map(\.id)
    let ids = Set(known)
    return subject.library.claims.flatMap(\.citations).filter { !ids.contains($0.source) }.map {
      defect(
        $0.place, "there is no source '\($0.source)'\(NearestName.hint($0.source, in: known))")
    }
  }
}

struct UnknownPatternCheck: KnowledgeCheck {
  let code = DefectCode("KB004", .error, "A pattern names a related pattern that does not exist.")

  func defects(in subject: CheckSubject) -> [Defect] {
    let known = subject.knowledge.patterns.map(\.rule.id)
    return subject.knowledge.patterns.flatMap { pattern in
      pattern.related.filter { !known.contains($0) }.map { id in
        defect(
          pattern.rule.place, "there is no pattern '\(id)'\(NearestName.hint(id, in: known))")
      }
    }
  }
}

struct UnknownWarningCheck: KnowledgeCheck {
  let code = DefectCode(
    "KB005", .error, "A case or an example names a warning that does not exist.")

  func defects(in subject: CheckSubject) -> [Defect] {
    let known = subject.knowledge.warnings.map(\.rule.id)
    let book = subject.library.casebook
    let named =
      book.cases.map { ($0.place, $0.warningSigns) }
      + book.examples.map { ($0.place, $0.expectation.warnings ?? []) }
    return named.flatMap { place, ids in
      ids.filter { !known.contains($0) }.map { id in
        defect(place, "there is no warning '\(id)'\(NearestName.hint(id, in: known))")
      }
    }
  }
}
