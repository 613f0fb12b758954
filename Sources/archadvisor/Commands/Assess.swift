import Advice
import Reports

extension Command {
  static let assess = Command(
    name: "assess", summary: "Recommend an architectural style for a set of answers.",
    options: [.answers, .output(["text", "json"])],
    examples: ["assess --answers shop.yaml", "assess --answers shop.yaml -o json"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let advisor = Advisor(try invocation.loadKnowledge())
    let loaded = try invocation.loadAnswers(advisor.knowledge)
    let assessment = try loaded.judged { sheet throws(Contradicted) in
      try advisor.assess(sheet)
    }
    let report = AssessmentReport(
      assessment, advisor.knowledge, answersSHA256: loaded.sha256, file: loaded.path)
    try invocation.write(report)
    return .fine
  }
}

extension Invocation {
  /// Writes a verdict in the format the command line asks for.
  func write(_ report: AssessmentReport) throws(Failure) {
    switch format {
    case "json": try Output.write(AssessmentJSON(report).text)
    default:
      let screen = Screen(self)
      try Output.write(AssessmentText(report, columns: screen.columns).page, screen)
    }
  }
}
