/// A question's domain cut into cells that no rule can tell apart.
///
/// Every number a rule names is a cut, so all the answers inside a cell lead to the same verdict,
/// and a domain of a hundred thousand numbers becomes a handful of cells.
struct Grid: Sendable {
  let cells: [ClosedRange<Int>]
  /// Whether the rules divide the domain further than the cells do.
  let isCutShort: Bool

  /// At most this many cells, so that a set of cells fits into a word with room for one more.
  static let limit = 62

  init(_ domain: Domain, cuts: [ValueSet]) {
    let whole = domain.range
    if domain.isWords {
      cells = whole.map { $0...$0 }
      isCutShort = false
      return
    }
    var starts: Set<Int> = [whole.lowerBound]
    for range in cuts.flatMap(\.ranges) {
      starts.insert(range.lowerBound)
      if range.upperBound < whole.upperBound { starts.insert(range.upperBound + 1) }
    }
    let all = starts.filter(whole.contains).sorted()
    let sorted = all.prefix(Self.limit)
    isCutShort = all.count > sorted.count
    cells = sorted.indices.map { index in
      let end = index + 1 < sorted.count ? sorted[index + 1] - 1 : whole.upperBound
      return sorted[index]...end
    }
  }

  var count: Int { cells.count }

  /// All cells: the question is open.
  var open: CellMask { (1 << CellMask(count)) - 1 }

  /// The cell outside the domain that stands for "not applicable". No condition contains it.
  var notApplicable: Int { count }

  /// The cells that hold at least one value of a set.
  func mask(_ set: ValueSet) -> CellMask {
    cells.indices.reduce(0) { mask, index in
      set.ranges.contains { $0.overlaps(cells[index]) } ? mask | 1 << CellMask(index) : mask
    }
  }

  /// The values in a set of cells.
  func values(_ mask: CellMask) -> ValueSet {
    ValueSet(cells.indices.filter { mask.contains($0) }.map { cells[$0] })
  }
}

/// A set of cells of one question, one bit a cell.
typealias CellMask = UInt64

extension CellMask {
  func contains(_ cell: Int) -> Bool { self & (1 << CellMask(cell)) != 0 }

  static func only(_ cell: Int) -> CellMask { 1 << CellMask(cell) }

  var isSingle: Bool { self != 0 && self & (self &- 1) == 0 }

  /// The lowest cell; the mask must not be empty.
  var lowest: Int { trailingZeroBitCount }

  /// Calls `body` with each cell, lowest first.
  func forEach(_ body: (Int) -> Void) {
    var rest = self
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
  }

  /// All cells, lowest first.
  var cells: [Int] {
    var result: [Int] = []
    forEach { result.append($0) }
    return result
  }
}
