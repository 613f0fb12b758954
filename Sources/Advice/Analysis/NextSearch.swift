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
    let model = contest.judgement.model
    let ends = model.verdictClasses[question].flatMap { self.ends($0, question) }
    let outcomes = ends.map(\.outcome)
    var gains = Points.zero
    var leads: [Points] = []
    for end in ends {
      guard let current, let style = end.outcome.recommendation else { continue }
      gains += max(end.scores[style] - end.scores[current], .zero)
      leads += rivals.map { end.scores[current] - end.scores[$0] }
    }
    return NextQuestion(
      question: model.questions[question].id, outcomes: outcomes,
      winnersLeft: outcomes.map(\.possibleWinners.count).max() ?? 0,
      gain: Points(thousandths: ScoreTable.divide(gains.thousandths, by: max(ends.count, 1))),
      lead: leads.min())
  }

  /// An outcome and what the styles then score.
  private struct End {
    let outcome: NextQuestion.Outcome
    let scores: PerStyle<Points>

    init(_ values: ValueSet, _ scores: PerStyle<Points>, _ winners: [Style]) {
      self.scores = scores
      outcome = NextQuestion.Outcome(
        values: values, recommendation: Ranking.byScore(winners, scores).first,
        possibleWinners: winners)
    }
  }

  /// What the answers of a class lead to: the same, unless its numbers have to be told apart.
  private func ends(_ answer: VerdictClass, _ question: Int) -> [End] {
    let judgement = contest.judgement
    let parts = judgement.model.parts(answer.values, question, judgement.numbers)
    if judgement.model.isSplit(question, judgement.sheet.answers) {
      return parts.compactMap { end($0, question) }
    }
    let fixed = [Fixing(question: question, cell: answer.cell)]
    guard !parts.isEmpty, let state = contest.state(fixed) else { return [] }
    let scores = contest.scores(fixed, state)
    let winners = contest.possibleWinners(fixed, state, among: contest.ranking.possibleWinners)
    return [
      End(
        ValueSet(parts.flatMap(\.ranges)),
        PerStyle { Points(thousandths: Int(scores[$0.index])) }, winners)
    ]
  }

  /// Numbers that are told apart from others of their cell are judged anew, with one for all.
  private func end(_ part: ValueSet, _ question: Int) -> End? {
    guard let value = part.first, let judgement = contest.judgement.answering([question: value])
    else { return nil }
    return End(part, judgement.scores, Ranking(judgement).possibleWinners)
  }
}
