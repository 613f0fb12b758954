import Advice
import JSON

/// The styles with what every criterion gives them, and what sets the recommended one apart.
extension AssessmentBody {
  /// What is told of a criterion around its points and their reason. It is the same for all styles,
  /// and much of the text, so it is written once and put again.
  private struct Told {
    let before: [UInt8]
    let after: [UInt8]
  }

  func styles(_ json: inout JSONWriter) {
    var told: [Told] = []
    json.array("styles", assessment.styles) { style(&$0, $1, &told) }
  }

  private func style(
    _ json: inout JSONWriter, _ result: Assessment.StyleResult, _ told: inout [Told]
  ) {
    json.object {
      $0.string("style", result.style.rawValue)
      $0.raw("score", result.score.description)
      $0.raw("low", result.low.description)
      $0.raw("high", result.high.description)
      $0.string("status", result.standing.rawValue)
      $0.array("excluded_by", result.excludedBy.map(\.rule.id))
      $0.array("endangered_by", result.endangeredBy.map(\.rule.id))
      $0.array("contributions", result.contributions.enumerated()) { json, part in
        json.object { contribution(&$0, part.element, part.offset, &told) }
      }
    }
  }

  private func contribution(
    _ json: inout JSONWriter, _ part: Assessment.Contribution, _ index: Int, _ told: inout [Told]
  ) {
    if index < told.count {
      json.put(told[index].before)
      points(&json, part)
      return json.put(told[index].after)
    }
    let before = json.capture {
      $0.string("rule", part.criterion)
      $0.string("question", part.question)
      answer(&$0, part)
    }
    points(&json, part)
    let after = json.capture { $0.array("sources", part.sources) }
    told.append(Told(before: before, after: after))
  }

  private func points(_ json: inout JSONWriter, _ part: Assessment.Contribution) {
    json.raw("points", part.points.description)
    json.string("because", part.rationale.sentence)
  }

  /// An answer as it is written in an answers file; null when the question is open.
  private func answer(_ json: inout JSONWriter, _ part: Assessment.Contribution) {
    guard let question = knowledge.question(part.question) else { return }
    switch part.answer?.content {
    case nil: json.raw("answer", "null")
    case .notApplicable(let reason): json.object("answer") { $0.string("not-applicable", reason) }
    case .values(let set): json.values("answer", set, question.domain)
    }
  }

  /// What speaks for and against the recommended style, and what its lead is made of.
  func reasons(_ json: inout JSONWriter) {
    let style = assessment.recommendation?.style
    let leans = style.map(assessment.leans) ?? []
    json.array("for", leans.filter { $0.points > .zero }, lean)
    json.array("against", leans.filter { $0.points < .zero }.reversed(), lean)
    let rival = assessment.recommendation?.runnerUp
    let differences = style.flatMap { style in
      rival.map { assessment.differences(style, $0).filter { $0.points != .zero } }
    }
    json.array("lead", differences ?? [], lean)
  }

  private func lean(_ json: inout JSONWriter, _ lean: Assessment.Lean) {
    json.object {
      $0.string("rule", lean.contribution.criterion)
      $0.raw("points", lean.points.description)
    }
  }
}

extension JSONWriter {
  /// A set of values as an answers file would have it: one value, a range, or a list of words.
  mutating func values(_ key: String?, _ set: ValueSet, _ domain: Domain) {
    if let single = set.single { return value(key, single, domain) }
    let values =
      domain.isWords
      ? domain.words.indices.filter(set.contains) : [set.first, set.last].compactMap { $0 }
    array(key, values) { $0.value(nil, $1, domain) }
  }

  private mutating func value(_ key: String?, _ value: Int, _ domain: Domain) {
    if domain.isWords { return string(key, domain.text(value)) }
    raw(key, domain.text(value))
  }
}
