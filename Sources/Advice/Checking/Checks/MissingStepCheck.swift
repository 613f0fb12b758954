/// Looks for a recommendation that comes without a first step from what runs today.
struct MissingStepCheck: KnowledgeCheck {
  let code = DefectCode(
    "KB052", .error, "A style is recommended without a first step from what runs today.")
  let needs = CheckNeed.answers

  func defects(in subject: CheckSubject) -> [Defect] {
    guard let index = subject.model.space.index["lifecycle"] else { return [] }
    let question = subject.model.questions[index]
    return question.domain.words.indices.flatMap { word in
      Style.allCases.compactMap { style in
        var state = subject.model.space.open
        state[index] = .only(word)
        let steps = subject.knowledge.steps.filter { $0.to.contains(style) }
          .flatMap { subject.model.boxes($0.rule.when) }
        return subject.winners.completion(style, in: state, avoiding: steps).map { cells in
          defect(
            question.place,
            "no step leads from '\(question.domain.text(word))' to '\(style.rawValue)'; add one",
            witness: subject.witness(cells))
        }
      }
    }
  }
}
