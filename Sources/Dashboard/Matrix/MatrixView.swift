import Advice
import Terminal

//   criterion            weight  answer      monolith modular services …
//   team-count             6.0%  2 to 4           1.2     3.4      2.0     the marked row is changed
//   …                                                                      in place by ← →
//   ──────────────────────────────────────────────────────────────────
//   score                                        60.1    71.4 …            five rows that sum up
//   verdict in a sentence
//
// From 117 columns on, the reasons behind the marked row stand at the right.

extension DashboardState {
  func drawMatrix(in area: Area, on frame: inout Frame) {
    let parts = area.inset(columns: 1).columns(
      [.flexible(atLeast: 76), .fixed(36, dropOrder: 1)], gap: 3)
    drawTable(in: parts[0], on: &frame)
    guard !parts[1].isEmpty, let criterion = markedCriterion,
      let text = CriterionText(self, id: criterion.id, on: .screen)
    else { return }
    for row in parts[1].row..<parts[1].endRow {
      frame.buffer.draw(
        "│", at: Position(column: parts[1].column - 2, row: row), style: TextStyle(.border))
    }
    frame.buffer.draw(Lines(text.lines(columns: parts[1].columns)), in: parts[1])
  }

  private func drawTable(in area: Area, on frame: inout Frame) {
    let layout = MatrixLayout(columns: area.columns)
    let summary = summaryRows(layout)
    let verdict = Lines.wrapped(verdictSentence, columns: area.columns, style: TextStyle(.heading))
    let shown = verdict.prefix(area.rows > 14 ? 2 : 1)
    let parts = area.rows([
      .flexible(atLeast: 3), .fixed(1), .fixed(summary.count), .fixed(shown.count),
    ])
    let table = TextTable(
      columns: layout.tableColumns, rows: criterionRows(layout), selected: matrix.row)
    frame.buffer.draw(table, in: parts[0])
    let visible = table.visibleRows(lines: parts[0].rows - 1)
    for (line, row) in visible.enumerated() {
      frame.onClick(parts[0].line(line + 1), .select(row))
    }
    drawRule(visible, in: parts[1], on: &frame)
    let sums = TextTable(columns: layout.tableColumns, rows: summary, showsHeadings: false)
    frame.buffer.draw(sums, in: parts[2])
    frame.buffer.draw(Lines(Array(shown)), in: parts[3])
  }

  /// The line below the criteria says which of them are visible.
  private func drawRule(_ visible: Range<Int>, in area: Area, on frame: inout Frame) {
    let count = advisor.knowledge.criteria.count
    let rule = String(repeating: "─", count: area.columns)
    frame.buffer.draw(rule, at: area.origin, style: TextStyle(.border))
    guard visible.count < count else { return }
    let note = " \(visible.lowerBound + 1) to \(visible.upperBound) of \(count) criteria "
    frame.buffer.draw(
      note, at: Position(column: area.column + 2, row: area.row), style: TextStyle(.muted))
  }

  /// The verdict in one sentence.
  var verdictSentence: String {
    if let contradiction = verdict.contradiction { return Sentence.contradiction(contradiction) }
    guard let recommendation = verdict.assessment?.recommendation else {
      return "Vetoes exclude every style: an answer has to change."
    }
    let robustness = recommendation.robustness
    let sentences = [
      "Recommended: \(recommendation.style.rawValue).", Sentence.lead(recommendation),
      "\(robustness.rawValue.capitalizedFirst): \(robustness.remark).",
    ]
    return sentences.compactMap { $0 }.joined(separator: " ")
  }
}
