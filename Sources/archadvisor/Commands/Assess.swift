import Advice
import Reports

extension Command {
  static let assess = Command(
    name: "assess", summary: "Recommend an architectural style for a set of answers.",
    options: [.answers, .output(["text", "json"])]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let advisor = Advisor(try invocation.loadKnowledge())
    let loaded = try invocation.loadAnswers(advisor.knowledge)
    let assessment = try loaded.judged { sheet throws(Contradicted) in
      try advisor.assess(sheet)
    }
    let report = AssessmentJSON(
      assessment, advisor.knowledge, answersSHA256: loaded.sha256)
    try Output.write(report.text)
    return .fine
  }
}
