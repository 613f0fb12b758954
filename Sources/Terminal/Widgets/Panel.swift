/// A frame with a title around something else.
public struct Panel: Widget {
  /// What stands in the upper edge.
  public var title: String
  /// What stands at the right end of the upper edge, such as a count.
  public var note: String
  /// How the frame looks.
  public var border: TextStyle
  /// How the title looks.
  public var titleStyle: TextStyle

  /// A frame with a title.
  public init(
    title: String = "", note: String = "", border: TextStyle = TextStyle(.border),
    titleStyle: TextStyle = TextStyle(.heading)
  ) {
    self.title = title
    self.note = note
    self.border = border
    self.titleStyle = titleStyle
  }

  /// The room inside the frame of a panel that covers `area`.
  public static func inside(_ area: Area) -> Area {
    area.inset(columns: 2, rows: 1)
  }

  public func render(in area: Area, into buffer: inout Buffer) {
    guard area.columns >= 2, area.rows >= 2 else { return }
    let bar = String(repeating: "─", count: area.columns - 2)
    buffer.draw("╭" + bar + "╮", at: area.origin, style: border)
    for row in area.row + 1..<area.endRow - 1 {
      buffer.draw("│", at: Position(column: area.column, row: row), style: border)
      buffer.draw("│", at: Position(column: area.endColumn - 1, row: row), style: border)
    }
    let bottom = Position(column: area.column, row: area.endRow - 1)
    buffer.draw("╰" + bar + "╯", at: bottom, style: border)
    drawTitle(in: area.line(0).inset(columns: 2), into: &buffer)
  }

  private func drawTitle(in line: Area, into buffer: inout Buffer) {
    guard line.columns > 2 else { return }
    var used = 0
    if !title.isEmpty {
      let text = " " + TextWidth.clipped(title, to: line.columns - 2) + " "
      used = buffer.draw(text, at: line.origin, style: titleStyle)
    }
    let width = TextWidth.columns(note, atMost: line.columns) + 2
    guard !note.isEmpty, used + width <= line.columns else { return }
    let place = Position(column: line.endColumn - width, row: line.row)
    buffer.draw(" " + note + " ", at: place, style: TextStyle(.muted, on: border.surface))
  }
}
