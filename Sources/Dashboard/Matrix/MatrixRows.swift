import Advice
import Terminal

extension DashboardState {
  /// A row for every criterion.
  func criterionRows(_ layout: MatrixLayout) -> [TableRow] {
    let total = totalWeight
    let results = Style.allCases.map { verdict.assessment?.result($0) }
    return advisor.knowledge.criteria.enumerated().map { index, criterion in
      let share = weight(criterion) * 1000 / total
      let isOwn = interview.sheet.weights[criterion.id] != nil
      let cells = results.map { result -> TableCell in
        let contribution =
          result?.contributions.indices.contains(index) ?? false
          ? result?.contributions[index].points : nil
        return heatCell(criterion, contribution ?? .zero, total)
      }
      let question = advisor.knowledge.question(criterion.id)
      let answer = question.flatMap { self.answer($0) }
      return .cells(
        [
          TableCell(criterion.id),
          TableCell(
            "\(isOwn ? "*" : "")\(share / 10).\(share % 10)%", TextStyle(isOwn ? .warning : .muted)),
          TableCell(
            question?.text(answer) ?? "", TextStyle(answer == nil ? .muted : .text)),
        ] + cells)
    }
  }

  /// A number on a ground that says the same.
  private func heatCell(_ criterion: Criterion, _ points: Points, _ total: Int) -> TableCell {
    let weight = weight(criterion)
    let fit = weight > 0 ? points.thousandths * total / (1000 * weight) : 50
    let style = TextStyle(Heat.role(fit: fit))
    let text = matrix.showsFit ? String(min(100, max(0, fit))) : points.short
    return TableCell(StyledLine(text + " ", style), fill: style)
  }

  /// The rows that sum the criteria up: score, range, rank, outlook.
  func summaryRows(_ layout: MatrixLayout) -> [TableRow] {
    let ranks = verdict.ranks
    return [
      summaryRow("score") { result in
        (result.score.short, TextStyle(.heading))
      },
      summaryRow("can be") { result in
        ("\(result.low.whole)–\(result.high.whole)", TextStyle(.muted))
      },
      summaryRow("rank") { [verdict] result in
        guard let rank = ranks[result.style] else { return ("–", TextStyle(.bad)) }
        let movement = verdict.movement(result.style)
        let arrow = movement > 0 ? "▲" : movement < 0 ? "▼" : ""
        return ("\(arrow)\(rank)", TextStyle(rank == 1 ? .accent : .text))
      },
      summaryRow("can still win") { [self] result in
        let outlook = outlook(result.style)
        let space = layout.styleColumns > 6 ? " " : ""
        let risk = result.standing == .atRisk ? "!" : ""
        return ("\(outlook.sign)\(space)\(outlook.words)\(risk)", TextStyle(outlook.role))
      },
    ]
  }

  private func summaryRow(
    _ name: String, _ cell: (Assessment.StyleResult) -> (String, TextStyle)
  ) -> TableRow {
    let cells = Style.allCases.map { style -> TableCell in
      guard let result = verdict.assessment?.result(style) else { return TableCell("") }
      let (text, look) = cell(result)
      return TableCell(StyledLine([StyledSpan(text, look), StyledSpan(" ")]))
    }
    return .cells([TableCell(name, TextStyle(.heading)), TableCell(""), TableCell("")] + cells)
  }
}

extension Points {
  /// The points without decimals, rounded.
  var whole: Int { (thousandths + 500) / 1000 }
}
