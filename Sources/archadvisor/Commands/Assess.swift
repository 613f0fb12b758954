import Advice
import Reports

extension Command {
  static let assess = Command(
    name: "assess", summary: "Recommend an architectural style for a set of answers.",
    details: [
      "Prints what is recommended and how sure that is, what speaks for and against it, what would "
        + "change it, and what to do next. Bad answers are told with file, line and column.",
      "With --require and --fail-on it serves as a gate in a build: when a gate fails, the line on "
        + "standard error says which and why, and the exit code is 1.",
    ],
    options: [
      .answers, .answersFolder, .output(["text", "json", "markdown", "html"]), .require, .failOn,
    ],
    examples: [
      "assess --answers shop.yaml", "assess --answers - -o json < shop.yaml",
      "assess --answers shop.yaml --require modular-monolith --fail-on fragile,warning:high",
      "assess --answers shop.yaml -o html > shop.html",
      "assess --answers-dir systems > verdicts.ndjson",
    ]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    if let folder = invocation.value("answers-dir") { return try invocation.assessFolder(folder) }
    let advisor = Advisor(try invocation.loadKnowledge())
    let gates = try invocation.gates(advisor.knowledge)
    let loaded = try invocation.loadAnswers(advisor.knowledge)
    let assessment = try loaded.judged { sheet throws(Contradicted) in
      try advisor.assess(sheet)
    }
    let report = AssessmentReport(
      assessment, advisor.knowledge, answersSHA256: loaded.sha256, file: loaded.path)
    switch invocation.format {
    case "markdown": try Output.write(report.markdown)
    case "html": try Output.write(report.html)
    default:
      try invocation.write(json: AssessmentJSON(report).bytes) { columns in
        AssessmentText(report, columns: columns).page
      }
    }
    return invocation.check(gates, assessment)
  }
}
