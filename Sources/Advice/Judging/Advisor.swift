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
    let contest = Contest(judgement, ranking)
    let style = contest.recommendation
    let next = NextSearch(contest).ranked()
    let reasons = reasons(judgement)
    return Assessment(
      system: sheet.system,
      recommendation: style.map { recommendation($0, contest, next) },
      styles: order(judgement, ranking, first: style).map {
        result($0, judgement, ranking, reasons)
      },
      necessaryWinner: ranking.necessaryWinner,
      possibleWinners: ranking.possibleWinners,
      warnings: warnings(judgement, style),
      findings: judgement.holding(knowledge.findings, model.telling.findings),
      unanswered: knowledge.questions.map(\.id).filter { sheet.answers[$0] == nil },
      nextQuestion: next.first?.question,
      flips: FlipSearch.smallest(contest, upTo: flipSize),
      patterns: judgement.holding(knowledge.patterns, model.telling.patterns) {
        applies($0.styles, style)
      },
      risks: risks(judgement, style),
      plan: judgement.holding(knowledge.steps, model.telling.steps) { applies($0.to, style) })
  }

  /// Every style that comes first in at least one completion of the open answers, and no other.
  ///
  /// - Throws: when the answers cannot all be true.
  public func possibleWinners(_ sheet: AnswerSheet) throws(Contradicted) -> [Style] {
    Ranking(try judge(sheet)).possibleWinners
  }

  /// The smallest changes of given answers that change the recommendation; all of the same size,
  /// those easiest to bring about first. None when it takes more changes than `size`.
  ///
  /// - Parameter style: what the changes must lead to; nil for any other recommendation.
  /// - Throws: when the answers cannot all be true.
  public func flips(
    _ sheet: AnswerSheet, to style: Style? = nil, upTo size: Int = Flip.sizeLimit
  ) throws(Contradicted) -> [Flip] {
    FlipSearch.smallest(try contest(sheet), to: style, upTo: size)
  }

  /// The open questions with what each answer would do, the one to ask first at the front.
  ///
  /// - Throws: when the answers cannot all be true.
  public func nextQuestions(_ sheet: AnswerSheet) throws(Contradicted) -> [NextQuestion] {
    NextSearch(try contest(sheet)).ranked()
  }

  /// How far each weight alone can move before the recommendation changes; none without one.
  ///
  /// - Throws: when the answers cannot all be true.
  public func weightIntervals(_ sheet: AnswerSheet) throws(Contradicted) -> [WeightInterval] {
    WeightSweep(try contest(sheet))?.intervals() ?? []
  }

  /// How often each style comes first, second and so on when all weights are drawn from their ranges.
  ///
  /// - Parameter seed: the same seed gives the same samples.
  /// - Throws: when the answers cannot all be true.
  public func acceptability(
    _ sheet: AnswerSheet, samples: Int = Acceptability.defaultSamples, seed: UInt64
  ) throws(Contradicted) -> Acceptability {
    var test = AcceptabilityTest(try contest(sheet))
    return test.acceptability(samples: samples, seed: seed)
  }

  private func contest(_ sheet: AnswerSheet) throws(Contradicted) -> Contest {
    Contest(try judge(sheet))
  }

  func judge(_ sheet: AnswerSheet) throws(Contradicted) -> Judgement {
    guard let judgement = Judgement(model, sheet) else { throw Contradicted(model, sheet) }
    return judgement
  }

  private func applies(_ styles: [Style], _ recommended: Style?) -> Bool {
    recommended.map(styles.contains) ?? false
  }

  private func recommendation(
    _ style: Style, _ contest: Contest, _ next: [NextQuestion]
  ) -> Assessment.Recommendation {
    let judgement = contest.judgement
    let ranking = contest.ranking
    let rivals = Style.allCases.filter { $0 != style && ranking.standings[$0] != .excluded }
    let runnerUp = Ranking.byScore(rivals, judgement.scores).first
    return Assessment.Recommendation(
      style: style, margin: runnerUp.map { judgement.scores[style] - judgement.scores[$0] },
      runnerUp: runnerUp, stability: StabilityTest(contest, style).stability(next))
  }

  private func order(_ judgement: Judgement, _ ranking: Ranking, first: Style?) -> [Style] {
    let rest = Ranking.byScore(Style.allCases.filter { $0 != first }, judgement.scores)
    let standing = rest.filter { ranking.standings[$0] != .excluded }
    return (first.map { [$0] } ?? []) + standing
      + rest.filter { ranking.standings[$0] == .excluded }
  }

  private func result(
    _ style: Style, _ judgement: Judgement, _ ranking: Ranking, _ reasons: [Assessment.Reason]
  ) -> Assessment.StyleResult {
    let bounds = judgement.bounds(style)
    let vetoes = zip(knowledge.vetoes, model.vetoes).filter { $0.0.excludes.contains(style) }
      .map { (veto: $0.0, truth: judgement.truth($0.1)) }
    let holding = vetoes.filter { $0.truth == .yes }.map(\.veto)
    let undecided = vetoes.filter { $0.truth == .undecided }.map(\.veto)
    let open = undecided.compactMap { veto in
      judgement.pending(veto.rule.when).map { Assessment.OpenVeto(veto: veto, pending: $0) }
    }
    let isExcluded = ranking.standings[style] == .excluded
    let rivals = rivals(of: style, ranking)
    return Assessment.StyleResult(
      style: style, score: judgement.scores[style], low: bounds.low, high: bounds.high,
      standing: ranking.standings[style],
      excludedBy: isExcluded && holding.isEmpty ? undecided : holding,
      endangeredBy: isExcluded ? [] : open,
      contributions: reasons.map {
        Assessment.Contribution(reason: $0, style: style, rivals: rivals)
      })
  }

  /// The styles it is compared with: those not excluded, or all others where every one of them is.
  private func rivals(of style: Style, _ ranking: Ranking) -> [Style] {
    let others = Style.allCases.filter { $0 != style }
    let standing = others.filter { ranking.standings[$0] != .excluded }
    return standing.isEmpty ? others : standing
  }

  private func reasons(_ judgement: Judgement) -> [Assessment.Reason] {
    knowledge.criteria.compactMap { criterion in
      model.space.index[criterion.id].map { question in
        Assessment.Reason(
          criterion, judgement.sheet.answers[criterion.id], judgement.contributions[question])
      }
    }
  }

  private func risks(_ judgement: Judgement, _ style: Style?) -> [Assessment.RaisedRisk] {
    let raised = zip(knowledge.risks, model.telling.risks).compactMap {
      risk, boxes -> Assessment.RaisedRisk? in
      guard applies(risk.styles, style) else { return nil }
      let truth = judgement.truth(boxes)
      if truth == .no { return nil }
      return Assessment.RaisedRisk(
        risk: risk, pending: truth == .yes ? nil : judgement.pending(risk.rule.when))
    }
    func isBefore(_ left: Assessment.RaisedRisk, _ right: Assessment.RaisedRisk) -> Bool {
      if left.severity != right.severity { return left.severity > right.severity }
      if (left.pending == nil) != (right.pending == nil) { return left.pending == nil }
      return left.rule.id < right.rule.id
    }
    return raised.sorted(by: isBefore)
  }

  private func warnings(
    _ judgement: Judgement, _ style: Style?
  ) -> [Assessment.RaisedWarning] {
    zip(knowledge.warnings, model.telling.warnings).compactMap { warning, boxes in
      guard warning.styles.map({ applies($0, style) }) ?? true,
        let (level, _) = zip(warning.levels, boxes).first(where: { judgement.truth($1) == .yes })
      else { return nil }
      return Assessment.RaisedWarning(
        id: warning.rule.id, title: warning.title, severity: level.severity,
        message: level.message, sources: warning.rule.sources.map(\.source),
        isAboutStyle: warning.styles != nil)
    }
    .sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      if left.isAboutStyle != right.isAboutStyle { return left.isAboutStyle }
      return left.id < right.id
    }
  }
}

extension Judgement {
  /// The rules of one kind whose condition certainly holds.
  ///
  /// - Parameters:
  ///   - boxes: the condition of each rule.
  ///   - matters: whether a rule is of interest at all.
  fileprivate func holding<Rule>(
    _ rules: [Rule], _ boxes: [[Box]], _ matters: (Rule) -> Bool = { _ in true }
  ) -> [Rule] {
    zip(rules, boxes).compactMap { rule, boxes in
      matters(rule) && truth(boxes) == .yes ? rule : nil
    }
  }
}
