import Advice
import Terminal

extension DrillContent {
  /// A source: what it is, what it says, and which other rules rest on it.
  static func source(_ id: String, _ state: DashboardState, columns: Int) -> DrillContent {
    var content = DrillContent(on: .popup, columns: columns)
    guard let source = state.handbook?.source(id) else {
      content.text("Nothing more is known of \(id).", .muted)
      return content
    }
    content.text(source.title, .heading)
    content.text(source.authors)
    let year = source.year.map { ", \($0)" } ?? ""
    content.text("\(source.kind.rawValue)\(year)", .muted)
    content.text(source.url, .accent)
    content.text(source.note, .muted)
    content.heading("What it says, and for which rule")
    for use in SourceUse.all(of: id, in: state.advisor.knowledge) {
      if let page = use.page {
        content.link("\(use.kind) \(use.rule) (\(use.citation.strength.rawValue))", to: .page(page))
      } else {
        content.text("  \(use.kind) \(use.rule) (\(use.citation.strength.rawValue))")
      }
      content.text(use.citation.says, .muted, indent: 2)
    }
    return content
  }
}

/// A rule that rests on a source.
private struct SourceUse {
  let kind: String
  let rule: String
  let citation: Citation
  /// Where the rule can be read here.
  var page: Drill.Page?

  /// Criteria and vetoes first: they decide.
  static func all(of id: String, in knowledge: KnowledgeBase) -> [SourceUse] {
    func uses(_ kind: String, _ rules: [RuleHeader]) -> [SourceUse] {
      rules.flatMap { rule in
        rule.sources.filter { $0.source == id }.map {
          SourceUse(kind: kind, rule: rule.id, citation: $0)
        }
      }
    }
    let criteria = knowledge.criteria.flatMap { criterion in
      criterion.sources.filter { $0.source == id }.map {
        SourceUse(
          kind: "criterion", rule: criterion.id, citation: $0, page: .criterion(criterion.id))
      }
    }
    let vetoes = uses("veto", knowledge.vetoes.map(\.rule)).map { use in
      SourceUse(kind: use.kind, rule: use.rule, citation: use.citation, page: .veto(use.rule))
    }
    return criteria + vetoes
      + uses("contradiction", knowledge.contradictions.map(\.rule))
      + uses("warning sign", knowledge.warnings.map(\.rule))
      + uses("finding", knowledge.findings.map(\.rule))
      + uses("risk", knowledge.risks.map(\.rule))
      + uses("pattern", knowledge.patterns.map(\.rule))
      + uses("step", knowledge.steps.map(\.rule))
  }
}
