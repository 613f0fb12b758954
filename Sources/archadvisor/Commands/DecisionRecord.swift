import Advice
import Knowledge
import Reports
import YAML

extension Command {
  static let adr = Command(
    name: "adr", summary: "Write an architecture decision record (MADR 4).",
    details: [
      "The record holds drivers, options, outcome, consequences, the answers it rests on, the sources "
        + "it cites, and a confirmation section of command lines that a build can run. Where the "
        + "answers say too little to decide by, it says so and what to answer next."
    ],
    options: [
      .answers, .output(["markdown", "json"]),
      Option("date", value: "DAY", "The day of the decision, YYYY-MM-DD, instead of today."),
    ],
    examples: ["adr --answers shop.yaml > docs/decisions/0001-architectural-style.md"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let date = try invocation.day("date")
    let advisor = Advisor(try invocation.loadKnowledge())
    let loaded = try invocation.loadAnswers(advisor.knowledge)
    let (assessment, next) = try loaded.judged { sheet throws(Contradicted) in
      (try advisor.assess(sheet), try advisor.nextQuestions(sheet))
    }
    let handbook = try invocation.loadHandbook(advisor.knowledge)
    let report = AssessmentReport(
      assessment, advisor.knowledge, answersSHA256: loaded.sha256, file: loaded.path,
      sources: handbook.sources)
    let record = DecisionRecord(
      report, loaded.sheet, profiles: handbook.styles, next: next,
      options: invocation.judgingOptions, date: date)
    if invocation.format == "json" {
      try Output.write(record.json)
    } else {
      try Output.write(record.markdown)
    }
    return .fine
  }
}

extension Invocation {
  /// The options that change what a verdict is, as they were given.
  fileprivate var judgingOptions: [String] {
    let knowledge = value("knowledge").map { ["--knowledge", $0] } ?? []
    return knowledge + values("weight").flatMap { ["--weight", $0] }
  }

  /// What the knowledge base says about the styles themselves, and its bibliography.
  func loadHandbook(_ knowledge: KnowledgeBase) throws(Failure) -> Handbook {
    let complaints = Complaints()
    let folder = try knowledgeFolder(complaints)
    let handbook = Handbook.read(
      documents: folder.documents, knowledge: knowledge, complaints: complaints)
    if complaints.hasErrors { throw Failure.badInput(complaints) }
    return handbook
  }
}
