struct UnusedQuestionCheck: KnowledgeCheck {
  let code = DefectCode("KB010", .error, "A question is asked that no criterion and no rule uses.")

  func defects(in subject: CheckSubject) -> [Defect] {
    let knowledge = subject.knowledge
    let used = Set(
      knowledge.criteria.map(\.id) + knowledge.conditions.flatMap { $0.atoms.flatMap(\.questions) })
    return knowledge.questions.filter { !used.contains($0.id) }.map {
      defect($0.place, "no criterion and no rule uses '\($0.id)'; use it, or do not ask it")
    }
  }
}
