import Advice
import JSON

/// What runs today, what would change the verdict, and what to do.
extension AssessmentBody {
  func warning(_ json: inout JSONWriter, _ warning: Assessment.RaisedWarning) {
    json.object {
      $0.string("id", warning.id)
      $0.string("severity", warning.severity.rawValue)
      $0.string("message", warning.message)
      $0.array("sources", warning.sources)
      $0.string("evidence", "answers")
    }
  }

  func finding(_ json: inout JSONWriter, _ finding: Finding) {
    json.object {
      $0.string("id", finding.rule.id)
      $0.string("message", finding.message)
      $0.array("sources", finding.rule.sources.map(\.source))
    }
  }

  func pattern(_ json: inout JSONWriter, _ pattern: Pattern) {
    json.object {
      $0.string("id", pattern.rule.id)
      $0.string("because", pattern.because)
    }
  }

  func risk(_ json: inout JSONWriter, _ risk: Assessment.RaisedRisk) {
    json.object {
      $0.string("id", risk.rule.id)
      $0.string("severity", risk.severity.rawValue)
      $0.string("message", risk.message)
      $0.string("mitigation", risk.mitigation)
      $0.string("depends_on", risk.pending.map { PendingWords($0).text })
    }
  }

  func step(_ number: Int, _ step: Step, _ json: inout JSONWriter) {
    json.object {
      $0.integer("step", number)
      $0.string("do", step.action)
      $0.string("because", step.because)
    }
  }

  func revisit(_ json: inout JSONWriter, _ revisit: Revisit) {
    json.object {
      switch revisit {
      case .change(let change, let style):
        $0.string("question", change.question)
        if let question = knowledge.question(change.question) {
          $0.values("becomes", ValueSet(values: [change.to]), question.domain)
        }
        $0.string("style", style.rawValue)
      case .fact(let id, let title, let expires):
        $0.string("fact", id)
        $0.string("title", title)
        $0.string("expires", expires.description)
      }
    }
  }
}
