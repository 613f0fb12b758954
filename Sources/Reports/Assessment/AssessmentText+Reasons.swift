import Advice
import Terminal

/// Why this style, why not the next one, and what would change that.
extension AssessmentTextBody {
  mutating func forces() {
    guard let style = assessment.recommendation?.style else { return }
    let leans = assessment.leans(of: style)
    let gains = leans.filter { $0.points > .zero }.prefix(Self.items)
    let losses = leans.filter { $0.points < .zero }.reversed().prefix(Self.items)
    let columns = (gains + losses).map { $0.points.signed.count }.max() ?? 0
    block("For", as: .ok, gains.map { force($0, columns) }, hanging: columns + 1)
    block("Against", as: .bad, losses.map { force($0, columns) }, hanging: columns + 1)
  }

  /// - Parameter columns: the room for the points, so that they stand in a column.
  private func force(_ lean: Assessment.Lean, _ columns: Int) -> [StyledSpan] {
    let contribution = lean.contribution
    let points = TextWidth.padded(lean.points.signed, to: columns, at: .trailing)
    let spans = [
      StyledSpan("\(points) ".replacingSpaces, lean.points < .zero ? .bad : .ok),
      StyledSpan("\(contribution.question) \(report.answer(contribution)): ", .text, .bold),
      StyledSpan(lean.rationale.sentence),
    ]
    return withOptional(report.bestSource(contribution.criterion), spans, hanging: columns + 1)
  }

  mutating func whyNot() {
    guard let recommendation = assessment.recommendation, let runnerUp = recommendation.runnerUp,
      let margin = recommendation.margin
    else { return }
    let all = assessment.differences(recommendation.style, runnerUp)
    let sorted = all.enumerated().filter { $0.element.points != .zero }
      .sorted { (magnitude($1), $0.offset) < (magnitude($0), $1.offset) }.map(\.element)
    let answered = sorted.filter { $0.contribution.answer != nil }
    let told = answered.filter(\.points.isArgument).prefix(Self.items)
    let parts = told.map { "\($0.points.signed) \($0.contribution.question)".replacingSpaces }
    let remaining = AssessmentSentence.rest(
      Array(answered.dropFirst(told.count)), open: sorted.filter { $0.contribution.answer == nil },
      isAlone: told.isEmpty)
    block(
      "Why not",
      [
        [
          StyledSpan("\(runnerUp.phrase): ", .text, .bold),
          StyledSpan((parts + remaining).joined(separator: ", ")),
          StyledSpan(AssessmentSentence.lead(margin)),
        ]
      ])
  }

  private func magnitude(_ lean: (offset: Int, element: Assessment.Lean)) -> Int {
    abs(lean.element.points.thousandths)
  }

  mutating func flips() {
    if assessment.recommendation == nil { return }
    let groups = FlipGroup.groups(assessment.flips)
    let flips = groups.prefix(Self.items).map { $0.nearest.spans(knowledge) }
    block(
      "Would flip", flips.isEmpty ? [[StyledSpan(AssessmentSentence.noFlip)]] : Array(flips),
      of: groups.count)
  }

  /// What `--deep` found about weights.
  mutating func weights() {
    guard let detail = report.detail, let style = assessment.recommendation?.style else { return }
    let share = [StyledSpan(AssessmentSentence.acceptability(detail.acceptability, style))]
    let tight = detail.tightest.prefix(Self.items).map { interval in
      [StyledSpan(AssessmentSentence.interval(interval))]
    }
    block("Weights", [share] + tight)
  }

  mutating func nextQuestion() {
    guard let id = assessment.nextQuestion, let question = knowledge.question(id) else { return }
    block("Ask next", [[StyledSpan(AssessmentSentence.nextQuestion(question))]])
  }
}
