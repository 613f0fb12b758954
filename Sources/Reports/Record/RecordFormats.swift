import Advice
import JSON

extension DecisionRecord {
  /// MADR 4, with its front matter.
  public var markdown: String {
    var document = ReportDocument(title: title)
    document.heading("Context and Problem Statement")
    for paragraph in context + [RecordSentence.question] { document.paragraph(.text(paragraph)) }
    document.heading("Decision Drivers")
    document.list(drivers.map { [.text($0)] })
    document.heading("Considered Options")
    document.list(options.map { [.text($0.title)] })
    decide(&document)
    document.heading("Pros and Cons of the Options")
    for option in options { describe(option, &document) }
    inform(&document)
    return Markdown.text(document, front: "---\nstatus: proposed\ndate: \(date)\n---\n\n")
  }

  private func decide(_ document: inout ReportDocument) {
    document.heading("Decision Outcome")
    document.paragraph(.text(outcome))
    document.heading("Consequences", level: 3)
    document.list(
      good.map { [.text("Good, because \($0).")] } + bad.map { [.text("Bad, because \($0)")] })
    document.heading("Confirmation", level: 3)
    if checks.isEmpty { return document.paragraph(.text(RecordSentence.noChecks)) }
    document.paragraph(.text(RecordSentence.checksOpening))
    document.blocks.append(.code(checks.joined(separator: "\n"), language: "sh"))
  }

  private func describe(_ option: Option, _ document: inout ReportDocument) {
    document.heading(option.title, level: 3)
    if !option.definition.isEmpty { document.paragraph(.text(option.definition)) }
    document.list(
      option.good.map { [.text("Good, because \($0).")] }
        + option.bad.map { [.text("Bad, because \($0).")] })
  }

  private func inform(_ document: inout ReportDocument) {
    document.heading("More Information")
    document.list(revisits.map { [.text("Look at it again: \($0.asClause).")] })
    document.paragraph(.text(RecordSentence.origin(report)))
    document.paragraph(.text(RecordSentence.answersOpening))
    document.blocks.append(.code(answers, language: "yaml"))
  }

  public var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.string("schema", "archadvisor.adr/1")
      $0.string("title", title)
      $0.string("status", "proposed")
      $0.string("date", date.description)
      $0.array("context", context)
      $0.array("drivers", drivers)
      $0.array("options", options, write)
      $0.string("outcome", outcome)
      $0.string("chosen", report.assessment.recommendation?.style.rawValue)
      $0.array("good", good)
      $0.array("bad", bad)
      $0.array("confirmation", checks)
      $0.array("revisit_when", revisits)
      $0.string("answers_sha256", report.answersSHA256)
      $0.object("knowledge") {
        $0.string("version", report.knowledge.version)
        $0.string("sha256", report.knowledge.sha256)
      }
    }
    return json.bytes
  }

  private func write(_ json: inout JSONWriter, _ option: Option) {
    json.object {
      $0.string("style", option.style.rawValue)
      $0.string("title", option.title)
      $0.string("definition", option.definition)
      $0.array("good", option.good)
      $0.array("bad", option.bad)
    }
  }
}
