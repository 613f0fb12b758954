struct ForbiddenQuestionCheck: KnowledgeCheck {
  let code = DefectCode("KB026", .error, "The contradictions forbid every answer of a question.")

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.contradictedQuestions.compactMap { question in
      // Only what is said about this question: a question nothing can be answered to would
      // otherwise take all others with it.
      let about = subject.model.forbidden.filter { $0.sides.contains { $0.question == question } }
      let cells = subject.forbidden(question, by: about)
      guard cells == subject.model.space.grids[question].open else { return nil }
      let asked = subject.model.questions[question]
      return defect(
        asked.place, "whatever is answered to '\(asked.id)' is a contradiction; narrow them",
        witness: subject.witness(asked, asked.domain.range.lowerBound))
    }
  }
}

struct ForbiddenAnswerCheck: KnowledgeCheck {
  let code = DefectCode("KB027", .error, "The contradictions always forbid an answer.")
  let needs = CheckNeed.answers

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.contradictedQuestions.compactMap { question in
      let cells = subject.forbidden(question, by: subject.model.forbidden)
      let grid = subject.model.space.grids[question]
      let values = grid.values(cells)
      guard let value = values.first else { return nil }
      let asked = subject.model.questions[question]
      return defect(
        asked.place,
        "\(asked.domain.text(values)) is a contradiction whatever else is answered; "
          + "narrow them, or do not offer it", witness: subject.witness(asked, value))
    }
  }
}

struct CoveredContradictionCheck: KnowledgeCheck {
  let code = DefectCode(
    "KB028", .error, "A contradiction forbids nothing that others do not forbid.")

  func defects(in subject: CheckSubject) -> [Defect] {
    let model = subject.model
    return subject.knowledge.contradictions.indices.compactMap { index in
      let own = model.contradictions[index]
      var others = model.contradictions
      others.remove(at: index)
      let wide = model.wide([:])
      let alone = own.contains { box in
        box.restrict(wide.state).flatMap {
          Avoidance.completion($0, wide.links + others.flatMap { $0 })
        } != nil
      }
      if alone || own.isEmpty { return nil }
      return defect(
        subject.knowledge.contradictions[index].rule.place,
        "other contradictions forbid all of this already; remove it")
    }
  }
}

extension CheckSubject {
  /// The questions that contradictions speak of.
  fileprivate var contradictedQuestions: [Int] {
    Set(model.forbidden.flatMap { $0.sides.map(\.question) }).sorted()
  }

  /// The cells of a question that no completion outside the boxes has.
  fileprivate func forbidden(_ question: Int, by boxes: [Box]) -> CellMask {
    model.space.open[question].cells.reduce(0) { mask, cell in
      var state = model.space.open
      state[question] = .only(cell)
      return Avoidance.completion(state, boxes) == nil ? mask | .only(cell) : mask
    }
  }
}
