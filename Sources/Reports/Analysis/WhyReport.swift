public import Advice
import JSON
import Terminal

/// Why a style scores as it does, and what sets it apart from the recommended one or the runner-up.
public struct WhyReport: Sendable {
  public let reasons: StyleReasons
  /// What keeps it from being recommended; nil when that was not asked for.
  public let whyNot: WhyNot?
  public let knowledge: KnowledgeBase
  /// The style it is compared with: the recommended one, or the runner-up when it is that itself.
  private let other: Style?
  /// What each criterion gives it more than that one, the largest difference first.
  private let parts: [Assessment.Lean]

  public init(_ reasons: StyleReasons, whyNot: WhyNot? = nil, knowledge: KnowledgeBase) {
    self.reasons = reasons
    self.whyNot = whyNot
    self.knowledge = knowledge
    let recommendation = reasons.assessment.recommendation
    let other = reasons.isRecommended ? recommendation?.runnerUp : recommendation?.style
    self.other = other
    let parts = other.map { reasons.assessment.differences(reasons.style, $0) } ?? []
    self.parts = parts.enumerated().sorted { left, right in
      let (mine, theirs) = (left.element.points, right.element.points)
      return (-abs(mine.thousandths), left.offset) < (-abs(theirs.thousandths), right.offset)
    }.map(\.element)
  }

  private var distance: Points { parts.reduce(.zero) { $0 + $1.points } }

  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    if let system = reasons.assessment.system { page.text(system, .heading) }
    guard let result = reasons.result else { return page }
    page.text(WhySentence.opening(result, reasons.assessment.recommendation))
    vetoes(result, &page)
    table(result, &page)
    wayThere(&page)
    return page
  }

  private func vetoes(_ result: Assessment.StyleResult, _ page: inout Page) {
    for veto in result.excludedBy {
      page.text(WhySentence.excluded(veto), .warning, indent: 2)
      page.text(WhySentence.remedy(veto), indent: 2)
    }
    for veto in result.endangeredBy { page.text(WhySentence.endangered(veto), indent: 2) }
    for near in reasons.nearVetoes { page.text(WhySentence.near(near), indent: 2) }
  }

  /// Its points criterion by criterion, and how far they lie from the other style's.
  private func table(_ result: Assessment.StyleResult, _ page: inout Page) {
    page.blank()
    page.text(WhySentence.tableHead(other))
    for part in parts where part.points.isArgument {
      row(part.contribution, part.points, part.rationale, &page)
    }
    alike(parts.filter { !$0.points.isArgument }, &page)
    if parts.isEmpty {
      for part in result.contributions { row(part, nil, part.rationale, &page) }
    }
    page.row([
      (StyledSpan(result.score.short, .heading), 7),
      (StyledSpan(other == nil ? "" : distance.signed, .heading), 7),
      (StyledSpan("together"), 10),
    ])
  }

  /// The criteria that set the two styles too little apart to be reasons.
  private func alike(_ parts: [Assessment.Lean], _ page: inout Page) {
    if parts.isEmpty { return }
    let points = parts.reduce(Points.zero) { $0 + $1.contribution.points }
    let difference = parts.reduce(Points.zero) { $0 + $1.points }
    page.item(
      label: [StyledSpan(Self.front(points, difference))], width: 14,
      [StyledSpan(WhySentence.alike(parts.map(\.contribution.criterion)))])
  }

  private static func front(_ points: Points, _ difference: Points?) -> String {
    TextWidth.padded(points.short, to: 7) + TextWidth.padded(difference?.signed ?? "", to: 7)
  }

  private func row(
    _ part: Assessment.Contribution, _ difference: Points?, _ rationale: Rationale,
    _ page: inout Page
  ) {
    let answer = knowledge.question(part.question)?.text(part.answer) ?? "unknown"
    page.item(
      label: [StyledSpan(Self.front(part.points, difference))], width: 14,
      [
        StyledSpan("\(part.criterion) \(answer): ", .accent), StyledSpan(rationale.sentence),
        StyledSpan(" [\(part.sources.joined(separator: ", "))]", .muted),
      ])
  }

  private func wayThere(_ page: inout Page) {
    guard let whyNot, !reasons.isRecommended else { return }
    page.blank()
    for answer in whyNot.answers { page.text(WhySentence.openAnswer(answer, reasons.style)) }
    page.text(WhySentence.wayThere(reasons.style, whyNot.flips))
    let groups = FlipGroup.groups(whyNot.flips)
    for group in groups.prefix(5) {
      page.text(group.nearest.spans(knowledge), indent: 2, hanging: 2)
    }
    if groups.count > 5 { page.text(WhySentence.more(groups.count - 5), .muted, indent: 2) }
  }

  public var json: [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.string("schema", "archadvisor.explanation/1")
      $0.string("system", reasons.assessment.system)
      $0.string("style", reasons.style.rawValue)
      $0.string("recommended", reasons.assessment.recommendation?.style.rawValue)
      $0.flag("possible_winner", reasons.isPossibleWinner)
      if let result = reasons.result { write(result, &$0) }
      if let whyNot { write(whyNot, &$0) }
    }
    return json.bytes
  }

  private func write(_ result: Assessment.StyleResult, _ json: inout JSONWriter) {
    json.raw("score", result.score.description)
    json.string("status", result.standing.rawValue)
    json.array("excluded_by", result.excludedBy.map(\.rule.id))
    json.array("endangered_by", result.endangeredBy.map(\.rule.id))
    json.array("near_vetoes", reasons.nearVetoes.map(\.veto.rule.id))
    json.string("compared_with", other?.rawValue)
    json.raw("distance", other == nil ? "null" : distance.description)
    let differences = Dictionary(
      parts.map { ($0.contribution.criterion, $0) }, uniquingKeysWith: { first, _ in first })
    json.array("contributions", result.contributions) { json, part in
      json.object {
        $0.string("rule", part.criterion)
        $0.raw("points", part.points.description)
        let difference = differences[part.criterion]
        $0.raw("difference", difference?.points.description ?? "null")
        $0.string("because", (difference?.rationale ?? part.rationale).sentence)
        $0.array("sources", part.sources)
      }
    }
  }

  private func write(_ whyNot: WhyNot, _ json: inout JSONWriter) {
    json.array("answers", whyNot.answers) { json, answer in
      guard let question = knowledge.question(answer.question) else { return }
      json.object {
        $0.string("question", answer.question)
        $0.values("value", answer.values, question.domain)
      }
    }
    json.array("flips", whyNot.flips) { $0.flip($1, knowledge) }
  }
}

