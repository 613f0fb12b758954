/// Ranks the open questions by how much their answers narrow the outcome.
///
/// First comes the question whose worst answer leaves the fewest possible winners. Mostly many leave
/// equally many, since one answer alone seldom rules a style out. Of these the first is the one worth
/// most: after its answer the recommended style scores better, on average, than the style recommended
/// now would. When no single answer changes the recommendation, it is the one that brings another
/// possible winner closest. Ties go to the order of the interview.
struct NextSearch {
  private let judgement: Judgement
  private let current: Style?
  private let rivals: [Style]
  private var contest: Contest

  init(_ judgement: Judgement, _ ranking: Ranking) {
    let current = ranking.recommendation(judgement.scores)
    self.judgement = judgement
    self.current = current
    rivals = ranking.possibleWinners.filter { $0 != current }
    contest = Contest(judgement, ranking)
  }

  /// All questions without an answer, the one to ask first at the front.
  mutating func ranked() -> [NextQuestion] {
    var result: [NextQuestion] = []
    for question in judgement.model.questions.indices where judgement.answer(question) == nil {
      result.append(next(question))
    }
    return result.enumerated().sorted { left, right in
      key(left.element, left.offset).lexicographicallyPrecedes(key(right.element, right.offset))
    }.map(\.element)
  }

  private func key(_ next: NextQuestion, _ place: Int) -> [Int] {
    [next.winnersLeft, -next.gain.thousandths, next.lead?.thousandths ?? .max, place]
  }

  private mutating func next(_ question: Int) -> NextQuestion {
    var outcomes: [NextQuestion.Outcome] = []
    var gains = 0
    var lead: Int?
    for answer in judgement.model.verdictClasses(question, judgement.table) {
      let fixed = [Fixing(question: question, cell: answer.cell)]
      guard let state = contest.state(fixed) else { continue }
      let outcome = outcome(answer, fixed, state)
      let scores = contest.scores(fixed, state)
      outcomes.append(outcome)
      if let current, let style = outcome.recommendation {
        gains += max(Int(scores[style.index] - scores[current.index]), 0)
        let leads = rivals.map { Int(scores[current.index] - scores[$0.index]) }
        lead = (leads + [lead].compactMap { $0 }).min()
      }
    }
    return NextQuestion(
      question: judgement.model.questions[question].id, outcomes: outcomes,
      winnersLeft: outcomes.map(\.possibleWinners.count).max() ?? 0,
      gain: Points(thousandths: ScoreTable.divide(gains, by: max(outcomes.count, 1))),
      lead: lead.map(Points.init))
  }

  private mutating func outcome(
    _ answer: VerdictClass, _ fixed: [Fixing], _ state: State
  ) -> NextQuestion.Outcome {
    var style: Style?
    if case .winner(let winner) = contest.recommendation(fixed, state) { style = winner }
    return NextQuestion.Outcome(
      values: answer.values, recommendation: style,
      possibleWinners: contest.possibleWinners(fixed, state))
  }
}
