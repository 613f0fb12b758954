import Advice

/// Every sentence of a decision record, besides those of the knowledge base.
enum RecordSentence {
  static let nothing = "No option is chosen, because every one of them is excluded."
  static let question = "Which of the five architectural styles fits best?"
  static let checksOpening =
    "Run these lines in the folder from which this record was made: paths are as seen from there. "
    + "They exit with 0 today; put them into the build or on a schedule. Once one of them exits with "
    + "1, what this decision rests on has changed."
  static let answerNext = "What to answer next"
  static let noFile =
    "The answers came from standard input, so there is no file to check. Save those at the end of "
    + "this record as a file, and make the record from that."

  static func answersOpening(isDecided: Bool) -> String {
    isDecided ? "The answers this decision rests on:" : "The answers so far:"
  }

  static func title(_ style: Style?, _ system: String?) -> String {
    let name = system ?? "the system"
    return switch style {
    case .monolith, .modularMonolith: "Adopt a \(style?.phrase ?? "") for \(name)"
    case .services, .microservices: "Adopt \(style?.phrase ?? "") for \(name)"
    case .serverless: "Adopt serverless functions for \(name)"
    case nil: "Not decided yet: the architectural style of \(name)"
    }
  }

  static func problem(_ system: String?) -> String {
    "We have to choose an architectural style\(system.map { " for \($0)" } ?? ""). How the system is "
      + "divided, deployed and connected determines the cost of change, operation and failure."
  }

  static func basis(_ answered: Int, of all: Int) -> String {
    if answered == 0 { return "None of the \(all) assessment questions has been answered." }
    return answered == all
      ? "All \(all) assessment questions have been answered."
      : "\(answered) of the \(all) assessment questions \(answered == 1 ? "has" : "have") been answered."
  }

  static func subject(_ answer: String) -> String { "The answer \(answer)" }

  static func good(_ sentence: String) -> String { "Good, because \(sentence.asClause)." }

  /// - Parameters:
  ///   - sentence: what the answer argues for or against.
  ///   - points: more or less than the other options get on average.
  static func reason(_ sentence: String, _ answer: String, _ points: Points) -> String {
    "\(points > .zero ? "Good" : "Bad"), because \(sentence.asClause) (\(answer), \(points.signed))."
  }

  static func excluded(_ veto: Veto) -> String {
    "Bad, because it is excluded: \(veto.because.asClause)."
  }

  static func endangered(_ open: Assessment.OpenVeto) -> String {
    "Bad, \(AssessmentSentence.excludedIf(open.pending).dropFirst("excluded ".count)), because then it "
      + "is excluded: \(open.veto.because.asClause)."
  }

  static func risk(_ risk: Assessment.RaisedRisk) -> String {
    let condition = risk.pending.map { " if \(PendingWords($0).text)," } ?? ""
    return "Bad,\(condition) because \(risk.message.asClause). \(risk.mitigation)"
  }

  static func choice(_ title: String, _ reasons: [String]) -> String {
    let because =
      reasons.isEmpty
      ? "no other style fits the answers better" : reasons.joined(separator: "; ")
    return "Chosen option: \"\(title)\", because \(because)."
  }

  static func clarity(_ verdict: String, _ stability: Stability, flips: Bool) -> String {
    "It scores \(verdict). The recommendation is \(stability.robustness.rawValue): "
      + "\(AssessmentSentence.robustness(stability, flips: flips))."
  }

  static func undecided(
    _ recommendation: Assessment.Recommendation, _ verdict: String, flips: Bool
  ) -> String {
    "No option is chosen yet: "
      + "\(AssessmentSentence.robustness(recommendation.stability, flips: flips)). So far, "
      + "\(recommendation.style.phrase) comes first with \(verdict); that is no ground for a decision."
  }

  static func change(_ change: String, _ style: Style) -> String {
    "When \(change), because then \(style.phrase) would be recommended."
  }

  static func revisit(_ sentence: String) -> String { "Look at it again: \(sentence.asClause)." }

  static func origin(_ report: AssessmentReport) -> String {
    "Assessed with archadvisor, knowledge \(report.knowledge.version) "
      + "(sha256 \(report.knowledge.sha256)), answers sha256 \(report.answersSHA256)."
  }
}
