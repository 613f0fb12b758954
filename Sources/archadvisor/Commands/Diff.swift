import Advice
import Reports

extension Command {
  static let diff = Command(
    name: "diff", summary: "Compare two answers files: what changed in the verdict, and why.",
    details: [
      "Every style's change of score is told rule by rule; the parts add up to the whole. The exit "
        + "code is 0 whether or not the recommendation changed; -o json says so under \"changed\"."
    ],
    operands: ["OLD", "NEW"], options: [.output(["text", "json"])],
    examples: ["diff before.yaml after.yaml"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let advisor = Advisor(try invocation.loadKnowledge())
    let weights = try invocation.weights(advisor.knowledge)
    let old = try invocation.loadAnswers(invocation.operands[0], advisor.knowledge, weights)
    let new = try invocation.loadAnswers(invocation.operands[1], advisor.knowledge, weights)
    // Each alone first, so that a contradiction is told of the file that holds it.
    for file in [old, new] {
      _ = try file.judged { sheet throws(Contradicted) in try advisor.assess(sheet, flipSize: 0) }
    }
    let report = try new.judged { sheet throws(Contradicted) in
      DifferenceReport(try advisor.difference(old.sheet, sheet))
    }
    try invocation.write(json: report.json) { report.page(columns: $0) }
    return .fine
  }
}
