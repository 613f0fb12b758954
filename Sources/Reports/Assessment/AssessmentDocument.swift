import Advice
import Terminal

/// A verdict with everything that belongs to it, for formats that have room.
struct AssessmentDocument {
  private(set) var document: ReportDocument
  let report: AssessmentReport
  private var bibliography: Bibliography
  /// Rules told already: the first time they are told is where links to them lead.
  private var told: Set<ReportDocument.Anchor> = []

  init(_ report: AssessmentReport) {
    self.report = report
    bibliography = Bibliography(report.sources)
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
    references()
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
        [.text(result.style.title)], [.text(result.score.short)],
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
    var excluded: [[ReportDocument.Inline]] = []
    var endangered: [[ReportDocument.Inline]] = []
    for result in assessment.styles {
      for veto in result.excludedBy { excluded.append(self.veto(result.style, veto, nil)) }
      for open in result.endangeredBy {
        endangered.append(veto(result.style, open.veto, open.pending))
      }
    }
    if !excluded.isEmpty { document.heading("Excluded") }
    document.list(excluded)
    if !endangered.isEmpty { document.heading("At risk, while questions are open") }
    document.list(endangered)
  }

  private mutating func veto(
    _ style: Style, _ veto: Veto, _ pending: Pending?
  ) -> [ReportDocument.Inline] {
    let condition = pending.map { " \(AssessmentSentence.excludedIf($0))." } ?? ""
    return [.strong(style.title), .text(":\(condition) \(veto.because) \(veto.remedy) ")]
      + origin(.vetoes, veto.rule.id, veto.rule.sources.map(\.source))
  }

  /// A rule and its sources behind a sentence. Criteria stand in the table of all points; every other
  /// rule stands where it is told first.
  private mutating func origin(
    _ kind: EntryKind, _ rule: String, _ sources: [String]
  ) -> [ReportDocument.Inline] {
    let anchor = ReportDocument.Anchor(kind: kind, id: rule)
    let isHere = kind != .criteria && told.insert(anchor).inserted
    let name: [ReportDocument.Inline] =
      isHere ? [.anchor(anchor), .text(rule)] : [.link(rule, to: anchor)]
    let cited = bibliography.cite(sources)
    let list = cited.isEmpty ? [] : [.text(": ")] + cited
    return [.quiet([.text("(")] + name + list + [.text(")")])]
  }

  private mutating func reasons() {
    guard let recommendation = assessment.recommendation else { return }
    let leans = assessment.leans(of: recommendation.style)
    document.heading("What sets it apart")
    document.table(forces("For", leans.filter { $0.points > .zero }))
    document.table(forces("Against", leans.filter { $0.points < .zero }.reversed()))
    guard let runnerUp = recommendation.runnerUp, let margin = recommendation.margin else { return }
    document.heading("Why not \(runnerUp.phrase)")
    var table = Table(columns: [
      .init(title: "Points", isNumber: true), .init(title: "Question"), .init(title: "Answer"),
    ])
    let differences = assessment.differences(recommendation.style, runnerUp)
    let answered = differences.filter { $0.contribution.answer != nil }
    table.rows = answered.filter(\.points.isArgument).map { lean in
      [
        [.text(lean.points.description)],
        [.link(lean.contribution.question, to: Self.criterion(lean.contribution))],
        [.text(report.answer(lean.contribution))],
      ]
    }
    // What is too little for a reason, or open, is still part of the sum.
    let rest = answered.filter { !$0.points.isArgument }
    let open = differences.filter { $0.contribution.answer == nil && $0.points != .zero }
    for (leans, name) in [
      (rest, AssessmentSentence.others(rest.count)),
      (open, AssessmentSentence.openQuestions(open.count)),
    ] {
      let points = leans.reduce(Points.zero) { $0 + $1.points }
      if points != .zero { table.rows.append([[.text(points.description)], [.text(name)], []]) }
    }
    table.rows.append([[.text(margin.description)], [.text("together")], []])
    table.hasSum = true
    document.table(table)
  }

  private static func criterion(
    _ contribution: Assessment.Contribution
  ) -> ReportDocument.Anchor {
    ReportDocument.Anchor(kind: .criteria, id: contribution.criterion)
  }

  private mutating func forces(_ title: String, _ leans: [Assessment.Lean]) -> Table {
    var table = Table(columns: [
      .init(title: title, isNumber: true), .init(title: "Answer"), .init(title: "Because"),
    ])
    table.rows = leans.map { lean in
      let contribution = lean.contribution
      return [
        [.text(lean.points.signed)],
        [.strong(contribution.question), .text(" \(report.answer(contribution))")],
        [.text("\(lean.rationale.sentence) ")]
          + origin(.criteria, contribution.criterion, contribution.sources),
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
    if !assessment.findings.isEmpty { document.heading("What runs today") }
    document.list(
      assessment.findings.map { finding in
        [.text("\(finding.message) ")]
          + origin(.findings, finding.rule.id, finding.rule.sources.map(\.source))
      })
    if !assessment.warnings.isEmpty { document.heading("Warnings") }
    document.list(
      assessment.warnings.map { warning in
        [.strong("\(warning.severity.rawValue.capitalizedFirst): "), .text("\(warning.message) ")]
          + origin(.warnings, warning.id, warning.sources)
      })
  }

  private mutating func consequences() {
    if !assessment.risks.isEmpty { document.heading("Risks to manage") }
    document.list(assessment.risks.filter { $0.pending == nil }.map { risk($0) })
    let open = assessment.risks.filter { $0.pending != nil }
    if !open.isEmpty { document.heading("Risks that depend on open answers", level: 3) }
    document.list(open.map { risk($0) })
    if !assessment.patterns.isEmpty { document.heading("Patterns worth knowing") }
    document.list(
      assessment.patterns.map { pattern in
        [.strong(pattern.title), .text(": \(pattern.what) \(pattern.because) ")]
          + origin(.patterns, pattern.rule.id, pattern.rule.sources.map(\.source))
      })
    if !assessment.plan.isEmpty { document.heading("First steps") }
    document.list(
      assessment.plan.map { step in
        [.text("\(step.action) \(step.because) ")]
          + origin(.steps, step.rule.id, step.rule.sources.map(\.source))
      }, ordered: true)
  }

  private mutating func risk(_ risk: Assessment.RaisedRisk) -> [ReportDocument.Inline] {
    [.strong(AssessmentSentence.risk(risk)), .text(" \(risk.mitigation) ")]
      + origin(.risks, risk.rule.id, risk.rule.sources.map(\.source))
  }

  /// What every criterion gives every style.
  private mutating func points() {
    document.heading("All points")
    var table = Table(
      columns: [.init(title: "Question"), .init(title: "Answer")]
        + assessment.styles.map { .init(title: $0.style.title, isNumber: true) })
    let first = assessment.styles.first?.contributions ?? []
    table.rows = first.indices.map { index in
      [
        [.anchor(Self.criterion(first[index])), .text(first[index].question)],
        [.text(report.answer(first[index]))],
      ]
        + assessment.styles.map { [.text($0.contributions[index].points.description)] }
    }
    table.rows.append(
      [[.text("together")], []] + assessment.styles.map { [.text($0.score.description)] })
    table.hasSum = true
    document.table(table)
  }

  private mutating func references() {
    let entries = bibliography.entries
    if !entries.isEmpty { document.heading("References") }
    document.list(entries)
  }

  private mutating func origin() {
    document.paragraph(.quiet([.text(AssessmentSentence.origin(report))]))
  }
}
