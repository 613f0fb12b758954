/// Follows every rule through a sheet of answers.
struct Tracer {
  let judgement: Judgement
  /// The recommended style.
  let style: Style?

  private var knowledge: KnowledgeBase { judgement.model.knowledge }

  /// Criteria in the order of the interview, then each kind of rule in the order of the files.
  func trace() -> [RuleTrace] {
    knowledge.criteria.map(criterion) + knowledge.everyRule.map(rule)
  }

  private func criterion(_ criterion: Criterion) -> RuleTrace {
    let place = judgement.model.space.index[criterion.id]
    let answer = place.flatMap(judgement.answer)
    let truth: Truth =
      switch answer?.content {
      case nil: .undecided
      case .notApplicable: .no
      case .values: .yes
      }
    return RuleTrace(
      kind: .criteria, id: criterion.id, place: criterion.place, truth: truth, styles: nil,
      isForOtherStyles: false, severity: nil, points: place.map { judgement.contributions[$0] },
      obstacles: truth == .yes ? [] : [question(criterion, answer)].compactMap { $0 })
  }

  /// Any answer would do for a criterion.
  private func question(_ criterion: Criterion, _ answer: Answer?) -> TestedAnswer? {
    knowledge.question(criterion.id).map { question in
      TestedAnswer(
        question: question.id, expected: ValueSet(question.domain.range), answer: answer, fact: nil,
        expectedText: question.domain.expectation, answerText: question.text(answer),
        isUndecided: answer == nil)
    }
  }

  private func rule(_ rule: AnyRule) -> RuleTrace {
    let truth = judgement.truth(rule.header.when)
    let obstacles = rule.header.when.map { Obstacles(judgement: judgement).find($0) } ?? []
    let warning = rule.kind == .warnings ? knowledge.warnings.first { $0.rule.id == rule.id } : nil
    let veto = rule.kind == .vetoes ? knowledge.vetoes.first { $0.rule.id == rule.id } : nil
    return RuleTrace(
      kind: rule.kind, id: rule.id, place: rule.place, truth: truth,
      styles: veto?.excludes ?? rule.styles,
      isForOtherStyles: rule.styles.map { !$0.contains { $0 == style } } ?? false,
      severity: warning?.levels.first { judgement.truth($0.when) == .yes }?.severity,
      points: nil, obstacles: truth == .yes ? [] : obstacles)
  }
}
