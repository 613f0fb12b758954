import Advice
import Terminal

extension DashboardState {
  /// A row for every criterion, in the order that was chosen.
  func criterionRows(_ layout: MatrixLayout) -> [TableRow] {
    let total = totalWeight
    let leads = leads
    let results = Style.allCases.map { verdict.assessment?.result($0) }
    return matrixRows.map { index in
      let criterion = advisor.knowledge.criteria[index]
      let isOwn = interview.sheet.weights[criterion.id] != nil
      let cells = results.map { result -> TableCell in
        let contribution =
          result?.contributions.indices.contains(index) ?? false
          ? result?.contributions[index].points : nil
        return heatCell(criterion, contribution ?? .zero, total)
      }
      let question = advisor.knowledge.question(criterion.id)
      let answer = question.flatMap { self.answer($0) }
      let lead = TableCell(leads[index].signedShort, TextStyle(leads[index].gainRole))
      let weight = TableCell(
        "\(isOwn ? "*" : "")\(self.weight(criterion))", TextStyle(isOwn ? .warning : .muted))
      return .cells(
        [
          TableCell(criterion.id), layout.showsWeight ? weight : lead,
          TableCell(
            question?.text(answer) ?? "", TextStyle(answer == nil ? .muted : .text)),
        ] + cells + [lead])
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

  /// The rows that sum the criteria up: score, range where there is room, rank, outlook.
  func summaryRows(_ layout: MatrixLayout, isShort: Bool) -> [TableRow] {
    let ranks = verdict.ranks
    let range = summaryRow("can be", layout) { result in
      ("\(result.low.whole)–\(result.high.whole)", TextStyle(.muted))
    }
    let lead = verdict.assessment?.recommendation?.margin
    return [
      summaryRow(
        "score", layout, lead: lead.map { TableCell($0.signedShort, TextStyle($0.gainRole)) }
      ) {
        ($0.score.short, TextStyle(.heading))
      }
    ] + (isShort ? [] : [range]) + [
      summaryRow("rank", layout) { [verdict] result in
        guard let rank = ranks[result.style] else { return ("–", TextStyle(.bad)) }
        let movement = verdict.movement(result.style)
        let arrow = movement > 0 ? "▲" : movement < 0 ? "▼" : ""
        return ("\(arrow)\(rank)", TextStyle(rank == 1 ? .accent : .text))
      },
      summaryRow("can still win", layout) { [self] result in
        let outlook = outlook(result.style)
        let space = layout.styleColumns > 6 ? " " : ""
        let risk = result.standing == .atRisk ? "!" : ""
        return ("\(outlook.sign)\(space)\(outlook.words)\(risk)", TextStyle(outlook.role))
      },
    ]
  }

  private func summaryRow(
    _ name: String, _ layout: MatrixLayout, lead: TableCell? = nil,
    _ cell: (Assessment.StyleResult) -> (String, TextStyle)
  ) -> TableRow {
    let cells = Style.allCases.map { style -> TableCell in
      guard let result = verdict.assessment?.result(style) else { return TableCell("") }
      let (text, look) = cell(result)
      return TableCell(StyledLine([StyledSpan(text, look), StyledSpan(" ")]))
    }
    let lead = lead ?? TableCell("")
    return .cells(
      [
        TableCell(name, TextStyle(.heading)), layout.showsWeight ? TableCell("") : lead,
        TableCell(""),
      ] + cells + [lead])
  }
}

extension Points {
  /// The points without decimals, rounded.
  var whole: Int { (thousandths + 500) / 1000 }
}
