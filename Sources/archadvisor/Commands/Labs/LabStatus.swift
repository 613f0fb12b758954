import Reports

extension Command {
  static let labStatus = Command(
    name: "lab status", summary: "Show how far you are in the labs.", group: .labs,
    details: ["JSON is archadvisor.lab-status/1, for who teaches many."],
    options: [.output(["text", "json"])], examples: ["lab status -o json"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let labs = try invocation.labs()
    let (progress, problem) = LabProgressFile.read()
    if let problem { Output.say(["archadvisor: \(problem)"]) }
    let report = LabStatusReport(labs, progress)
    try invocation.write(json: report.json) { report.page(columns: $0) }
    return .fine
  }
}
