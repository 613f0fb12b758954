import MeshLook
import MeshModel
import Terminal

extension DashboardState {
  /// The commands of this session, the latest first.
  func drawLog(_ marked: Int, on frame: inout Frame) {
    let entries = commandLog.entries
    let room = Area(column: 0, row: 1, columns: size.columns, rows: size.rows - 2)
    let wanted = max(1, min(entries.count, 30)) + 6
    let area = room.centered(columns: min(110, size.columns - 2), rows: wanted)
    frame.cover()
    let note = entries.isEmpty ? "" : "\(marked + 1) of \(entries.count)"
    frame.buffer.draw(Popup(title: "This session as commands", note: note), in: area)
    let inside = area.inset(columns: 3, rows: 1)
    guard entries.indices.contains(marked) else {
      let text = Lines.wrapped(
        Sentence.emptyLog, columns: inside.columns, style: TextStyle(.muted, on: .popup))
      frame.buffer.draw(Lines(text), in: inside)
      return
    }
    // The marked command in full stands below; it may take several lines.
    let full = Lines.wrapped(
      entries[marked].command, columns: inside.columns, style: TextStyle(.muted, on: .popup)
    ).prefix(3)
    let rows = max(1, inside.rows - full.count - 1)
    let shown = Scroll.visible(selected: marked, count: entries.count, visible: rows)
    for (row, place) in shown.enumerated() {
      draw(entries[place], isMarked: place == marked, in: inside.line(row), on: &frame)
      frame.onClick(inside.line(row), .select(place))
    }
    frame.buffer.draw(Lines(Array(full)), in: inside.dropping(top: inside.rows - full.count))
  }

  private func draw(
    _ entry: CommandLog.Entry, isMarked: Bool, in line: Area, on frame: inout Frame
  ) {
    let surface: Surface = isMarked ? .selected : .popup
    if isMarked { frame.buffer.fill(line, style: TextStyle(.text, on: surface)) }
    let time = entry.at.map(Figures.shortTimeOfDay) ?? ""
    frame.buffer.draw(
      StyledLine([
        StyledSpan(isMarked ? "▸ " : "  ", TextStyle(.accent, on: surface)),
        StyledSpan(TextWidth.padded(time, to: 9) + " ", TextStyle(.muted, on: surface)),
        StyledSpan(
          TextWidth.clipped(entry.command, to: line.columns - 12), TextStyle(.text, on: surface)),
      ]), at: line.origin, limit: line.columns)
  }
}
