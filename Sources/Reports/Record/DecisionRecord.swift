public import Advice

/// An architecture decision record in the shape of MADR 4, before it becomes text.
public struct DecisionRecord: Sendable {
  /// A sentence with the sources it rests on.
  struct Statement: Equatable {
    let text: String
    var sources: [String] = []
  }

  /// One of the styles, as an option with what speaks for and against it.
  struct Option: Sendable {
    let style: Style
    let title: String
    let definition: String
    let good: [Statement]
    let bad: [Statement]
  }

  let title: String
  let date: Day
  let context: [Statement]
  let drivers: [String]
  /// The recommended one first.
  let options: [Option]
  /// Nil as long as too little is known to choose one.
  let chosen: Style?
  /// A paragraph each: what is chosen and why, and how sure that is.
  let outcome: [String]
  /// What to find out before a style can be chosen; empty when one is.
  let answerNext: [String]
  let good: [Statement]
  let bad: [Statement]
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
  ///   - next: open questions, the one to answer first at the front.
  ///   - options: what the command line held besides the answers, so that its checks judge alike.
  ///   - date: the day the decision is made.
  public init(
    _ report: AssessmentReport, _ sheet: AnswerSheet, profiles: [StyleProfile],
    next: [NextQuestion] = [], options: [String] = [], date: Day
  ) {
    let writer = RecordWriter(report: report, profiles: profiles)
    self.report = report
    self.date = date
    chosen = writer.chosen
    title = writer.title
    context = writer.context
    drivers = writer.drivers
    self.options = report.assessment.styles.map(writer.option)
    outcome = writer.outcome
    answerNext = writer.answerNext(next)
    good = writer.good
    bad = writer.bad
    checks = writer.checks(options)
    revisits = writer.revisits
    answers = sheet.text(report.knowledge)
  }
}

extension DecisionRecord.Statement: Sendable {}
