import Advice

/// A decision record as a document, with a link from every sentence to its sources.
struct RecordDocument {
  let record: DecisionRecord
  private(set) var document: ReportDocument
  private var bibliography: Bibliography

  init(_ record: DecisionRecord) {
    self.record = record
    document = ReportDocument(title: record.title)
    bibliography = Bibliography(record.report.sources)
  }

  mutating func write() {
    document.heading("Context and Problem Statement")
    for statement in record.context { document.paragraph(inlines(statement)) }
    document.paragraph(.text(RecordSentence.question))
    if !record.drivers.isEmpty { document.heading("Decision Drivers") }
    document.list(record.drivers.map { [.text($0)] })
    document.heading("Considered Options")
    document.list(record.options.map { [.text($0.title)] })
    document.heading("Decision Outcome")
    for paragraph in record.outcome { document.paragraph(.text(paragraph)) }
    if record.chosen == nil { proposeQuestions() } else { decide() }
    document.heading("Pros and Cons of the Options")
    for option in record.options { describe(option) }
    inform()
  }

  private mutating func proposeQuestions() {
    if record.answerNext.isEmpty { return }
    document.heading(RecordSentence.answerNext, level: 3)
    document.list(record.answerNext.map { [.text($0)] }, ordered: true)
  }

  private mutating func decide() {
    document.heading("Consequences", level: 3)
    list(record.good + record.bad)
    document.heading("Confirmation", level: 3)
    if record.checks.isEmpty { return document.paragraph(.text(RecordSentence.noFile)) }
    document.paragraph(.text(RecordSentence.checksOpening))
    document.blocks.append(.code(record.checks.joined(separator: "\n"), language: "sh"))
  }

  private mutating func describe(_ option: DecisionRecord.Option) {
    document.heading(option.title, level: 3)
    if !option.definition.isEmpty { document.paragraph(.text(option.definition)) }
    list(option.good + option.bad)
  }

  private mutating func inform() {
    document.heading("More Information")
    document.list(record.revisits.map { [.text(RecordSentence.revisit($0))] })
    document.paragraph(.text(RecordSentence.origin(record.report)))
    document.paragraph(.text(RecordSentence.answersOpening(isDecided: record.chosen != nil)))
    document.blocks.append(.code(record.answers, language: "yaml"))
    let entries = bibliography.entries
    if !entries.isEmpty { document.heading("References", level: 3) }
    document.list(entries)
  }

  private mutating func list(_ statements: [DecisionRecord.Statement]) {
    var items: [[ReportDocument.Inline]] = []
    for statement in statements { items.append(inlines(statement)) }
    document.list(items)
  }

  /// The sentence, and the first sources it rests on: they are those that can be checked best.
  private mutating func inlines(
    _ statement: DecisionRecord.Statement
  ) -> [ReportDocument.Inline] {
    let cited = bibliography.cite(Array(statement.sources.prefix(Self.sources)))
    let text = ReportDocument.Inline.text(statement.text)
    return cited.isEmpty ? [text] : [text, .quiet([.text(" [")] + cited + [.text("]")])]
  }

  private static let sources = 2
}
