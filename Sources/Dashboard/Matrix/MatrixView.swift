import Advice
import Terminal

//   criterion            weight  answer      monolith modular services …  lead
//   team-count             6.0%  2 to 4           1.2     3.4      2.0    +2.2  the marked row is
//   …                                                                           changed by ← →
//   ──────────────────────────────────────────────────────────────────
//   score                                        60.1    71.4 …           +3.1  rows that sum up
//   what the marked row does to the lead
//   verdict in a sentence, vetoes, flips
//
// From 117 columns on, the reasons behind the marked row stand at the right, and below them flips and
// vetoes. While C compares, the points give way to what changed them since the answers were saved.

extension DashboardState {
  func drawMatrix(in area: Area, on frame: inout Frame) {
    let parts = area.inset(columns: 1).columns(
      [.flexible(atLeast: 76, share: 4), .flexible(atLeast: 36, share: 1, dropOrder: 1)], gap: 3)
    let isWide = !parts[1].isEmpty
    if let comparison = matrix.comparison {
      drawComparison(comparison, in: parts[0], isWide: isWide, on: &frame)
    } else {
      drawTable(in: parts[0], isWide: isWide, on: &frame)
    }
    guard isWide else { return }
    for row in parts[1].row..<parts[1].endRow {
      frame.buffer.draw(
        "│", at: Position(column: parts[1].column - 2, row: row), style: TextStyle(.border))
    }
    drawMatrixPane(in: parts[1], on: &frame)
  }

  private func drawTable(in area: Area, isWide: Bool, on frame: inout Frame) {
    let layout = MatrixLayout(columns: area.columns, order: matrix.order)
    let isShort = area.rows <= 14
    let summary = summaryRows(layout, isShort: isShort)
    let verdict = Lines.wrapped(verdictSentence, columns: area.columns, style: TextStyle(.heading))
    var below = Array(verdict.prefix(isShort ? 1 : isWide ? 3 : 2))
    if !isWide {
      if !isShort, let lead = leadSentence {
        below.insert(StyledLine(lead, TextStyle(.muted)), at: 0)
      }
      if !isShort, let vetoes = vetoLine(columns: area.columns) { below.append(vetoes) }
      below.append(flipLine(columns: area.columns))
    }
    drawRows(
      TextTable(
        columns: layout.tableColumns, rows: criterionRows(layout), selected: markedMatrixRow),
      summary, below, in: area, on: &frame)
  }

  private func drawComparison(
    _ comparison: Comparison, in area: Area, isWide: Bool, on frame: inout Frame
  ) {
    let layout = ComparisonLayout(
      columns: area.columns, hasWeights: interview.sheet.weights != comparison.saved.weights)
    let words =
      comparison.isEmpty
      ? Sentence.comparing(comparison)
      : isWide
        ? Sentence.difference(comparison.difference)
        : comparisonSentences(comparison).joined(separator: " ")
    let below = Lines.wrapped(words, columns: area.columns, style: TextStyle(.heading))
    drawRows(
      TextTable(
        columns: layout.tableColumns, rows: comparisonRows(comparison, layout),
        selected: markedMatrixRow),
      comparisonSums(comparison, layout), Array(below.prefix(area.rows > 14 ? 4 : 2)), in: area,
      on: &frame)
  }

  /// Rows that scroll, those that sum them up, and sentences.
  private func drawRows(
    _ table: TextTable, _ summary: [TableRow], _ below: [StyledLine], in area: Area,
    on frame: inout Frame
  ) {
    let parts = area.rows([
      .flexible(atLeast: 3), .fixed(1), .fixed(summary.count), .fixed(below.count),
    ])
    frame.buffer.draw(table, in: parts[0])
    let visible = table.visibleRows(lines: parts[0].rows - 1)
    for (line, row) in visible.enumerated() {
      frame.onClick(parts[0].line(line + 1), .select(row))
    }
    drawRule(visible, in: parts[1], on: &frame)
    let sums = TextTable(columns: table.columns, rows: summary, showsHeadings: false)
    frame.buffer.draw(sums, in: parts[2])
    frame.buffer.draw(Lines(below), in: parts[3])
  }

  /// The line below the criteria says which of them are visible.
  private func drawRule(_ visible: Range<Int>, in area: Area, on frame: inout Frame) {
    let count = advisor.knowledge.criteria.count
    let rule = String(repeating: "─", count: area.columns)
    frame.buffer.draw(rule, at: area.origin, style: TextStyle(.border))
    guard visible.count < count || matrix.order != .interview else { return }
    let order = matrix.order == .interview ? "" : ", \(matrix.order.words)"
    let note = " \(visible.lowerBound + 1) to \(visible.upperBound) of \(count) criteria\(order) "
    frame.buffer.draw(
      note, at: Position(column: area.column + 2, row: area.row), style: TextStyle(.muted))
  }

  /// The verdict in one sentence.
  var verdictSentence: String {
    if let contradiction = verdict.contradiction {
      return spelled(Sentence.contradiction(contradiction))
    }
    guard let recommendation = verdict.assessment?.recommendation else {
      return "Vetoes exclude every style: an answer has to change."
    }
    let robustness = recommendation.robustness
    let sentences = [
      "Recommended: \(recommendation.style.phrase).", leadWithMovement(recommendation),
      "\(robustness.rawValue.capitalizedFirst): \(robustness.remark).",
    ]
    return sentences.compactMap { $0 }.joined(separator: " ")
  }
}

extension DashboardState {
  /// How far the recommended style is ahead, and how that has moved.
  private func leadWithMovement(_ recommendation: Assessment.Recommendation) -> String? {
    guard let lead = Sentence.lead(recommendation) else { return nil }
    guard let moved = Margin(verdict).flatMap(Sentence.margin) else { return lead }
    return "\(lead.dropLast()) (\(moved))."
  }
}
