import Advice
import Terminal

/// What an entry has to do with the answers as they are.
struct EntryRelevance: Equatable {
  let words: String
  let role: Role

  init(_ words: String, _ role: Role) {
    self.words = words
    self.role = role
  }
}

extension DashboardState {
  /// What every entry has to do with the answers as they are; nothing while nothing is answered.
  var relevances: [EntryName: EntryRelevance] {
    var found: [EntryName: EntryRelevance] = [:]
    guard !answers.isEmpty else { return found }
    func add(_ kind: EntryKind, _ id: String, _ words: String, _ role: Role) {
      found[EntryName(kind: kind, id: id)] = EntryRelevance(words, role)
    }
    for question in questions {
      guard let answer = answer(question) else { continue }
      let words = "Your answer: \(question.text(answer))"
      add(.questions, question.id, words, .info)
      if advisor.knowledge.criterion(question.id) != nil {
        add(.criteria, question.id, words, .info)
      }
    }
    for contradiction in verdict.contradiction?.rules ?? [] {
      add(.contradictions, contradiction.rule.id, "Your answers contradict one another so.", .bad)
    }
    guard let assessment = verdict.assessment, verdict.contradiction == nil else { return found }
    addRules(of: assessment, add)
    addStyles(of: assessment, add)
    return found
  }

  private typealias Add = (EntryKind, String, String, Role) -> Void

  private func addRules(of assessment: Assessment, _ add: Add) {
    let style = assessment.recommendation.map { " as \($0.style.phrase)" } ?? ""
    for pattern in assessment.patterns {
      add(.patterns, pattern.rule.id, "Suggested for your system\(style).", .ok)
    }
    for warning in assessment.warnings {
      let words = "Applies to your answers (\(warning.severity.rawValue)): \(warning.message)"
      add(.warnings, warning.id, words, .warning)
    }
    for finding in assessment.findings {
      add(.findings, finding.rule.id, "True of what you run, by your answers.", .info)
    }
    for risk in assessment.risks {
      add(.risks, risk.rule.id, "A risk of your system\(style).", .warning)
    }
    for step in assessment.plan {
      add(.steps, step.rule.id, "One of your first steps.", .ok)
    }
    for veto in Set(assessment.styles.flatMap { $0.excludedBy.map(\.rule.id) }).sorted() {
      add(.vetoes, veto, "Applies to your answers.", .bad)
    }
  }

  private func addStyles(of assessment: Assessment, _ add: Add) {
    for result in assessment.styles {
      let words: (String, Role) =
        switch outlook(result.style) {
        case .excluded: ("Excluded by your answers.", .bad)
        case .cannotWin: ("Cannot come first with your answers.", .unknown)
        case .canWin:
          assessment.recommendation?.style == result.style
            ? ("Recommended for your answers.", .ok) : ("Can still come first.", .info)
        }
      add(.styles, result.style.rawValue, words.0, words.1)
    }
  }
}
