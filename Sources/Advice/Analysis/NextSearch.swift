/// Ranks the open questions by how much their answers narrow the outcome.
///
/// First comes the question whose worst answer leaves the fewest possible winners. Mostly many leave
/// equally many, since one answer alone seldom rules a style out. Of these the first is the one worth
/// most: after its answer the recommended style scores better, on average, than the style recommended
/// now would. When no single answer changes the recommendation, it is the one that brings another
/// possible winner closest. Ties go to the order of the interview.
struct NextSearch {
  private let contest: Contest
  private let current: Style?
  private let rivals: [Style]

  init(_ contest: Contest) {
    self.contest = contest
    let current = contest.recommendation
    self.current = current
    rivals = contest.ranking.possibleWinners.filter { $0 != current }
  }

  /// All questions without an answer, the one to ask first at the front.
  func ranked() -> [NextQuestion] {
    let questions = contest.judgement.model.questions.indices
    return questions.filter { contest.judgement.answer($0) == nil }
      .map { (next: next($0), place: $0) }
      .sorted { key($0.next, $0.place).lexicographicallyPrecedes(key($1.next, $1.place)) }
      .map(\.next)
  }

  private func key(_ next: NextQuestion, _ place: Int) -> [Int] {
    [next.winnersLeft, -next.gain.thousandths, next.lead?.thousandths ?? .max, place]
  }

  private func next(_ question: Int) -> NextQuestion {
    var outcomes: [NextQuestion.Outcome] = []
    var gains = 0
    var lead: Int?
    for answer in contest.judgement.model.verdictClasses[question] {
      let fixed = [Fixing(question: question, cell: answer.cell)]
      guard let state = contest.state(fixed) else { continue }
      let scores = contest.scores(fixed, state)
      let winners = contest.possibleWinners(fixed, state, among: contest.ranking.possibleWinners)
      let style = Ranking.byScore(winners, PerStyle { Points(thousandths: Int(scores[$0.index])) })
        .first
      outcomes.append(
        NextQuestion.Outcome(
          values: answer.values, recommendation: style, possibleWinners: winners))
      if let current, let style {
        gains += max(Int(scores[style.index] - scores[current.index]), 0)
        let leads = rivals.map { Int(scores[current.index] - scores[$0.index]) }
        lead = (leads + [lead].compactMap { $0 }).min()
      }
    }
    return NextQuestion(
      question: contest.judgement.model.questions[question].id, outcomes: outcomes,
      winnersLeft: outcomes.map(\.possibleWinners.count).max() ?? 0,
      gain: Points(thousandths: ScoreTable.divide(gains, by: max(outcomes.count, 1))),
      lead: lead.map(Points.init))
  }
}
