/// The knowledge base made ready for exact questions: cells, boxes and scores.
///
/// An object, because judgements of the same knowledge all share it.
public final class DecisionModel: Sendable {
  public let knowledge: KnowledgeBase
  let space: CellSpace
  /// Boxes of every contradiction, in the order of the knowledge base. They may speak of ratios.
  let contradictions: [[Box]]
  /// Boxes of every veto, in the order of the knowledge base.
  let vetoes: [[Box]]
  /// All contradictions together; those of ratios as pairs of cells none of whose numbers will do.
  let forbidden: [Box]
  /// By ratio, the cells that contradictions forbid.
  let bannedRatios: [CellMask]
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
    let space = CellSpace(
      knowledge.questions, cuts: Self.cuts(knowledge, conditions),
      pairs: Self.pairs(knowledge, conditions))
    self.space = space
    func boxes(_ rule: RuleHeader) -> [Box] { rule.when?.boxes(space) ?? [Box(sides: [])] }
    let contradictions = knowledge.contradictions.map { boxes($0.rule) }
    self.contradictions = contradictions
    let vetoes = knowledge.vetoes.map { boxes($0.rule) }
    self.vetoes = vetoes
    let bannedRatios = space.ratios.indices.map { place in
      contradictions.joined().flatMap(\.sides)
        .filter { $0.question == space.grids.count + place }.reduce(0) { $0 | $1.mask }
    }
    self.bannedRatios = bannedRatios
    let forbidden =
      contradictions.joined().filter { !space.compares($0) }
      + space.pairs(bannedRatios) { _ in nil }
    self.forbidden = forbidden
    excluding = PerStyle { style in
      zip(knowledge.vetoes, vetoes).flatMap { veto, boxes in
        veto.excludes.contains(style) ? boxes : []
      }
    }
    let rules = forbidden + vetoes.joined()
    let named = Set(rules.flatMap { $0.sides.map(\.question) })
    isInRules = knowledge.questions.indices.map(named.contains)
    telling = TellingBoxes(knowledge, space)
    let table = ScoreTable(knowledge, space)
    self.table = table
    let compared = Set(space.ratios.flatMap { [$0.upper, $0.lower] })
    // A sheet may give weight to what has none here, so scores are told apart before any weight.
    let scores = table.unweighted
    verdictClasses = knowledge.questions.indices.map { question in
      VerdictClass.classes(
        question, knowledge.questions[question].domain, space.grids[question], rules: rules,
        isCompared: compared.contains(question)
      ) { scores.row(question, $0) }
    }
  }

  /// The same model with other boxes for the contradictions.
  private init(_ other: DecisionModel, forbidden: [Box]) {
    self.forbidden = forbidden
    knowledge = other.knowledge
    space = other.space
    contradictions = other.contradictions
    vetoes = other.vetoes
    bannedRatios = other.bannedRatios
    excluding = other.excluding
    isInRules = other.isInRules
    telling = other.telling
    table = other.table
    verdictClasses = other.verdictClasses
  }

  /// The model for a sheet: two cells contradict each other when none of the numbers the sheet leaves
  /// of them fit together, even where others of the same cells would.
  func narrowed(to answers: [String: Answer]) -> DecisionModel {
    let compared = space.ratios.flatMap { [$0.upper, $0.lower] }
    guard compared.contains(where: { answers[questions[$0].id]?.values != nil }) else {
      return self
    }
    let plain = contradictions.joined().filter { !space.compares($0) }
    let pairs = space.pairs(bannedRatios) { answers[questions[$0].id]?.values }
    return DecisionModel(self, forbidden: plain + pairs)
  }

  var questions: [Question] { knowledge.questions }

  /// The cells of a ratio that no contradiction forbids.
  func allowedRatios(_ place: Int) -> CellMask {
    space.ratios[place].grid.open & ~bannedRatios[place]
  }

  /// The contradictions where ratios are dimensions of their own.
  var wideForbidden: [Box] { contradictions.flatMap { $0 } }

  /// What answers leave possible, ratios included, and the boxes that no numbers can lie in.
  func wide(_ answers: [String: Answer]) -> (state: State, links: [Box]) {
    space.widened(space.state(answers)) { answers[questions[$0].id]?.values }
  }

  /// Every set of values that a rule tells apart from the rest, by question.
  private static func cuts(
    _ knowledge: KnowledgeBase, _ conditions: [Condition]
  ) -> [String: [ValueSet]] {
    var cuts: [String: [ValueSet]] = [:]
    for criterion in knowledge.criteria {
      cuts[criterion.id, default: []] += criterion.bands.map(\.values)
    }
    for atom in (knowledge.conditions + conditions).flatMap(\.atoms) {
      cuts[atom.dimension, default: []].append(atom.values)
    }
    for contradiction in knowledge.contradictions {
      for atom in contradiction.rule.when?.atoms ?? [] { align(atom, knowledge, &cuts) }
    }
    return cuts
  }

  /// Cuts two questions that a contradiction compares so that all numbers of a cell fit the same cells
  /// of the other: where a limit is k, at k times the cuts of the other, and at a k-th of them. After
  /// that both hold, so once is enough.
  private static func align(
    _ atom: Atom, _ knowledge: KnowledgeBase, _ cuts: inout [String: [ValueSet]]
  ) {
    guard let per = atom.per, let upper = knowledge.question(atom.question)?.domain.range,
      let lower = knowledge.question(per)?.domain.range
    else { return }
    for limit in Ratio.limits(atom.values, upper) {
      let starts = Grid(.integer(upper), cuts: cuts[atom.question] ?? []).cells.map(\.lowerBound)
      cuts[per, default: []] += starts.map { limit.lower($0) }.filter(lower.contains)
        .map { ValueSet($0...lower.upperBound) }
      let others = Grid(.integer(lower), cuts: cuts[per] ?? []).cells.map(\.lowerBound)
      cuts[atom.question, default: []] += others.map { limit.upper($0) }.filter(upper.contains)
        .map { ValueSet($0...upper.upperBound) }
    }
  }

  /// The two questions of every ratio that a rule speaks of, by its name.
  private static func pairs(
    _ knowledge: KnowledgeBase, _ conditions: [Condition]
  ) -> [String: (String, String)] {
    var pairs: [String: (String, String)] = [:]
    for atom in (knowledge.conditions + conditions).flatMap(\.atoms) {
      if let per = atom.per { pairs[atom.dimension] = (atom.question, per) }
    }
    return pairs
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
