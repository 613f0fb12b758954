import Advice
import Terminal

/// A verdict with everything that belongs to it, for formats that have room.
struct AssessmentDocument {
  private(set) var document: ReportDocument
  let report: AssessmentReport

  init(_ report: AssessmentReport) {
    self.report = report
    let style = report.assessment.recommendation?.style.phrase ?? AssessmentSentence.nothingLeft
    let title = report.assessment.system.map { "\($0): \(style)" } ?? "Recommended: \(style)"
    document = ReportDocument(title: title)
    verdict()
    exclusions()
    reasons()
    changes()
    weights()
    today()
    consequences()
    points()
    origin()
  }

  private var assessment: Assessment { report.assessment }
  private var knowledge: KnowledgeBase { report.knowledge }
  private typealias Table = ReportDocument.Table

  private mutating func verdict() {
    if let recommendation = assessment.recommendation,
      let result = assessment.result(recommendation.style)
    {
      let meaning = AssessmentSentence.robustness(
        recommendation.stability, flips: !assessment.flips.isEmpty)
      document.paragraph(
        .text("Recommended: "), .strong(recommendation.style.title),
        .text(", \(AssessmentSentence.verdict(recommendation, result.score))."))
      document.paragraph(
        .strong(recommendation.robustness.rawValue.capitalizedFirst),
        .text(": \(meaning)."))
    } else {
      document.paragraph(.text("Recommended: \(AssessmentSentence.nothingLeft)."))
    }
    if !assessment.unanswered.isEmpty {
      document.paragraph(.text(openSentence))
    }
    var table = Table(columns: [
      .init(title: "Style"), .init(title: "Points", isNumber: true), .init(title: "Range"),
      .init(title: "Status"),
    ])
    table.rows = assessment.styles.map { result in
      [
        [.text(result.style.title)], [.text(result.score.description)],
        [.bar(ScoreRange(low: result.low, score: result.score, high: result.high))],
        [.text(AssessmentSentence.standing(result.standing))],
      ]
    }
    document.table(table)
  }

  private var openSentence: String {
    AssessmentSentence.open(
      assessment.unanswered.count, of: knowledge.questions.count,
      possible: assessment.possibleWinners, recommended: assessment.recommendation?.style)
  }

  private mutating func exclusions() {
    let excluded = assessment.styles.filter { $0.standing == .excluded }
      .flatMap { result in result.excludedBy.map { veto(result.style, $0) } }
    if !excluded.isEmpty { document.heading("Excluded") }
    document.list(excluded)
    let endangered = assessment.styles
      .flatMap { result in result.endangeredBy.map { veto(result.style, $0) } }
    if !endangered.isEmpty { document.heading("At risk, while questions are open") }
    document.list(endangered)
  }

  private func veto(_ style: Style, _ veto: Veto) -> [ReportDocument.Inline] {
    [.strong(style.title), .text(": \(veto.because) \(veto.remedy) ")]
      + origin(veto.rule.id, veto.rule.sources.map(\.source))
  }

  /// A rule and its sources behind a sentence.
  private func origin(_ rule: String, _ sources: [String]) -> [ReportDocument.Inline] {
    let list = sources.isEmpty ? "" : ": \(sources.joined(separator: ", "))"
    return [.quiet("(\(rule)\(list))")]
  }

  private mutating func reasons() {
    guard let recommendation = assessment.recommendation else { return }
    let leans = assessment.leans(of: recommendation.style)
    document.heading("What sets it apart")
    // What rounds to nothing is no argument.
    let told = leans.filter { $0.points.short != "0.0" }
    document.table(forces("For", told.filter { $0.points > .zero }))
    document.table(forces("Against", told.filter { $0.points < .zero }.reversed()))
    guard let runnerUp = recommendation.runnerUp, let margin = recommendation.margin else { return }
    document.heading("Why not \(runnerUp.phrase)")
    var table = Table(columns: [
      .init(title: "Points", isNumber: true), .init(title: "Question"), .init(title: "Answer"),
    ])
    let differences = assessment.differences(recommendation.style, runnerUp)
    table.rows = differences.filter { $0.points != .zero }.map { lean in
      [
        [.text(lean.points.description)], [.text(lean.contribution.question)],
        [.text(report.answer(lean.contribution))],
      ]
    }
    table.rows.append([[.text(margin.description)], [.text("together")], []])
    table.hasSum = true
    document.table(table)
  }

