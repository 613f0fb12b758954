struct MissingSourceCheck: KnowledgeCheck {
  let code = DefectCode("KB030", .error, "A claim has no source.")

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.library.claims.filter { $0.needsSource && $0.citations.isEmpty }.map {
      defect($0.place, "the \($0.kind.key) '\($0.id)' cites no source; say who says so")
    }
  }
}

struct UnusedSourceCheck: KnowledgeCheck {
  let code = DefectCode("KB031", .warning, "A source is never cited.")

  func defects(in subject: CheckSubject) -> [Defect] {
    let cited = Set(subject.library.claims.flatMap { $0.citations.map(\.source) })
    return subject.library.handbook.sources.filter { !cited.contains($0.id) }.map {
      defect($0.place, "nothing cites '\($0.id)'; cite it, or remove it")
    }
  }
}
