import YAML

/// A conditional rule of whatever kind.
struct AnyRule {
  let kind: EntryKind
  let header: RuleHeader
  /// The recommended styles it is bound to; nil when it is bound to none.
  let styles: [Style]?
  /// Whether it counts as long as its condition is not false; otherwise the condition must be true.
  var firesWhenUndecided: Bool { kind == .risks }

  var id: String { header.id }
  var place: Place { header.place }
}

extension KnowledgeBase {
  /// Every conditional rule, by kind.
  var everyRule: [AnyRule] {
    vetoes.map { AnyRule(kind: .vetoes, header: $0.rule, styles: nil) }
      + contradictions.map { AnyRule(kind: .contradictions, header: $0.rule, styles: nil) }
      + warnings.map { AnyRule(kind: .warnings, header: $0.rule, styles: $0.styles) }
      + findings.map { AnyRule(kind: .findings, header: $0.rule, styles: nil) }
      + risks.map { AnyRule(kind: .risks, header: $0.rule, styles: $0.styles) }
      + patterns.map { AnyRule(kind: .patterns, header: $0.rule, styles: $0.styles) }
      + steps.map { AnyRule(kind: .steps, header: $0.rule, styles: $0.to) }
  }
}