  private func forces(_ title: String, _ leans: [Assessment.Lean]) -> Table {
    var table = Table(columns: [
      .init(title: title, isNumber: true), .init(title: "Answer"), .init(title: "Because"),
    ])
    table.rows = leans.map { lean in
      let contribution = lean.contribution
      return [
        [.text(lean.points.signed)],
        [.strong(contribution.question), .text(" \(report.answer(contribution))")],
        [.text("\(contribution.because) ")] + origin(contribution.criterion, contribution.sources),
      ]
    }
    return table
  }

  private mutating func changes() {
    document.heading("What would change it")
    let flips = FlipGroup.groups(assessment.flips).map { group in
      group.nearest.spans(knowledge).map { ReportDocument.Inline.text($0.text) }
    }
    if flips.isEmpty { document.paragraph(.text(AssessmentSentence.noFlip)) }
    document.list(flips)
    if let next = assessment.nextQuestion.flatMap(knowledge.question) {
      document.paragraph(
        .strong("Ask next: "), .text("\(AssessmentSentence.nextQuestion(next)) \(next.why)"))
    }
    let revisits = AssessmentSentence.revisits(assessment.revisits(knowledge))
    if !revisits.isEmpty { document.heading("Look at it again", level: 3) }
    document.list(revisits.map { [.text($0)] })
  }

  /// What `--deep` found about weights.
  private mutating func weights() {
    guard let detail = report.detail, let style = assessment.recommendation?.style else { return }
    document.heading("If the weights were different")
    document.paragraph(.text(AssessmentSentence.acceptability(detail.acceptability, style)))
    var ranks = Table(
      columns: [.init(title: "Style")]
        + (1...Style.allCases.count).map { .init(title: "Rank \($0)", isNumber: true) })
    ranks.rows = assessment.styles.map { result in
      [[.text(result.style.title)]]
        + detail.acceptability.ranks[result.style].map { [.text(Acceptability.percent($0))] }
    }
    document.table(ranks)
    var table = Table(columns: [
      .init(title: "Question"), .init(title: "Weight", isNumber: true),
      .init(title: "May be", isNumber: true), .init(title: "Below"), .init(title: "Above"),
    ])
    table.rows = detail.intervals.map { interval in
      [
        [.text(interval.criterion)], [.text(String(interval.weight))],
        [.text(AssessmentSentence.kept(interval))],
        [.text(interval.below?.phrase ?? "")], [.text(interval.above?.phrase ?? "")],
      ]
    }
    document.table(table)
  }

  private mutating func today() {
    if assessment.findings.isEmpty, assessment.warnings.isEmpty { return }
    document.heading("What runs today")
    document.list(
      assessment.findings.map { finding in
        [.text("\(finding.message) ")]
          + origin(finding.rule.id, finding.rule.sources.map(\.source))
      })
    if !assessment.warnings.isEmpty { document.heading("Warning signs", level: 3) }
    document.list(
      assessment.warnings.map { warning in
        [.strong("\(warning.severity.rawValue.capitalizedFirst): "), .text("\(warning.message) ")]
          + origin(warning.id, warning.sources)
      })
  }

  private mutating func consequences() {
    if !assessment.risks.isEmpty { document.heading("Risks accepted") }
    document.list(
      assessment.risks.map { risk in
        [.strong(risk.message), .text(" \(risk.mitigation) ")]
          + origin(risk.rule.id, risk.rule.sources.map(\.source))
      })
    if !assessment.patterns.isEmpty { document.heading("Patterns worth knowing") }
    document.list(
      assessment.patterns.map { pattern in
        [.strong(pattern.title), .text(": \(pattern.what) \(pattern.because) ")]
          + origin(pattern.rule.id, pattern.rule.sources.map(\.source))
      })
    if !assessment.plan.isEmpty { document.heading("First steps") }
    document.list(
      assessment.plan.map { step in
        [.text("\(step.action) "), .quiet("\(step.because) (\(step.rule.id))")]
      }, ordered: true)
  }

  /// What every criterion gives every style.
  private mutating func points() {
    document.heading("All points")
    var table = Table(
      columns: [.init(title: "Question"), .init(title: "Answer")]
        + assessment.styles.map { .init(title: $0.style.title, isNumber: true) })
    let first = assessment.styles.first?.contributions ?? []
    table.rows = first.indices.map { index in
      [[.text(first[index].question)], [.text(report.answer(first[index]))]]
        + assessment.styles.map { [.text($0.contributions[index].points.description)] }
    }
    table.rows.append(
      [[.text("together")], []] + assessment.styles.map { [.text($0.score.description)] })
    table.hasSum = true
    document.table(table)
  }

  private mutating func origin() {
    document.paragraph(
      .quiet(
        "Knowledge \(knowledge.version), sha256 \(knowledge.sha256); answers sha256 "
          + "\(report.answersSHA256). What stands in brackets names a rule and its sources."))
  }
}
