struct NeverWinningStyleCheck: KnowledgeCheck {
  let code = DefectCode("KB020", .error, "A style is recommended under no answers.")
  let needs = CheckNeed.answers

  func defects(in subject: CheckSubject) -> [Defect] {
    Style.allCases.filter { !subject.canWin($0) }.map {
      defect(
        subject.place(.styles, $0.rawValue),
        "no answers lead to '\($0.rawValue)'; look at its scores and at the vetoes against it")
    }
  }
}

extension CheckSubject {
  func canWin(_ style: Style) -> Bool {
    winners.completion(style, in: model.space.open) != nil
  }
}
