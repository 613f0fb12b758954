import Advice
import Knowledge
import Reports
import YAML

extension Command {
  static let adr = Command(
    name: "adr", summary: "Write an architecture decision record (MADR 4).",
    details: [
      "The record holds drivers, options, outcome, consequences, the answers it rests on, and a "
        + "confirmation section of command lines that a build can run."
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
    let assessment = try loaded.judged { sheet throws(Contradicted) in
      try advisor.assess(sheet)
    }
    let report = AssessmentReport(
      assessment, advisor.knowledge, answersSHA256: loaded.sha256, file: loaded.path)
    let record = DecisionRecord(
      report, loaded.sheet, profiles: try invocation.styleProfiles(advisor.knowledge), date: date)
    if invocation.format == "json" {
      try Output.write(record.json)
    } else {
      try Output.write(record.markdown)
    }
    return .fine
  }
}

extension Invocation {
  /// What the knowledge base says about the styles themselves.
  fileprivate func styleProfiles(_ knowledge: KnowledgeBase) throws(Failure) -> [StyleProfile] {
    let complaints = Complaints()
    let folder = try knowledgeFolder(complaints)
    let handbook = Handbook.read(
      documents: folder.documents, knowledge: knowledge, complaints: complaints)
    if complaints.hasErrors { throw Failure.badInput(complaints) }
    return handbook.styles
  }
}
