import Advice
import Terminal

extension DashboardState {
  /// The name, the tabs, and what the answers are called and whether they are saved.
  func drawHeader(in area: Area, on frame: inout Frame) {
    frame.buffer.fill(area, style: TextStyle(.text, on: .bar))
    let isNarrow = area.columns < Self.roomyHeader
    // Six names need 58 columns when they stand close, and all of them are shown from 60 on.
    var tabsArea = area.dropping(left: isNarrow ? 1 : 0)
    if !isNarrow {
      let name = TextStyle(.accent, on: .bar)
      frame.buffer.draw(" archadvisor", at: area.origin, style: name)
      tabsArea = area.dropping(left: 14)
    }
    let tabs = TabBar(Tab.allCases.map(\.title), current: tab.index, isDense: isNarrow)
    frame.buffer.draw(tabs, in: tabsArea)
    let places = tabs.places(in: tabsArea)
    for (tab, place) in zip(Tab.allCases, places) { frame.onClick(place, .showTab(tab)) }
    let start = (places.last?.endColumn ?? tabsArea.column) + (isNarrow ? 1 : 2)
    let rest = area.dropping(left: start - area.column).dropping(right: isNarrow ? 0 : 1)
    drawFile(in: rest, on: &frame)
  }

  /// From so many columns on there is room for the program's name beside the tabs.
  private static let roomyHeader = 110

  private func drawFile(in area: Area, on frame: inout Frame) {
    let isNew = interview.path == nil
    let unsaved = area.columns < 12 ? "●" : "● not saved"
    let state = interview.hasUnsavedChanges ? unsaved : isNew || area.columns < 5 ? "" : "saved"
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
