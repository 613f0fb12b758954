import Advice
import Reports

extension Command {
  static let next = Command(
    name: "next", summary: "Say which open question to answer next, and what each answer would do.",
    details: [
      "The question to ask first is the one that leaves the fewest styles possible even in the "
        + "worst case."
    ],
    options: [.answers, .output(["text", "json"])], examples: ["next --answers shop.yaml"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let advisor = Advisor(try invocation.loadKnowledge())
    let loaded = try invocation.loadAnswers(advisor.knowledge)
    let report = try loaded.judged { sheet throws(Contradicted) in
      let assessment = try advisor.assess(sheet, flipSize: 0)
      return NextReport(
        system: sheet.system, recommended: assessment.recommendation?.style,
        possibleWinners: assessment.possibleWinners, questions: try advisor.nextQuestions(sheet),
        knowledge: advisor.knowledge)
    }
    try invocation.write(json: report.json) { report.page(columns: $0) }
    return .fine
  }
}
