import Terminal

// Wide:    list of questions │ the question with its answers │ what would win now
// Usual:   the question, or the list                         │ what would win now
// Narrow:  the question, or the list, above a line with what would win now

extension DashboardState {
  func drawAdvise(in area: Area, on frame: inout Frame) {
    let list = Track.fixed(32, dropOrder: 1)
    let main = Track.flexible(atLeast: 40)
    let standing = Track.fixed(30, dropOrder: 2)
    let parts = area.inset(columns: 1).columns([list, main, standing], gap: 3)
    let isWide = !parts[0].isEmpty
    var center = parts[1]
    if parts[2].isEmpty {
      center = center.rows([.flexible(), .fixed(2)])[0]
      drawStandingLine(in: area.rows([.flexible(), .fixed(2)])[1], on: &frame)
    } else {
      drawStanding(in: parts[2], on: &frame)
      separate(parts[2], on: &frame)
    }
    if isWide {
      separate(parts[1], on: &frame)
      drawList(in: parts[0], on: &frame)
    }
    if advise.place == .question || isWide {
      drawQuestion(in: center, on: &frame)
    } else {
      drawList(in: center, on: &frame)
    }
  }

  /// A line left of a part.
  private func separate(_ part: Area, on frame: inout Frame) {
    for row in part.row..<part.endRow {
      frame.buffer.draw(
        "│", at: Position(column: part.column - 2, row: row), style: TextStyle(.border))
    }
  }
}
