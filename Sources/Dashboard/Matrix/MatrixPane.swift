import Advice
import Terminal

extension DashboardState {
  /// The right of the screen: the marked row, flips, vetoes; or what differs from the saved answers.
  func drawMatrixPane(in area: Area, on frame: inout Frame) {
    if let comparison = matrix.comparison {
      frame.buffer.draw(Lines(comparisonList(comparison, columns: area.columns)), in: area)
      return
    }
    guard let criterion = markedCriterion else { return }
    let flips = flipPane(columns: area.columns).prefix(max(4, area.rows / 3))
    let vetoes = vetoPane(columns: area.columns).prefix(max(3, area.rows / 5))
    let below = flips + vetoes
    let parts = area.rows([.flexible(atLeast: 6), .fixed(below.count)])
    let text = DrillContent.criterion(criterion.id, self, on: .screen, columns: area.columns)
    frame.buffer.draw(Lines(text.lines), in: parts[0])
    frame.buffer.draw(Lines(Array(below)), in: parts[1])
  }

  private func paneHeading(_ title: String, key: String, columns: Int) -> StyledLine {
    let rule = String(repeating: "─", count: max(0, columns - TextWidth.columns(title) - 7))
    return StyledLine([
      StyledSpan("── ", TextStyle(.border)), StyledSpan(title, TextStyle(.heading)),
      StyledSpan(" ", .plain), StyledSpan(key, TextStyle(.key)),
      StyledSpan(" " + rule, TextStyle(.border)),
    ])
  }

  private func flipPane(columns: Int) -> [StyledLine] {
    let known = knownFlips
    let groups = FlipGroup.groups(known.flips)
    var lines = [paneHeading("what would change it", key: "f", columns: columns)]
    if groups.isEmpty {
      lines += Lines.wrapped(
        known.isSearching ? "Searching…" : noFlipWords.capitalizedFirst + ".", columns: columns,
        style: TextStyle(.muted))
    }
    for group in groups.prefix(3) {
      let changes = group.nearest.changes.map { $0.words(advisor.knowledge) }
      lines += Lines.wrapped(changes.joined(separator: " and "), columns: columns)
      lines.append(StyledLine("  ▸ \(group.nearest.style.phrase)", TextStyle(.accent)))
    }
    if groups.count > 3 {
      lines.append(StyledLine("and \(groups.count - 3) more", TextStyle(.muted)))
    }
    let weights = knownWeightFlips.filter(\.isReasonable)
    if weights.isEmpty, matrix.flips.found(verdict) != nil {
      lines += Lines.wrapped(
        "No reasonable weight alone changes it.", columns: columns, style: TextStyle(.muted))
    }
    for weight in weights.prefix(2) {
      lines += Lines.wrapped(weight.words, columns: columns)
      lines.append(StyledLine("  ▸ \(weight.style.phrase)", TextStyle(.accent)))
    }
    return lines
  }

  private func vetoPane(columns: Int) -> [StyledLine] {
    let news = vetoNews.filter { $0.state != .doesNotHold }
    guard !news.isEmpty else { return [] }
    return [paneHeading("vetoes", key: "V", columns: columns)]
      + news.flatMap {
        Lines.wrapped(
          "\($0.state.sign) \($0.words)", columns: columns, style: TextStyle($0.state.role))
      }
  }
}
