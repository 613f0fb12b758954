/// Shows a ``TextInput`` in one line, scrolled so that the cursor is always visible.
public struct InputField: Widget {
  /// The line that is being typed.
  public var input: TextInput

  /// Shows a line that is being typed.
  public init(_ input: TextInput) {
    self.input = input
  }

  /// Where the cursor stands on the screen.
  public func cursor(in area: Area) -> Position {
    let columns = TextWidth.columns(shown(in: area).before)
    return Position(column: area.column + min(columns, max(0, area.columns - 1)), row: area.row)
  }

  public func render(in area: Area, into buffer: inout Buffer) {
    let line = area.line(0)
    let style = TextStyle(.text, on: .field)
    buffer.fill(line, style: style)
    let parts = shown(in: area)
    let used = buffer.draw(parts.before, at: line.origin, style: style, limit: line.columns)
    let rest = line.dropping(left: used)
    buffer.draw(parts.after, at: rest.origin, style: style, limit: rest.columns)
  }

  /// The text before the cursor, cut from the left until it leaves room for the cursor, and the
  /// text after it.
  private func shown(in area: Area) -> (before: String, after: String) {
    let room = max(0, area.columns - 1)
    var start = 0
    while start < input.cursor, TextWidth.columns(text(start..<input.cursor)) > room { start += 1 }
    return (text(start..<input.cursor), text(input.cursor..<input.characters.count))
  }

  private func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: input.characters[range])
    return String(view)
  }
}
