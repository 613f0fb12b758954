/// Looks for numbers that are compared in more ways than can be told exactly: each comparison is, but not
/// that several speak of the same number.
struct SharedRatioCheck: KnowledgeCheck {
  let code = DefectCode("KB029", .error, "Rules compare a question in more than one way.")

  func defects(in subject: CheckSubject) -> [Defect] {
    questions(subject) + contradictions(subject)
  }

  private func questions(_ subject: CheckSubject) -> [Defect] {
    let model = subject.model
    let compared = model.space.ratios.flatMap { [$0.upper, $0.lower] }
    let shared = Set(compared).filter { question in compared.count { $0 == question } > 1 }
    return shared.sorted().map { question in
      defect(
        model.questions[question].place,
        "'\(model.questions[question].id)' is compared with more than one other question; keep one")
    }
  }

  private func contradictions(_ subject: CheckSubject) -> [Defect] {
    var seen: Set<String> = []
    return subject.knowledge.contradictions.compactMap { contradiction in
      let ratio = contradiction.rule.when?.atoms.first { $0.per != nil }
      guard let ratio, !seen.insert(ratio.dimension).inserted else { return nil }
      return defect(
        contradiction.rule.place,
        "another contradiction limits '\(ratio.dimension)'; keep one of them")
    }
  }
}
