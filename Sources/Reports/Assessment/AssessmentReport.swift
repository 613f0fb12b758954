public import Advice

/// A verdict with everything its reports are made from.
public struct AssessmentReport: Sendable {
  public let assessment: Assessment
  public let knowledge: KnowledgeBase
  /// SHA-256 of the answers file's bytes.
  public let answersSHA256: String
  /// The answers file as the user named it, for command lines in a report; nil for standard input.
  public let file: String?
  /// How it stands when weights move, where that was asked for.
  public let detail: RobustnessDetail?
  /// What the ids of sources stand for; empty where a report only names them.
  public let sources: [Source]

  public init(
    _ assessment: Assessment, _ knowledge: KnowledgeBase, answersSHA256: String,
    file: String? = nil, detail: RobustnessDetail? = nil, sources: [Source] = []
  ) {
    self.assessment = assessment
    self.knowledge = knowledge
    self.answersSHA256 = answersSHA256
    self.file = file
    self.detail = detail
    self.sources = sources
  }

  /// The same with entries for the sources it names.
  public func citing(_ sources: [Source]) -> AssessmentReport {
    AssessmentReport(
      assessment, knowledge, answersSHA256: answersSHA256, file: file, detail: detail,
      sources: sources)
  }

  /// An answer as people read it, with the unit of a number: `6 developers`.
  func answer(_ contribution: Assessment.Contribution) -> String {
    guard let question = knowledge.question(contribution.question) else { return "" }
    let text = question.text(contribution.answer)
    guard let values = contribution.answer?.values, let unit = question.unit else { return text }
    let isOne = values.single.map(question.domain.text) == "1"
    return "\(text) \(isOne && unit.hasSuffix("s") ? String(unit.dropLast()) : unit)"
  }

  /// The rule's best source, for the end of a line.
  func bestSource(_ rule: String) -> String? {
    let citations = knowledge.criterion(rule)?.sources ?? []
    return Citation.Strength.allCases.lazy
      .compactMap { strength in citations.first { $0.strength == strength } }.first?.source
  }
}
