/// A stretch of one row that has to be painted again.
public struct ChangedRun: Equatable, Sendable {
  /// The row.
  public let row: Int
  /// The columns, first included, last not.
  public let columns: Range<Int>

  /// A stretch of one row.
  public init(row: Int, columns: Range<Int>) {
    self.row = row
    self.columns = columns
  }
}

extension Buffer {
  /// Stretches of unchanged cells up to this long are painted again rather than jumped over:
  /// moving the cursor costs a terminal about as many bytes.
  private static let bridge = 4

  /// The runs of cells that differ from `previous`, all rows when the sizes differ.
  ///
  /// A run never starts or ends inside a wide glyph.
  public func changedRuns(since previous: Buffer) -> [ChangedRun] {
    guard previous.size == size else {
      return (0..<size.rows).map { ChangedRun(row: $0, columns: 0..<size.columns) }
    }
    var runs: [ChangedRun] = []
    for row in 0..<size.rows {
      appendRuns(of: row, since: previous, to: &runs)
    }
    return runs
  }

  private func appendRuns(of row: Int, since previous: Buffer, to runs: inout [ChangedRun]) {
    let start = row * size.columns
    var open: Range<Int>?
    for column in 0..<size.columns where cells[start + column] != previous.cells[start + column] {
      if let run = open, column - run.upperBound <= Self.bridge {
        open = run.lowerBound..<column + 1
      } else {
        if let run = open { runs.append(ChangedRun(row: row, columns: whole(run, start: start))) }
        open = column..<column + 1
      }
    }
    if let run = open { runs.append(ChangedRun(row: row, columns: whole(run, start: start))) }
  }

  /// Widens a run so that it holds both halves of the wide glyphs at its ends.
  private func whole(_ run: Range<Int>, start: Int) -> Range<Int> {
    var lower = run.lowerBound
    var upper = run.upperBound
    if lower > 0, cells[start + lower].isContinuation { lower -= 1 }
    if upper < size.columns, cells[start + upper].isContinuation { upper += 1 }
    return lower..<upper
  }
}
