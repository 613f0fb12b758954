/// What every cell of every question gives each style, in thousandths of a point, under one set of
/// weights.
struct ScoreTable: Sendable {
  /// Five styles in a register; the last three lanes stay zero.
  typealias Row = SIMD8<Int32>

  /// Rows of all questions one after the other, each question's cells and then "not applicable".
  private let rows: [Row]
  /// The same rows before any weight, from 0 to 100.
  private let plain: [Row]
  private let starts: [Int]
  /// The weight of each question's criterion, 0 when it has none.
  let weights: [Int]
  /// The sum of all weights, at least 1.
  let total: Int
  /// By question, the cells of each band of its criterion.
  let bands: [[CellMask]]

  /// - Parameter own: weights that replace the knowledge base's own.
  init(_ model: DecisionModel, weights own: [String: Int]) {
    self.init(model.knowledge, model.space, weights: own)
  }

  init(_ knowledge: KnowledgeBase, _ space: CellSpace, weights own: [String: Int] = [:]) {
    let criteria = knowledge.questions.map { knowledge.criterion($0.id) }
    let weights = criteria.map { criterion in
      criterion.map { own[$0.id] ?? $0.weight.nominal } ?? 0
    }
    var plain: [Row] = []
    var starts: [Int] = []
    var bands: [[CellMask]] = []
    for (criterion, grid) in zip(criteria, space.grids) {
      let masks = criterion?.bands.map { grid.mask($0.values) } ?? []
      bands.append(masks)
      starts.append(plain.count)
      for cell in 0..<grid.count {
        let band = masks.firstIndex { $0.contains(cell) }
        plain.append(Self.row(band.flatMap { criterion?.bands[$0].scores }))
      }
      plain.append(Self.row(criterion.map { _ in PerStyle { _ in Self.neutral } }))
    }
    self.init(plain: plain, starts: starts, bands: bands, weights: weights)
  }

  /// - Parameter whole: what scores are divided by; the sum of the weights when nil.
  private init(
    plain: [Row], starts: [Int], bands: [[CellMask]], weights: [Int], whole: Int? = nil
  ) {
    let total = whole ?? max(weights.reduce(0, +), 1)
    var rows = plain
    for question in weights.indices {
      let end = question + 1 < starts.count ? starts[question + 1] : rows.count
      for place in starts[question]..<end {
        for style in Style.allCases {
          let share = 1000 * weights[question] * Int(plain[place][style.index])
          rows[place][style.index] = Int32(Self.divide(share, by: total))
        }
      }
    }
    self.plain = plain
    self.rows = rows
    self.starts = starts
    self.weights = weights
    self.total = total
    self.bands = bands
  }

  /// The same scores under another weight of one question's criterion.
  func with(weight: Int, of question: Int) -> ScoreTable {
    var weights = weights
    weights[question] = weight
    return ScoreTable(plain: plain, starts: starts, bands: bands, weights: weights)
  }

  /// What every cell gives each style before any weight, in thousandths of a point.
  var unweighted: ScoreTable {
    ScoreTable(
      plain: plain, starts: starts, bands: bands, weights: weights.map { _ in 1 }, whole: 1)
  }

  /// What a criterion that does not apply gives every style: the middle of the scale.
  static let neutral = 50

  @inline(__always)
  func row(_ question: Int, _ cell: Int) -> Row { rows[starts[question] + cell] }

  /// The scores of a complete assignment of cells.
  @inline(__always)
  func sum(_ cells: [UInt8]) -> Row {
    var sum = Row.zero
    for question in 0..<cells.count {
      sum &+= rows[starts[question] + Int(cells[question])]
    }
    return sum
  }

  private static func row(_ scores: PerStyle<Int>?) -> Row {
    var row = Row.zero
    guard let scores else { return row }
    for style in Style.allCases { row[style.index] = Int32(scores[style]) }
    return row
  }

  /// Rounds half up; both numbers are non-negative.
  static func divide(_ dividend: Int, by divisor: Int) -> Int {
    (2 * dividend + divisor) / (2 * divisor)
  }
}
