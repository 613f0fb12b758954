import Terminal

extension DashboardState {
  /// A page above the matrix, with the way to it as its title.
  func drawDrill(_ drill: Drill, on frame: inout Frame) {
    let content = drillContent(drill)
    let rows = drillRows(content)
    let area = Area(column: 0, row: 1, columns: size.columns, rows: size.rows - 2)
      .centered(columns: min(96, size.columns - 4), rows: rows + 2)
    let offset = Scroll.clamped(drill.current.scroll, count: content.lines.count, visible: rows)
    let last = min(content.lines.count, offset + rows)
    let note =
      content.lines.count > rows ? "\(offset + 1) to \(last) of \(content.lines.count)" : ""
    frame.cover()
    frame.buffer.draw(Popup(title: drill.path, note: note), in: area)
    let inside = area.inset(columns: 3, rows: 1)
    frame.buffer.draw(Lines(content.marking(drill.current.link), from: offset), in: inside)
    for (number, link) in content.links.enumerated() {
      frame.onClick(inside.line(link.line - offset), .select(number))
    }
    let edge = Area(
      column: area.endColumn - 1, row: area.row + 1, columns: 1, rows: area.rows - 2)
    frame.buffer.draw(
      ScrollBar(offset: offset, count: content.lines.count, visible: rows, surface: .popup),
      in: edge)
  }
}
