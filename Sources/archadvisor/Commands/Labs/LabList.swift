import Reports

extension Command {
  static let labList = Command(
    name: "lab list", summary: "List the labs, which are lessons on a running mesh.", group: .labs,
    options: [.output(["text", "json"])], examples: ["lab list"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let report = LabListReport(try invocation.labs())
    try invocation.write(json: report.json) { report.page(columns: $0) }
    return .fine
  }
}
