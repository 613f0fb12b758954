import Advice
import Terminal

extension DashboardState {
  /// The name, the tabs, and what the answers are called and whether they are saved.
  func drawHeader(in area: Area, on frame: inout Frame) {
    frame.buffer.fill(area, style: TextStyle(.text, on: .bar))
    let isNarrow = area.columns < 64
    var tabsArea = area
    if !isNarrow {
      let name = TextStyle(.accent, on: .bar)
      frame.buffer.draw(" archadvisor", at: area.origin, style: name)
      tabsArea = area.dropping(left: 14)
    }
    let tabs = TabBar(Tab.allCases.map(\.title), current: tab.index)
    frame.buffer.draw(tabs, in: tabsArea)
    let places = tabs.places(in: tabsArea)
    for (tab, place) in zip(Tab.allCases, places) { frame.onClick(place, .showTab(tab)) }
    let start = (places.last?.endColumn ?? tabsArea.column) + 2
    let rest = area.dropping(left: start - area.column).dropping(right: 1)
    drawFile(in: rest, on: &frame)
  }

  private func drawFile(in area: Area, on frame: inout Frame) {
    let state = interview.hasUnsavedChanges ? "● not saved" : interview.path == nil ? "" : "saved"
    let role: Role = interview.hasUnsavedChanges ? .warning : .ok
    let name = interview.path ?? (interview.sheet.answers.isEmpty ? "" : "new answers")
    let room = area.columns - TextWidth.columns(state) - 1
    let shown = TextWidth.clipped(name, to: room)
    let line = StyledLine([
      StyledSpan(shown.isEmpty ? "" : shown + " ", TextStyle(.text, on: .bar)),
      StyledSpan(state, TextStyle(role, on: .bar)),
    ])
    let column = max(area.column, area.endColumn - line.columns)
    frame.buffer.draw(
      line, at: Position(column: column, row: area.row), limit: area.endColumn - column)
  }
}

extension Area {
  /// What is left after `count` columns were taken from the right.
  func dropping(right count: Int) -> Area {
    Area(column: column, row: row, columns: columns - count, rows: rows)
  }
}