/// Every sentence of `explain --why` and `--why-not`.
enum WhySentence {
  static func opening(
    _ result: Assessment.StyleResult, _ recommendation: Assessment.Recommendation?
  ) -> String {
    let score = "\(result.style.title) scores \(result.score.short) of 100 points"
    if result.standing == .excluded { return "\(score), but is excluded." }
    guard let recommendation else { return "\(score)." }
    return recommendation.style == result.style
      ? "\(score) and is recommended."
      : "\(score); recommended is \(recommendation.style.phrase)."
  }

  static func excluded(_ veto: Veto) -> String { "Excluded: \(veto.because) [\(veto.rule.id)]" }
  static func remedy(_ veto: Veto) -> String { "It would take this: \(veto.remedy)" }

  static func endangered(_ veto: Assessment.OpenVeto) -> String {
    "May still be \(AssessmentSentence.excludedIf(veto.pending)): \(veto.veto.because) "
      + "[\(veto.rule.id)]"
  }

  static func alike(_ criteria: [String]) -> String {
    "\(criteria.count == 1 ? "1 criterion that differs" : "\(criteria.count) criteria that differ") by "
      + "less than \(Points.leastArgument.short)\(criteria.count == 1 ? "" : " each"): "
      + "\(criteria.joined(separator: ", "))"
  }

  static func near(_ near: NearVeto) -> String {
    "One answer from being excluded, \(near.obstacle.question) \(near.obstacle.expectedText): "
      + "\(near.veto.because) [\(near.veto.rule.id)]"
  }

  static func openAnswer(_ answer: OpenAnswer, _ style: Style) -> String {
    "It would be \(style.phrase) if \(answer.question), which is open, were \(answer.text)."
  }

  static func tableHead(_ other: Style?) -> String {
    guard let other else { return "Points, with the reason for each:" }
    return "Points, the difference to \(other.phrase), and the reason for each:"
  }

  static func wayThere(_ style: Style, _ flips: [Flip]) -> String {
    guard let size = flips.first?.changes.count else {
      return "Not even three given answers changed at once make it \(style.phrase)."
    }
    return size == 1
      ? "One changed answer makes it \(style.phrase):"
      : "\(size) changed answers together make it \(style.phrase):"
  }

  static func more(_ count: Int) -> String { "and \(count) more; 'archadvisor flip' lists them" }
}
