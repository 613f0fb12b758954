public import Advice

/// An architecture decision record in the shape of MADR 4, before it becomes text.
public struct DecisionRecord: Sendable {
  /// One of the styles, as an option with what speaks for and against it.
  struct Option: Sendable {
    let style: Style
    let title: String
    let definition: String
    let good: [String]
    let bad: [String]
  }

  let title: String
  let date: Day
  let context: [String]
  let drivers: [String]
  /// The chosen one first.
  let options: [Option]
  let outcome: String
  let good: [String]
  let bad: [String]
  /// Command lines that fail when the decision no longer stands on what it stood on.
  let checks: [String]
  /// When to look at it again.
  let revisits: [String]
  /// The answers it rests on, as a file.
  let answers: String
  let report: AssessmentReport

  /// - Parameters:
  ///   - profiles: what the styles are; a style without one is told by its points alone.
  ///   - sheet: the answers, which become part of the record.
  ///   - date: the day the decision is made.
  public init(
    _ report: AssessmentReport, _ sheet: AnswerSheet, profiles: [StyleProfile], date: Day
  ) {
    let writer = RecordWriter(report: report, profiles: profiles)
    self.report = report
    self.date = date
    title = writer.title
    context = writer.context
    drivers = writer.drivers
    options = report.assessment.styles.map(writer.option)
    outcome = writer.outcome
    good = writer.good
    bad = writer.bad
    checks = writer.checks
    revisits = writer.revisits
    answers = sheet.text(report.knowledge)
  }
}
