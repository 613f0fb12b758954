/// The knowledge base made ready for exact questions: cells, boxes and scores.
///
/// An object, because judgements of the same knowledge all share it.
public final class DecisionModel: Sendable {
  public let knowledge: KnowledgeBase
  let space: CellSpace
  /// Boxes of every contradiction, in the order of the knowledge base.
  let contradictions: [[Box]]
  /// Boxes of every veto, in the order of the knowledge base.
  let vetoes: [[Box]]
  /// All contradictions together.
  let forbidden: [Box]
  /// All vetoes that exclude a style, together.
  let excluding: PerStyle<[Box]>
  /// By question, whether a contradiction or a veto speaks of it.
  let isInRules: [Bool]
  /// Boxes of the rules that only tell something, each kind in the order of the knowledge base.
  let telling: TellingBoxes
  /// The scores under the knowledge base's own weights.
  let table: ScoreTable
  /// By question, its answers as the verdict tells them apart.
  let verdictClasses: [[VerdictClass]]

  public convenience init(_ knowledge: KnowledgeBase) {
    self.init(knowledge, besides: [])
  }

  /// - Parameter conditions: to be told apart exactly as well, though no rule asks for them.
  init(_ knowledge: KnowledgeBase, besides conditions: [Condition]) {
    self.knowledge = knowledge
    let space = CellSpace(knowledge.questions, cuts: Self.cuts(knowledge, conditions))
    self.space = space
    func boxes(_ rule: RuleHeader) -> [Box] { rule.when?.boxes(space) ?? [Box(sides: [])] }
    contradictions = knowledge.contradictions.map { boxes($0.rule) }
    let vetoes = knowledge.vetoes.map { boxes($0.rule) }
    self.vetoes = vetoes
    forbidden = contradictions.flatMap { $0 }
    excluding = PerStyle { style in
      zip(knowledge.vetoes, vetoes).flatMap { veto, boxes in
        veto.excludes.contains(style) ? boxes : []
      }
    }
    let named = Set((contradictions + vetoes).joined().flatMap { $0.sides.map(\.question) })
    isInRules = knowledge.questions.indices.map(named.contains)
    telling = TellingBoxes(knowledge, space)
    let table = ScoreTable(knowledge, space)
    self.table = table
    let rules = (contradictions + vetoes).flatMap { $0 }
    // A sheet may give weight to what has none here, so scores are told apart before any weight.
    let scores = table.unweighted
    verdictClasses = knowledge.questions.indices.map { question in
      VerdictClass.classes(
        question, knowledge.questions[question].domain, space.grids[question], rules: rules
      ) { scores.row(question, $0) }
    }
  }

  var questions: [Question] { knowledge.questions }

  /// Every set of values that a rule tells apart from the rest, by question.
  private static func cuts(
    _ knowledge: KnowledgeBase, _ conditions: [Condition]
  ) -> [String: [ValueSet]] {
    var cuts: [String: [ValueSet]] = [:]
    for criterion in knowledge.criteria {
      cuts[criterion.id, default: []] += criterion.bands.map(\.values)
    }
    for atom in (knowledge.conditions + conditions).flatMap(\.atoms) {
      cuts[atom.question, default: []].append(atom.values)
    }
    return cuts
  }
}

/// The conditions of rules that neither score nor exclude, as boxes.
struct TellingBoxes: Sendable {
  /// By warning and level.
  let warnings: [[[Box]]]
  let findings: [[Box]]
  let patterns: [[Box]]
  let risks: [[Box]]
  let steps: [[Box]]

  init(_ knowledge: KnowledgeBase, _ space: CellSpace) {
    func boxes(_ rule: RuleHeader) -> [Box] { rule.when?.boxes(space) ?? [Box(sides: [])] }
    warnings = knowledge.warnings.map { $0.levels.map { $0.when.boxes(space) } }
    findings = knowledge.findings.map { boxes($0.rule) }
    patterns = knowledge.patterns.map { boxes($0.rule) }
    risks = knowledge.risks.map { boxes($0.rule) }
    steps = knowledge.steps.map { boxes($0.rule) }
  }
}

extension KnowledgeBase {
  /// The headers of all conditional rules.
  var rules: [RuleHeader] {
    vetoes.map(\.rule) + contradictions.map(\.rule) + warnings.map(\.rule) + findings.map(\.rule)
      + risks.map(\.rule) + patterns.map(\.rule) + steps.map(\.rule)
  }

  /// The conditions of all rules.
  var conditions: [Condition] { rules.compactMap(\.when) }
}
