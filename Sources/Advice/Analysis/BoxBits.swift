/// A list of boxes as bits, so that one pass over a complete assignment finds all that contain it.
///
/// Every cell of every question knows the boxes it keeps out of. What no cell keeps out of is hit.
struct BoxBits: Sendable {
  private let words: Int
  /// The first row of each question's cells, then "not applicable".
  private let starts: [Int]
  /// The boxes each cell keeps out of, `words` words a row.
  private let missed: [UInt64]
  /// The bits that stand for no box.
  private let padding: UInt64

  init(_ space: CellSpace, _ boxes: [Box]) {
    let words = max((boxes.count + 63) / 64, 1)
    var starts: [Int] = []
    var rows = 0
    for grid in space.grids + space.ratios.map(\.grid) {
      starts.append(rows)
      rows += grid.count + 1
    }
    var missed = [UInt64](repeating: 0, count: rows * words)
    for (index, box) in boxes.enumerated() {
      for side in box.sides {
        for cell in 0...space.grid(side.question).count where !side.mask.contains(cell) {
          missed[(starts[side.question] + cell) * words + index / 64] |= 1 << UInt64(index % 64)
        }
      }
    }
    self.words = words
    self.starts = starts
    self.missed = missed
    let last = boxes.count - (words - 1) * 64
    padding = last >= 64 ? 0 : ~((1 << UInt64(last)) - 1)
  }

  /// Calls `body` with the place of each box that contains a complete assignment, in their order.
  @inline(__always)
  func forEachHit<Cells: RandomAccessCollection<UInt8>>(_ cells: Cells, _ body: (Int) -> Void)
  where Cells.Index == Int {
    for word in 0..<words {
      var out = word == words - 1 ? padding : 0
      for question in 0..<cells.count {
        out |= missed[(starts[question] + Int(cells[question])) * words + word]
      }
      var hit = ~out
      while hit != 0 {
        body(word * 64 + hit.trailingZeroBitCount)
        hit &= hit &- 1
      }
    }
  }
}
