import Advice
import Reports

extension Command {
  static let explain = Command(
    name: "explain",
    summary: "Explain a verdict rule by rule: why, why not, and what did not fire.",
    details: [
      "Without --why, --why-not or --trace it explains the recommended style. --trace lists every "
        + "rule: fired, not fired or undecided, with the first part of its condition that fails."
    ],
    options: [
      .answers, .output(["text", "json"]),
      Option(
        "why", value: "STYLE", choices: Style.allCases.map(\.rawValue),
        "Where a style's points come from."),
      Option(
        "why-not", value: "STYLE", choices: Style.allCases.map(\.rawValue),
        "What keeps a style from being recommended, and what would change that."),
      Option("trace", "Every rule with its outcome."),
    ],
    examples: ["explain --answers shop.yaml --why-not microservices"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let wishes = ["why", "why-not", "trace"].filter(invocation.flag)
    if wishes.count > 1 {
      throw invocation.usage(UsageSentence.excludesEachOther(wishes[0], wishes[1]))
    }
    let advisor = Advisor(try invocation.loadKnowledge())
    let loaded = try invocation.loadAnswers(advisor.knowledge)
    if invocation.flag("trace") {
      let report = try loaded.judged { sheet throws(Contradicted) in
        TraceReport(
          system: sheet.system, traces: try advisor.trace(sheet), knowledge: advisor.knowledge)
      }
      try invocation.write(json: report.json) { report.page(columns: $0) }
      return .fine
    }
    let wanted = (invocation.value("why") ?? invocation.value("why-not")).flatMap(Style.init)
    let report = try loaded.judged { sheet throws(Contradicted) in
      let recommended = try advisor.assess(sheet, flipSize: 0).recommendation?.style
      let style = wanted ?? recommended ?? .monolith
      guard invocation.flag("why-not") else {
        return WhyReport(try advisor.reasons(for: style, sheet), knowledge: advisor.knowledge)
      }
      let whyNot = try advisor.reasons(against: style, sheet)
      return WhyReport(whyNot.reasons, whyNot: whyNot, knowledge: advisor.knowledge)
    }
    try invocation.write(json: report.json) { report.page(columns: $0) }
    return .fine
  }
}
