import Advice
import Terminal

extension DashboardState {
  /// What would win if everything were decided now, and how sure that is.
  func drawStanding(in area: Area, on frame: inout Frame) {
    let columns = area.columns
    guard let assessment = verdict.assessment else {
      let lines = contradictionLines("These answers cannot all be true.", columns: columns)
      frame.buffer.draw(Lines(lines), in: area)
      return
    }
    var lines = [StyledLine("If you decided now", TextStyle(.heading))]
    for (index, result) in assessment.styles.enumerated() {
      lines += standingLines(result, rank: index + 1, columns: columns)
    }
    lines.append(.empty)
    lines += verdictLines(assessment, columns: columns)
    lines.append(.empty)
    lines += progressLines(assessment, columns: columns)
    let isAnyAtRisk = assessment.styles.contains { $0.standing == .atRisk }
    let legend =
      ["● can win ○ cannot ✖ vetoed"] + (isAnyAtRisk ? ["! a veto may still exclude it"] : [])
    frame.buffer.draw(Lines(Array(lines.prefix(max(0, area.rows - legend.count)))), in: area)
    for (row, text) in legend.enumerated() {
      let line = area.line(area.rows - legend.count + row)
      frame.buffer.draw(text, at: line.origin, style: TextStyle(.muted), limit: columns)
    }
  }

  private func standingLines(
    _ result: Assessment.StyleResult, rank: Int, columns: Int
  ) -> [StyledLine] {
    let isExcluded = result.standing == .excluded
    let outlook = outlook(result.style)
    let name = TextStyle(
      outlook == .canWin ? .text : .muted, rank == 1 && !isExcluded ? .bold : [])
    let score = isExcluded ? "vetoed" : result.score.short
    let room = columns - 4 - TextWidth.columns(score)
    return [
      StyledLine([
        StyledSpan(isExcluded ? "  " : "\(rank) ", TextStyle(.muted)),
        StyledSpan(outlook.sign + " ", TextStyle(outlook.role)),
        StyledSpan(TextWidth.padded(result.style.phrase, to: room - 2), name),
        StyledSpan(result.standing == .atRisk ? "! " : "  ", TextStyle(.warning)),
        StyledSpan(score, TextStyle(isExcluded ? .bad : .text)),
      ]),
      secondLine(result, columns: columns - 4),
    ]
  }

  private func secondLine(_ result: Assessment.StyleResult, columns: Int) -> StyledLine {
    if result.standing == .excluded {
      let veto = result.excludedBy.first?.rule.id ?? ""
      return StyledLine("    by \(TextWidth.clipped(veto, to: columns - 3))", TextStyle(.muted))
    }
    let scale = ScoreScale(result, columns: columns)
    return StyledLine([StyledSpan("    "), StyledSpan(scale.text, TextStyle(.border))])
  }

  private func verdictLines(_ assessment: Assessment, columns: Int) -> [StyledLine] {
    if verdict.contradiction != nil {
      return contradictionLines(
        "These answers cannot all be true; the scores are those before.", columns: columns)
    }
    guard let recommendation = assessment.recommendation else {
      return Lines.wrapped(
        "Vetoes exclude every style: an answer has to change.", columns: columns,
        style: TextStyle(.bad))
    }
    var lines: [StyledLine] = []
    if let lead = Sentence.lead(recommendation) {
      lines += Lines.wrapped(lead, columns: columns)
    }
    let class_ = recommendation.robustness
    return lines
      + Lines.wrapped(
        "\(class_.rawValue.capitalizedFirst): \(class_.remark).", columns: columns,
        style: TextStyle(class_ == .certain || class_ == .robust ? .ok : .warning))
  }

  private func contradictionLines(_ text: String, columns: Int) -> [StyledLine] {
    let names = verdict.contradiction?.answers.map(\.question).joined(separator: ", ") ?? ""
    return Lines.wrapped(text, columns: columns, style: TextStyle(.bad))
      + Lines.wrapped(names, columns: columns, style: TextStyle(.bad))
  }

  private func progressLines(_ assessment: Assessment, columns: Int) -> [StyledLine] {
    var lines: [StyledLine] = [
      StyledLine(
        "\(questions.count - assessment.unanswered.count) of \(questions.count) answered",
        TextStyle(.muted))
    ]
    if let next = bestQuestion {
      lines += [
        StyledLine([
          StyledSpan("b", TextStyle(.key)),
          StyledSpan(" asks \(next)", TextStyle(.muted)),
        ])
      ]
    }
    for warning in assessment.warnings {
      lines += Lines.wrapped(
        "▲ \(warning.title) (\(warning.severity.rawValue))", columns: columns,
        style: TextStyle(.warning))
    }
    return lines
  }
}

extension String {
  /// The text with its first letter in upper case.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
