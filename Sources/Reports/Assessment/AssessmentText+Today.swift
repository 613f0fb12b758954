import Advice
import Terminal

/// What runs today, what to expect, and what to do.
extension AssessmentTextBody {
  mutating func today() {
    block(
      "Today",
      assessment.findings.prefix(1).map {
        [StyledSpan($0.message), .origin($0.rule.id)]
      }, of: assessment.findings.count)
  }

  mutating func warnings() {
    let items = assessment.warnings.prefix(Self.items).map { warning in
      [
        StyledSpan("\(warning.severity.rawValue): ", Self.role(warning.severity), .bold),
        StyledSpan(warning.message), .origin(warning.id),
      ]
    }
    block("Warnings", as: .warning, Array(items), of: assessment.warnings.count)
  }

  static func role(_ severity: Warning.Severity) -> Role {
    switch severity {
    case .low: .text
    case .medium: .warning
    case .high: .bad
    }
  }

  mutating func risks() {
    let items = assessment.risks.prefix(Self.fewItems).map { risk in
      withOptional(risk.rule.id, [StyledSpan(risk.message)])
    }
    block("Risks", Array(items), of: assessment.risks.count)
  }

  mutating func steps() {
    let items = assessment.plan.prefix(Self.fewItems).enumerated().map { index, step in
      withOptional(step.rule.id, [StyledSpan("\(index + 1). \(step.action)")])
    }
    block("First steps", Array(items), of: assessment.plan.count)
  }

  mutating func revisits() {
    let revisits = assessment.revisits(knowledge)
    var questions: [String] = []
    var facts: [StyledSpan] = []
    for revisit in revisits {
      switch revisit {
      case .change(let change, _):
        if !questions.contains(change.question) { questions.append(change.question) }
      case .fact(let id, let title, let expires):
        // One expiry is enough to come back; the others will show then.
        if facts.isEmpty {
          facts = [StyledSpan(AssessmentSentence.expiry(title, expires)), .origin(id)]
        }
      }
    }
    var items: [[StyledSpan]] = []
    if !questions.isEmpty { items.append([StyledSpan(AssessmentSentence.changing(questions))]) }
    if !facts.isEmpty { items.append(facts) }
    block("Revisit", items)
  }
}
