internal import Terminal

/// A table of rows under titles that fits a width: columns grow with what they hold, and where there
/// is no room the least needed ones are left out.
struct MeshTable<Row> {
  struct Column: Sendable {
    let title: String
    var alignment = Alignment.trailing
    /// Those with the lowest number are left out first; nil is always shown.
    var need: Int?
    /// Whether long text in it may be cut, in the middle, since names often differ at their ends.
    var isName = false
    let cell: @Sendable (Row) -> StyledSpan
  }

  let columns: [Column]

  /// - Parameters:
  ///   - width: nil for as wide as it gets.
  ///   - notes: lines under a row.
  func lines(
    _ rows: [Row], width: Int?, notes: (Row) -> [StyledLine] = { _ in [] }
  ) -> [StyledLine] {
    let cells = rows.map { row in columns.map { $0.cell(row) } }
    var layout = Layout(columns, cells)
    if let width { layout.fit(width) }
    var lines = [layout.line(columns.map { StyledSpan($0.title, .heading) })]
    for (row, cells) in zip(rows, cells) { lines += [layout.line(cells)] + notes(row) }
    return lines
  }

  /// Which columns are shown, and how wide.
  private struct Layout {
    private let columns: [Column]
    private var widths: [Int]
    private var shown: [Int]
    private var gap = 2

    /// Names are not cut below so many columns while others can be left out, nor at all below the
    /// second number.
    private static var narrowest: (first: Int, last: Int) { (16, 4) }

    init(_ columns: [Column], _ cells: [[StyledSpan]]) {
      self.columns = columns
      shown = Array(columns.indices)
      widths = columns.indices.map { index in
        let longest = cells.map { TextWidth.columns($0[index].text, atMost: 200) }.max() ?? 0
        return min(max(longest, TextWidth.columns(columns[index].title)), 200)
      }
    }

    private var total: Int {
      shown.map { widths[$0] }.reduce(0, +) + gap * max(shown.count - 1, 0)
    }

    mutating func fit(_ width: Int) {
      if total > width { gap = 1 }
      cutNames(to: width, atLeast: Self.narrowest.first)
      while total > width, let least = leastNeeded { shown.removeAll { $0 == least } }
      cutNames(to: width, atLeast: Self.narrowest.last)
    }

    private mutating func cutNames(to width: Int, atLeast least: Int) {
      let names = shown.filter { columns[$0].isName }
      while total > width, let widest = names.max(by: { widths[$0] < widths[$1] }),
        widths[widest] > least
      {
        widths[widest] -= 1
      }
    }

    private var leastNeeded: Int? {
      shown.filter { columns[$0].need != nil }.min { left, right in
        (columns[left].need ?? 0) < (columns[right].need ?? 0)
      }
    }

    func line(_ cells: [StyledSpan]) -> StyledLine {
      var spans: [StyledSpan] = []
      for (place, index) in shown.enumerated() {
        if place > 0 { spans.append(StyledSpan(String(repeating: " ", count: gap))) }
        let cell = cells[index].text
        let text = TextWidth.padded(
          columns[index].isName ? cell.shortened(to: widths[index]) : cell, to: widths[index],
          at: columns[index].alignment)
        spans.append(StyledSpan(text, cells[index].style))
      }
      return StyledLine(spans)
    }
  }
}

extension String {
  /// With an ellipsis for the middle where the whole takes more columns.
  fileprivate func shortened(to columns: Int) -> String {
    guard columns > 2, TextWidth.columns(self, atMost: columns) > columns else { return self }
    var tail: [String] = []
    var room = (columns - 1) / 2
    for (glyph, width) in Array(SafeGlyphs(String(suffix(200)))).reversed() {
      guard width <= room else { break }
      tail.append(glyph.text)
      room -= width
    }
    let end = tail.reversed().joined()
    return TextWidth.clipped(self, to: columns - TextWidth.columns(end)) + end
  }
}
