struct NeverReportedCheck: KnowledgeCheck {
  let code = DefectCode(
    "KB024", .error,
    "A rule names a style that is never recommended while its condition is true.")
  let needs = CheckNeed.answers

  func defects(in subject: CheckSubject) -> [Defect] {
    let reachable = Style.allCases.filter(subject.canWin)
    return subject.knowledge.everyRule.flatMap { rule -> [Defect] in
      let boxes = subject.model.boxes(rule.header.when)
      guard let styles = rule.styles, subject.completion(in: boxes) != nil else { return [] }
      return styles.filter { reachable.contains($0) && !subject.winners.wins($0, inside: boxes) }
        .map {
          defect(
            rule.place,
            "'\($0.rawValue)' is never recommended while its condition is true; leave it out")
        }
    }
  }
}
