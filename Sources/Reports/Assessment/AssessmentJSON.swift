import Advice
import JSON

/// `archadvisor.assessment/1`.
public struct AssessmentJSON {
  public static let schema = "archadvisor.assessment/1"

  public let text: String

  public init(_ report: AssessmentReport) {
    let body = Body(report: report)
    var writer = JSONWriter()
    writer.object { body.write(&$0) }
    text = writer.text
  }
}

/// Writes the parts of an assessment in the order of the contract.
private struct Body {
  let report: AssessmentReport
  var assessment: Assessment { report.assessment }
  var knowledge: KnowledgeBase { report.knowledge }

  func write(_ json: inout JSONWriter) {
    json.string("schema", AssessmentJSON.schema)
    json.string("system", assessment.system)
    recommendation(&json)
    json.array("styles", assessment.styles, style)
    json.string("necessary_winner", assessment.necessaryWinner?.rawValue)
    json.array("possible_winners", assessment.possibleWinners.map(\.rawValue))
    json.array("warnings", assessment.warnings, warning)
    json.array("findings", assessment.findings, finding)
    json.array("unanswered", assessment.unanswered)
    json.string("next_question", assessment.nextQuestion)
    json.array("flips", assessment.flips, flip)
    json.array("patterns", assessment.patterns, pattern)
    json.array("risks", assessment.risks, risk)
    json.array("plan", assessment.plan.enumerated()) { step($1.offset + 1, $1.element, &$0) }
    json.object("knowledge") {
      $0.string("version", knowledge.version)
      $0.string("sha256", knowledge.sha256)
    }
    json.string("answers_sha256", report.answersSHA256)
  }

  private func recommendation(_ json: inout JSONWriter) {
    json.object("recommendation") {
      let recommendation = assessment.recommendation
      $0.string("style", recommendation?.style.rawValue)
      $0.raw("margin", recommendation?.margin?.description ?? "null")
      $0.string("runner_up", recommendation?.runnerUp?.rawValue)
      $0.string("robustness", (recommendation?.robustness ?? .undetermined).rawValue)
    }
  }

  private func style(_ json: inout JSONWriter, _ result: Assessment.StyleResult) {
    json.object {
      $0.string("style", result.style.rawValue)
      $0.raw("score", result.score.description)
      $0.raw("low", result.low.description)
      $0.raw("high", result.high.description)
      $0.string("status", result.standing.rawValue)
      $0.array("excluded_by", result.excludedBy.map(\.rule.id))
      $0.array("contributions", result.contributions, contribution)
    }
  }

  private func contribution(_ json: inout JSONWriter, _ part: Assessment.Contribution) {
    json.object {
      $0.string("rule", part.criterion)
      $0.string("question", part.question)
      answer(&$0, part)
      $0.raw("points", part.points.description)
      $0.string("because", part.because)
      $0.array("sources", part.sources)
    }
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

  private func warning(_ json: inout JSONWriter, _ warning: Assessment.RaisedWarning) {
    json.object {
      $0.string("id", warning.id)
      $0.string("severity", warning.severity.rawValue)
      $0.string("message", warning.message)
      $0.array("sources", warning.sources)
      $0.string("evidence", "answers")
    }
  }

  private func finding(_ json: inout JSONWriter, _ finding: Finding) {
    json.object {
      $0.string("id", finding.rule.id)
      $0.string("message", finding.message)
      $0.array("sources", finding.rule.sources.map(\.source))
    }
  }

  private func flip(_ json: inout JSONWriter, _ flip: Flip) {
    json.object {
      $0.array("changes", flip.changes) { json, change in
        guard let question = knowledge.question(change.question) else { return }
        json.object {
          $0.string("question", change.question)
          $0.values("from", change.from, question.domain)
          $0.values("to", ValueSet(values: [change.to]), question.domain)
        }
      }
      $0.string("style", flip.style.rawValue)
    }
  }

  private func pattern(_ json: inout JSONWriter, _ pattern: Pattern) {
    json.object {
      $0.string("id", pattern.rule.id)
      $0.string("because", pattern.because)
    }
  }

  private func risk(_ json: inout JSONWriter, _ risk: Risk) {
    json.object {
      $0.string("id", risk.rule.id)
      $0.string("message", risk.message)
      $0.string("mitigation", risk.mitigation)
    }
  }

  private func step(_ number: Int, _ step: Step, _ json: inout JSONWriter) {
    json.object {
      $0.integer("step", number)
      $0.string("do", step.action)
      $0.string("because", step.because)
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
