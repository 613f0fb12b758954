import Advice
import Terminal

/// A verdict on one screen, the most important first:
///
///     Recommended  which style, by how much, how sure          Today        what runs now
///     Scores       all styles with their ranges                 Warnings     what goes wrong now
///     Excluded     what vetoes forbid                            Would flip   smallest changes
///     Open         what is not known                             Ask next     what to find out
///     For          what sets it apart                            Risks        what it costs
///     Against      what speaks against it                        First steps  how to get there
///     Why not      the runner-up, as a sum                       Revisit      when to judge again
public struct AssessmentText {
  public let page: Page

  public init(_ report: AssessmentReport, columns: Int) {
    var body = AssessmentTextBody(report, columns: columns)
    body.write()
    page = body.page
  }
}

struct AssessmentTextBody {
  let report: AssessmentReport
  var page: Page

  /// The columns of a label with the gap behind it.
  static let labelColumns = 12
  /// How many reasons and warnings are told; the other formats tell all.
  static let items = 3
  /// How many risks and steps are told.
  static let fewItems = 2

  init(_ report: AssessmentReport, columns: Int) {
    self.report = report
    page = Page(columns: columns)
  }

  var assessment: Assessment { report.assessment }
  var knowledge: KnowledgeBase { report.knowledge }

  mutating func write() {
    if let system = assessment.system { page.text(system, .heading) }
    verdict()
    scores()
    exclusions()
    open()
    page.blank()
    forces()
    whyNot()
    flips()
    weights()
    nextQuestion()
    page.blank()
    today()
    warnings()
    risks()
    steps()
    revisits()
    footer()
  }

  /// A block of items under one label.
  ///
  /// - Parameter total: how many items there are; what is not told is counted.
  mutating func block(
    _ label: String, as role: Role = .heading, _ items: [[StyledSpan]], of total: Int? = nil,
    hanging: Int = 0
  ) {
    var items = items
    if let total, let last = items.indices.last, total > items.count {
      let isSentence = items[last].last { !$0.text.hasPrefix(" [") }?.text.hasSuffix(".") ?? false
      let more = AssessmentSentence.more(total - items.count, after: isSentence)
      items[last].append(StyledSpan(more, .muted))
    }
    for (index, item) in items.enumerated() {
      let label = index == 0 ? [StyledSpan(label, role)] : []
      page.item(label: label, width: Self.labelColumns, item, hanging: hanging)
    }
  }

  mutating func footer() {
    page.blank()
    page.text(
      AssessmentSentence.footer(
        knowledge.version, knowledge.sha256.prefix(8), report.answersSHA256.prefix(8)), .muted)
  }
}

extension AssessmentTextBody {
  /// A sentence with the rule or source it rests on, unless that alone would need one line more.
  func withOptional(_ id: String?, _ spans: [StyledSpan], hanging: Int = 0) -> [StyledSpan] {
    let room = page.columns - Self.labelColumns - hanging
    let both = spans + [.origin(id)]
    let grows =
      StyledWrap.lines(both, columns: room).count > StyledWrap.lines(spans, columns: room).count
    return grows ? spans : both
  }
}

extension StyledSpan {
  /// The rule or the source behind a sentence, for those who want to look it up.
  static func origin(_ id: String?) -> StyledSpan {
    StyledSpan(id.map { " [\($0)]" } ?? "", .muted)
  }
}

extension String {
  /// The text with blanks at which no line is broken; they are drawn as spaces.
  var replacingSpaces: String { String(map { $0 == " " ? "\u{A0}" : $0 }) }
}

extension Points {
  /// One decimal with its sign, as in `+2.3`; what that would round to nothing in full, as in `+0.024`.
  var signed: String {
    let text = abs(thousandths) < 50 ? description : short
    return thousandths == 0 ? "0" : thousandths < 0 ? text : "+\(text)"
  }
}
