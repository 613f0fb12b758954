import Advice
import Terminal

/// Whether a style can still come first.
enum Outlook {
  case canWin, cannotWin, excluded

  /// Told by shape, not only by colour.
  var sign: String {
    switch self {
    case .canWin: "●"
    case .cannotWin: "○"
    case .excluded: "✖"
    }
  }

  var role: Role {
    switch self {
    case .canWin: .ok
    case .cannotWin: .unknown
    case .excluded: .bad
    }
  }

  /// The answer to "can it still win".
  var words: String {
    switch self {
    case .canWin: "yes"
    case .cannotWin: "no"
    case .excluded: "veto"
    }
  }
}

extension DashboardState {
  /// Whether a style can still come first.
  func outlook(_ style: Style) -> Outlook {
    guard let assessment = verdict.assessment else { return .cannotWin }
    if assessment.result(style)?.standing == .excluded { return .excluded }
    return assessment.possibleWinners.contains(style) ? .canWin : .cannotWin
  }
}

/// A score on the scale from 0 to 100, with the range it can still move in: `··├──●─┤····`.
struct ScoreScale {
  let text: String

  init(_ result: Assessment.StyleResult, columns: Int) {
    guard columns > 0 else {
      text = ""
      return
    }
    func place(_ points: Points) -> Int {
      min(columns - 1, max(0, points.thousandths * columns / 100_000))
    }
    let low = place(result.low)
    let high = place(result.high)
    let score = place(result.score)
    let cells = (0..<columns).map { column -> String in
      if column == score { return "●" }
      if column == low, low < high { return "├" }
      if column == high, low < high { return "┤" }
      return column > low && column < high ? "─" : "·"
    }
    text = cells.joined()
  }
}

extension DashboardState {
  /// What would win now, in two lines.
  func drawStandingLine(in area: Area, on frame: inout Frame) {
    guard let assessment = verdict.assessment else { return }
    let spans = assessment.styles.flatMap { result -> [StyledSpan] in
      let outlook = outlook(result.style)
      let score = outlook == .excluded ? "veto" : result.score.short
      return [
        StyledSpan(outlook.sign, TextStyle(outlook.role)),
        StyledSpan(
          result.style.name(columns: 6) + " ",
          TextStyle(outlook == .canWin ? .text : .muted)),
        StyledSpan(score + " ", TextStyle(outlook == .excluded ? .bad : .muted)),
      ]
    }
    frame.buffer.draw(
      String(repeating: "─", count: area.columns), at: area.origin, style: TextStyle(.border))
    frame.buffer.draw(StyledLine(spans), at: area.line(1).origin, limit: area.columns)
  }
}
