import Advice

/// Every sentence of a decision record, besides those of the knowledge base.
enum RecordSentence {
  static let nothing = "No option is chosen, because every one of them is excluded."
  static let question = "Which of the five architectural styles fits best?"
  /// Names the file where the answers came from standard input.
  static let placeholder = "answers.yaml"
  static let checksOpening =
    "These lines exit with 0 today. Run them in the build or on a schedule: once one of them exits "
    + "with 1, what this decision rests on has changed."
  static let answersOpening = "The answers this decision rests on:"
  static let noChecks = "There is nothing to check while no option is chosen."

  static func title(_ style: Style?, _ system: String?) -> String {
    let name = system ?? "the system"
    return switch style {
    case .monolith: "Build \(name) as a monolith"
    case .modularMonolith: "Build \(name) as a modular monolith"
    case .services: "Build \(name) from coarse services"
    case .microservices: "Build \(name) from microservices"
    case .serverless: "Build \(name) from serverless functions"
    case nil: "Find an architectural style for \(name)"
    }
  }

  static func problem(_ system: String?) -> String {
    "\(system ?? "The system") needs an architectural style: how it is cut into parts, how these run "
      + "and how they talk decides what changes, operation and failures will cost."
  }

  static func basis(_ answered: Int, of all: Int) -> String {
    answered == all
      ? "All \(all) questions of the assessment are answered."
      : "\(answered) of \(all) questions of the assessment are answered; the rest is open."
  }

  static func excluded(_ veto: Veto) -> String { "it is excluded: \(veto.because.asClause)" }

  static func outcome(
    _ title: String, _ verdict: String, _ stability: Stability, flips: Bool
  ) -> String {
    "Chosen option: \"\(title)\", because it scores \(verdict). The recommendation is "
      + "\(stability.robustness.rawValue): \(AssessmentSentence.robustness(stability, flips: flips))."
  }

  static func change(_ change: String, _ style: Style) -> String {
    "When \(change), because then \(style.phrase) would be recommended."
  }

  static func origin(_ report: AssessmentReport) -> String {
    "Assessed with archadvisor, knowledge \(report.knowledge.version) "
      + "(sha256 \(report.knowledge.sha256)), answers sha256 \(report.answersSHA256)."
  }
}
