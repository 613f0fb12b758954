/// Judges complete assignments of cells, where nothing is open and nothing has to be searched.
struct CompletionJudge: Sendable {
  /// What a complete assignment leads to.
  enum Outcome: Equatable {
    case contradiction
    /// Vetoes exclude every style.
    case nothing
    case winner(Style)
  }

  private let table: ScoreTable
  private let rules: BoxBits
  /// What each box does: one bit a style it excludes, or `forbids`.
  private let effects: [UInt8]
  private static let forbids: UInt8 = 0x80

  /// - Parameter matters: which boxes of contradictions and vetoes to look at.
  init(_ model: DecisionModel, _ table: ScoreTable, matters: (Box) -> Bool = { _ in true }) {
    self.init(model, table, forbidden: model.forbidden, matters)
  }

  /// For assignments that hold the cells of the ratios, too.
  init(wide model: DecisionModel, _ table: ScoreTable) {
    self.init(model, table, forbidden: model.wideForbidden) { _ in true }
  }

  private init(
    _ model: DecisionModel, _ table: ScoreTable, forbidden: [Box], _ matters: (Box) -> Bool
  ) {
    var rules = forbidden.map { (box: $0, effect: Self.forbids) }
    for (veto, boxes) in zip(model.knowledge.vetoes, model.vetoes) {
      let effect = veto.excludes.reduce(UInt8(0)) { $0 | 1 << UInt8($1.index) }
      rules += boxes.map { ($0, effect) }
    }
    rules = rules.filter { matters($0.box) }
    self.table = table
    effects = rules.map(\.effect)
    self.rules = BoxBits(model.space, rules.map(\.box))
  }

  /// Which style comes first in a complete assignment.
  func outcome(_ cells: [UInt8]) -> Outcome {
    outcome(cells, table.sum(cells))
  }

  /// - Parameter sum: the scores of the assignment.
  func outcome<Cells: RandomAccessCollection<UInt8>>(
    _ cells: Cells, _ sum: ScoreTable.Row
  ) -> Outcome where Cells.Index == Int {
    let effects = effects(cells)
    if effects & Self.forbids != 0 { return .contradiction }
    return Self.first(sum, excluded: effects).map(Outcome.winner) ?? .nothing
  }

  /// The excluded styles, one bit each; nil when the assignment contradicts itself.
  func excluded<Cells: RandomAccessCollection<UInt8>>(_ cells: Cells) -> UInt8?
  where Cells.Index == Int {
    let effects = effects(cells)
    return effects & Self.forbids == 0 ? effects : nil
  }

  @inline(__always)
  private func effects<Cells: RandomAccessCollection<UInt8>>(_ cells: Cells) -> UInt8
  where Cells.Index == Int {
    var result: UInt8 = 0
    rules.forEachHit(cells) { result |= effects[$0] }
    return result
  }

  /// The style with the highest score of those not excluded; of equal ones the first.
  static func first(_ sum: ScoreTable.Row, excluded: UInt8) -> Style? {
    var best: Style?
    var top = Int32.min
    for style in Style.allCases where excluded & 1 << UInt8(style.index) == 0 {
      if sum[style.index] > top {
        top = sum[style.index]
        best = style
      }
    }
    return best
  }
}
