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
    // The gravest come first, and none of them that is there stands behind "more".
    let grave = assessment.risks.count { $0.severity == .high && $0.pending == nil }
    let items = assessment.risks.prefix(max(Self.fewItems, grave)).map { risk in
      withOptional(risk.rule.id, [StyledSpan(AssessmentSentence.risk(risk))])
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
    var changes: [[StyledSpan]] = []
    var facts: [[StyledSpan]] = []
    for revisit in assessment.revisits(knowledge) {
      switch revisit {
      case .change: changes = [[StyledSpan(AssessmentSentence.whenAnAnswerChanges)]]
      case .fact(let id, let title, let expires):
        // One expiry is enough to come back; the others will show then.
        if facts.isEmpty {
          facts = [[StyledSpan(AssessmentSentence.expiry(title, expires)), .origin(id)]]
        }
      }
    }
    block("Revisit", changes + facts)
  }
}
