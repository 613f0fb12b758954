import Advice
import Terminal

extension DashboardState {
  /// The knowledge to read.
  func drawPatterns(in area: Area, on frame: inout Frame) {
    let lines = Style.allCases.flatMap { style in
      [StyledLine(style.rawValue, TextStyle(.heading))]
    }
    frame.buffer.draw(Lines(lines), in: area.inset(columns: 1))
  }

  mutating func actInPatterns(_ action: Action) -> [Effect] { [] }
}
