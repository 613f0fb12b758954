import Reports

extension Command {
  static let questions = Command(
    name: "questions", summary: "Print every question, its values, and why it is asked.",
    details: [
      "With -o template it prints an answers file to fill in, each question with the values it "
        + "takes beside it."
    ],
    options: [.output(["text", "json", "template"])],
    examples: ["questions", "questions -o template > shop.yaml"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let report = QuestionsReport(try invocation.loadKnowledge())
    if invocation.format == "template" {
      try Output.write(report.template)
    } else {
      try invocation.write(json: report.json) { report.page(columns: $0) }
    }
    return .fine
  }
}
