import Terminal

extension DashboardState {
  /// What can be begun with, each with a line that says what happens then.
  func drawStart(marked: Int, in body: Area, on frame: inout Frame) {
    let choices = startChoices
    let columns = min(64, body.columns - 4)
    let explainsAll = body.rows >= choices.count * 2 + 2
    let isRoomy = body.rows >= choices.count * 3 + 5
    let perChoice = isRoomy ? 3 : explainsAll ? 2 : 1
    let head = isRoomy ? 2 : 0
    let rows = min(body.rows, choices.count * perChoice + head + (isRoomy ? 3 : 2))
    let area = body.centered(columns: columns, rows: rows)
    frame.cover()
    frame.buffer.draw(Popup(title: "What would you like to do?", note: "↑↓ Enter"), in: area)
    let inside = area.inset(columns: 3, rows: 1)
    if isRoomy {
      let text = "Everything can be reached later, too: 0 opens this again."
      let style = TextStyle(.muted, on: .popup)
      frame.buffer.draw(text, at: inside.line(0).origin, style: style, limit: inside.columns)
    }
    for (index, choice) in choices.enumerated() {
      let top = head + index * perChoice
      guard top < inside.rows else { break }
      let words = words(choice)
      let surface: Surface = index == marked ? .selected : .popup
      let line = inside.line(top)
      if index == marked { frame.buffer.fill(line, style: TextStyle(.text, on: surface)) }
      frame.buffer.draw(
        StyledLine([
          StyledSpan(index == marked ? "▸ " : "  ", TextStyle(.accent, on: surface)),
          StyledSpan(words.title, TextStyle(.heading, on: surface)),
        ]), at: line.origin, limit: line.columns)
      frame.onClick(line, .select(index))
      guard perChoice > 1 else { continue }
      let below = inside.line(top + 1)
      frame.buffer.draw(
        "  " + words.meaning, at: below.origin, style: TextStyle(.text, on: .popup),
        limit: below.columns)
      frame.onClick(below, .select(index))
    }
  }
}
