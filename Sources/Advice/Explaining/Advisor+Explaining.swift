extension Advisor {
  /// What speaks for and against a style.
  ///
  /// - Throws: when the answers cannot all be true.
  public func reasons(
    for style: Style, _ sheet: AnswerSheet
  ) throws(Contradicted) -> StyleReasons {
    let judgement = try judge(sheet)
    let assessment = try assess(sheet)
    return StyleReasons(
      assessment: assessment, style: style,
      isPossibleWinner: assessment.possibleWinners.contains(style),
      nearVetoes: nearVetoes(style, judgement))
  }

  /// What keeps a style from being recommended, and what would make it so.
  ///
  /// - Throws: when the answers cannot all be true.
  public func reasons(
    against style: Style, _ sheet: AnswerSheet
  ) throws(Contradicted) -> WhyNot {
    let reasons = try reasons(for: style, sheet)
    let assessment = reasons.assessment
    let recommended = assessment.recommendation?.style
    let next = try nextQuestions(sheet)
    let differences = recommended.map { assessment.differences($0, style) }
    return WhyNot(
      reasons: reasons, recommended: recommended, differences: differences ?? [],
      margin: differences.map { $0.reduce(.zero) { $0 + $1.points } },
      answers: recommended == style ? [] : next.compactMap { openAnswer($0, style) },
      flips: try flips(sheet, to: style))
  }

  /// What became of every rule: criteria in the order of the interview, then kind by kind.
  ///
  /// - Throws: when the answers cannot all be true.
  public func trace(_ sheet: AnswerSheet) throws(Contradicted) -> [RuleTrace] {
    let judgement = try judge(sheet)
    let style = judgement.recommendation(known: [])?.style
    return Tracer(judgement: judgement, style: style).trace()
  }

  private func nearVetoes(_ style: Style, _ judgement: Judgement) -> [NearVeto] {
    knowledge.vetoes.filter { $0.excludes.contains(style) }.compactMap { veto in
      guard let when = veto.rule.when, judgement.truth(when) == .no else { return nil }
      let obstacles = Obstacles(judgement: judgement).find(when)
      guard obstacles.count == 1, let obstacle = obstacles.first else { return nil }
      return NearVeto(veto: veto, obstacle: obstacle)
    }
  }

  /// The answers to a question that lead to a style.
  private func openAnswer(_ next: NextQuestion, _ style: Style) -> OpenAnswer? {
    let leading = next.outcomes.filter { $0.recommendation == style }.map(\.values)
    guard !leading.isEmpty, let question = knowledge.question(next.question) else { return nil }
    let values = leading.dropFirst().reduce(leading[0]) { $0.union($1) }
    return OpenAnswer(
      question: question.id, values: values, text: question.domain.text(values))
  }
}
