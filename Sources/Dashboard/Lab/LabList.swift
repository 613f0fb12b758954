import Labs
import Terminal

extension DashboardState {
  /// The labs to choose from.
  func drawLabs(marked: Int, in body: Area, on frame: inout Frame) {
    let columns = min(76, body.columns - 2)
    let about = lab.labs.indices.contains(marked) ? lab.labs[marked].teaches : ""
    let lines = Lines.wrapped(about, columns: columns - 6, style: TextStyle(.muted, on: .popup))
    let rows = min(lab.labs.count, max(1, body.rows - lines.count - 5))
    let area = body.centered(columns: columns, rows: rows + lines.count + 4)
    frame.cover()
    frame.buffer.draw(Popup(title: "Labs"), in: area)
    let inside = area.inset(columns: 3, rows: 1)
    let visible = Scroll.visible(selected: marked, count: lab.labs.count, visible: rows)
    for (row, index) in visible.enumerated() {
      drawLabRow(lab.labs[index], isMarked: index == marked, in: inside.line(row), on: &frame)
      frame.onClick(inside.line(row), .select(index))
    }
    frame.buffer.draw(Lines(lines), in: inside.dropping(top: rows + 1))
  }

  private func drawLabRow(
    _ item: Lab, isMarked: Bool, in line: Area, on frame: inout Frame
  ) {
    let surface: Surface = isMarked ? .selected : .popup
    if isMarked { frame.buffer.fill(line, style: TextStyle(.text, on: surface)) }
    let place = lab.progress.place(in: item)
    let done = lab.progress.labs[item.id]?.completed ?? 0
    let state =
      place > 0
      ? "at step \(place + 1) of \(item.steps.count)"
      : done > 0 ? "done" : "\(item.steps.count) steps, \(item.minutes) min"
    let room = line.columns - TextWidth.columns(state) - 3
    frame.buffer.draw(
      StyledLine([
        StyledSpan(isMarked ? "▸ " : "  ", TextStyle(.accent, on: surface)),
        StyledSpan(TextWidth.padded(item.title, to: max(0, room)), TextStyle(.text, on: surface)),
        StyledSpan(" " + state, TextStyle(.muted, on: surface)),
      ]), at: line.origin, limit: line.columns)
  }
}
