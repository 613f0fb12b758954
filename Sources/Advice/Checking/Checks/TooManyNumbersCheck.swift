struct TooManyNumbersCheck: KnowledgeCheck {
  let code = DefectCode(
    "KB016", .error, "The rules divide a question's numbers into more parts than can be told apart."
  )

  func defects(in subject: CheckSubject) -> [Defect] {
    let model = subject.model
    let ratios = model.space.ratios.filter(\.grid.isCutShort).map(\.upper)
    let questions = model.questions.indices.filter { model.space.grids[$0].isCutShort }
    return Set(questions + ratios).sorted().map { question in
      defect(
        model.questions[question].place,
        "bands and conditions divide '\(model.questions[question].id)' into more than "
          + "\(Grid.limit) parts; let them name fewer different numbers")
    }
  }
}
