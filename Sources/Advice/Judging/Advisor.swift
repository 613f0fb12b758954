/// Judges answers by a knowledge base. The way in for everything that shows a verdict.
public struct Advisor: Sendable {
  public let model: DecisionModel
  public var knowledge: KnowledgeBase { model.knowledge }

  public init(_ knowledge: KnowledgeBase) {
    model = DecisionModel(knowledge)
  }

  /// Judges a sheet of answers.
  ///
  /// - Parameter flipSize: the largest number of answers changed at once in a search for flips.
  /// - Throws: when the answers cannot all be true.
  public func assess(
    _ sheet: AnswerSheet, flipSize: Int = 1
  ) throws(Contradicted) -> Assessment {
    let judgement = try judge(sheet)
    let ranking = Ranking(judgement)
    let style = ranking.recommendation(judgement.scores)
    return Assessment(
      system: sheet.system,
      recommendation: style.map { recommendation($0, judgement, ranking) },
      styles: order(judgement, ranking, first: style).map { result($0, judgement, ranking) },
      necessaryWinner: ranking.necessaryWinner,
      possibleWinners: ranking.possibleWinners,
      warnings: warnings(judgement),
      findings: knowledge.findings.filter { judgement.truth($0.rule.when) == .yes },
      unanswered: knowledge.questions.map(\.id).filter { sheet.answers[$0] == nil },
      nextQuestion: nextQuestions(judgement, ranking).first?.question,
      flips: flips(judgement, ranking, upTo: flipSize),
      patterns: knowledge.patterns.filter {
        applies($0.styles, style) && judgement.truth($0.rule.when) == .yes
      },
      risks: knowledge.risks.filter {
        applies($0.styles, style) && judgement.truth($0.rule.when) != .no
      },
      plan: knowledge.steps.filter {
        applies($0.to, style) && judgement.truth($0.rule.when) == .yes
      })
  }

  /// The smallest changes of given answers that change the recommendation; all of the same size,
  /// those easiest to bring about first. None when it takes more changes than `size`.
  ///
  /// - Parameter style: what the changes must lead to; nil for any other recommendation.
  /// - Throws: when the answers cannot all be true.
  public func flips(
    _ sheet: AnswerSheet, to style: Style? = nil, upTo size: Int = Flip.sizeLimit
  ) throws(Contradicted) -> [Flip] {
    let judgement = try judge(sheet)
    return flips(judgement, Ranking(judgement), to: style, upTo: size)
  }

  private func flips(
    _ judgement: Judgement, _ ranking: Ranking, to style: Style? = nil, upTo size: Int
  ) -> [Flip] {
    var search = FlipSearch(judgement, ranking, to: style)
    return search.smallest(upTo: size)
  }

  /// The open questions with what each answer would do, the one to ask first at the front.
  ///
  /// - Throws: when the answers cannot all be true.
  public func nextQuestions(_ sheet: AnswerSheet) throws(Contradicted) -> [NextQuestion] {
    let judgement = try judge(sheet)
    return nextQuestions(judgement, Ranking(judgement))
  }

  private func nextQuestions(_ judgement: Judgement, _ ranking: Ranking) -> [NextQuestion] {
    var search = NextSearch(judgement, ranking)
    return search.ranked()
  }

  func judge(_ sheet: AnswerSheet) throws(Contradicted) -> Judgement {
    guard let judgement = Judgement(model, sheet) else { throw Contradicted(model, sheet) }
    return judgement
  }

  private func applies(_ styles: [Style], _ recommended: Style?) -> Bool {
    recommended.map(styles.contains) ?? false
  }

  private func recommendation(
    _ style: Style, _ judgement: Judgement, _ ranking: Ranking
  ) -> Assessment.Recommendation {
    let rivals = Style.allCases.filter { $0 != style && ranking.standings[$0] != .excluded }
    let runnerUp = Ranking.byScore(rivals, judgement.scores).first
    return Assessment.Recommendation(
      style: style, margin: runnerUp.map { judgement.scores[style] - judgement.scores[$0] },
      runnerUp: runnerUp, robustness: ranking.necessaryWinner == nil ? .fragile : .certain)
  }

  private func order(_ judgement: Judgement, _ ranking: Ranking, first: Style?) -> [Style] {
    let rest = Ranking.byScore(Style.allCases.filter { $0 != first }, judgement.scores)
    let standing = rest.filter { ranking.standings[$0] != .excluded }
    return (first.map { [$0] } ?? []) + standing
      + rest.filter { ranking.standings[$0] == .excluded }
  }

  private func result(
    _ style: Style, _ judgement: Judgement, _ ranking: Ranking
  ) -> Assessment.StyleResult {
    let bounds = judgement.bounds(style)
    let vetoes = zip(knowledge.vetoes, model.vetoes).filter { $0.0.excludes.contains(style) }
      .map { (veto: $0.0, truth: judgement.truth($0.1)) }
    let holding = vetoes.filter { $0.truth == .yes }.map(\.veto)
    let undecided = vetoes.filter { $0.truth == .undecided }.map(\.veto)
    let isExcluded = ranking.standings[style] == .excluded
    return Assessment.StyleResult(
      style: style, score: judgement.scores[style], low: bounds.low, high: bounds.high,
      standing: ranking.standings[style],
      excludedBy: isExcluded && holding.isEmpty ? undecided : holding,
      endangeredBy: isExcluded ? [] : undecided,
      contributions: contributions(style, judgement))
  }

  private func contributions(
    _ style: Style, _ judgement: Judgement
  ) -> [Assessment.Contribution] {
    knowledge.criteria.compactMap { criterion in
      guard let question = model.space.index[criterion.id] else { return nil }
      let answer = judgement.sheet.answers[criterion.id]
      let band = answer?.values.flatMap { values in
        criterion.bands.first { values.isSubset(of: $0.values) }
      }
      return Assessment.Contribution(
        criterion: criterion.id, question: criterion.id, answer: answer,
        points: judgement.contributions[question][style],
        because: band?.because ?? criterion.because,
        sources: criterion.sources.map(\.source))
    }
  }

  private func warnings(_ judgement: Judgement) -> [Assessment.RaisedWarning] {
    knowledge.warnings.compactMap { warning -> Assessment.RaisedWarning? in
      guard let level = warning.levels.first(where: { judgement.truth($0.when) == .yes }) else {
        return nil
      }
      return Assessment.RaisedWarning(
        id: warning.rule.id, title: warning.title, severity: level.severity,
        message: level.message, sources: warning.rule.sources.map(\.source))
    }
    .sorted { ($1.severity, $0.id) < ($0.severity, $1.id) }
  }
}
