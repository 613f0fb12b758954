/// Judges cases.
struct CaseRunner {
  let advisor: Advisor
  let matrix: [MatrixLine]
  /// Tells apart what the lines of the matrix tell apart.
  private let ticking: DecisionModel
  let pace: PaceRunner

  init(_ advisor: Advisor, _ matrix: [MatrixLine]) {
    self.advisor = advisor
    self.matrix = matrix
    ticking = DecisionModel(advisor.knowledge, besides: matrix.map(\.when))
    pace = PaceRunner(advisor)
  }

  func run(_ subject: Case) -> CaseResult {
    CaseResult(
      subject: subject, verdict: verdict(subject.answers()),
      statedVerdict: verdict(subject.answers(statedOnly: true)),
      ticked: ticked(subject.answers()), pace: pace.run(subject))
  }

  private func verdict(_ answers: [String: Answer]) -> CaseResult.Verdict? {
    guard let assessment = try? advisor.assess(AnswerSheet(answers: answers)) else { return nil }
    return CaseResult.Verdict(
      style: assessment.recommendation?.style,
      robustness: assessment.recommendation?.robustness ?? .undetermined,
      warnings: assessment.warnings.map(\.id))
  }

  /// The style with most ticks in the matrix: each line that holds counts one for the style it
  /// points to, or one against it.
  ///
  /// This is what the matrix says to someone who reads it as a form; it is a baseline, not advice.
  private func ticked(_ answers: [String: Answer]) -> Style? {
    guard let judgement = Judgement(ticking, AnswerSheet(answers: answers)) else {
      return nil
    }
    var ticks: [Style: Int] = [:]
    for line in matrix {
      guard let style = line.target.style else { continue }
      let holds = judgement.truth(line.when) == .yes
      ticks[style, default: 0] += holds ? (line.isAgainst ? -1 : 1) : 0
    }
    return ticks.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.first?.key
  }
}
