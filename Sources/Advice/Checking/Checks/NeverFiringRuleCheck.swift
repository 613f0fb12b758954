struct NeverFiringRuleCheck: KnowledgeCheck {
  let code = DefectCode(
    "KB021", .error, "The condition of a rule is true under no consistent answers.")
  let needs = CheckNeed.answers

  func defects(in subject: CheckSubject) -> [Defect] {
    // The levels of warnings are checked one by one elsewhere.
    subject.knowledge.everyRule.filter { $0.kind != .warnings && !canFire($0, subject) }.map {
      defect(
        $0.place, "no answers make its condition true; look for parts that exclude each other")
    }
  }

  private func canFire(_ rule: AnyRule, _ subject: CheckSubject) -> Bool {
    let boxes = subject.model.boxes(rule.header.when)
    // A contradiction would stand in its own way.
    if rule.kind == .contradictions { return !boxes.isEmpty }
    return subject.completion(in: boxes) != nil
  }
}
