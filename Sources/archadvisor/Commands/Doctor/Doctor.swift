import Reports

extension Command {
  static let doctor = Command(
    name: "doctor", summary: "Look at terminal, locale, knowledge, configuration and limits.",
    group: .program,
    details: [
      "Says what the program finds where it runs and what to do about what is missing; exits 1 when "
        + "something needed is missing. What it prints belongs into a report of a problem."
    ],
    options: [
      .output(["text", "json"]),
      Option("today", value: "DAY", "Facts expire by this day, YYYY-MM-DD, instead of today."),
    ],
    examples: ["doctor"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let today = try invocation.day("today")
    let findings =
      Checkup.program() + Checkup.knowledge(invocation, today: today) + Checkup.terminal()
      + Checkup.paths(invocation) + Checkup.limits()
    let report = DoctorReport(findings)
    try invocation.write(json: report.json) { report.page(columns: $0) }
    return report.isFine ? .fine : .no
  }
}

/// Looks at one thing after the other.
enum Checkup {
  typealias Finding = DoctorReport.Finding
}
