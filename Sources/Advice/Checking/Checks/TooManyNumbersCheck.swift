struct TooManyNumbersCheck: KnowledgeCheck {
  let code = DefectCode(
    "KB016", .error, "The rules divide a question's numbers into more parts than can be told apart."
  )

  func defects(in subject: CheckSubject) -> [Defect] {
    let model = subject.model
    return model.questions.indices.filter { model.space.grids[$0].isCutShort }.map { question in
      defect(
        model.questions[question].place,
        "bands and conditions divide '\(model.questions[question].id)' into more than "
          + "\(Grid.limit) parts; let them name fewer different numbers")
    }
  }
}
