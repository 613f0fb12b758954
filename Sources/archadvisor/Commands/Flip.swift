import Advice
import Reports

extension Command {
  static let flip = Command(
    name: "flip", summary: "Find the smallest changes of given answers that change the advice.",
    details: [
      "Tries one changed answer, then two, then three, and prints all changes of the smallest size "
        + "that lead to another style; those easiest to bring about come first. The search is "
        + "complete: what it does not print does not exist."
    ],
    options: [.answers, .output(["text", "json"]), .to],
    examples: ["flip --answers shop.yaml", "flip --answers shop.yaml --to microservices"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let advisor = Advisor(try invocation.loadKnowledge())
    let loaded = try invocation.loadAnswers(advisor.knowledge)
    let wanted = invocation.value("to").flatMap(Style.init)
    let report = try loaded.judged { sheet throws(Contradicted) in
      FlipReport(
        system: sheet.system,
        recommended: try advisor.assess(sheet, flipSize: 0).recommendation?.style, wanted: wanted,
        flips: try advisor.flips(sheet, to: wanted), knowledge: advisor.knowledge)
    }
    try invocation.write(json: report.json) { report.page(columns: $0) }
    return .fine
  }
}

extension Option {
  static let to = Option(
    "to", value: "STYLE", choices: Style.allCases.map(\.rawValue),
    "Only changes that lead to this style.")
}
