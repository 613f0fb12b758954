/// Lines one below the other, from a given one on.
public struct Lines: Widget {
  /// The lines.
  public var lines: [StyledLine]
  /// The first line shown.
  public var offset: Int

  /// Lines one below the other.
  public init(_ lines: [StyledLine], from offset: Int = 0) {
    self.lines = lines
    self.offset = max(0, offset)
  }

  public func render(in area: Area, into buffer: inout Buffer) {
    for (row, line) in lines.dropFirst(offset).prefix(area.rows).enumerated() {
      buffer.draw(line, at: area.line(row).origin, limit: area.columns)
    }
  }

  /// The lines of a text broken to a width, in one style.
  public static func wrapped(_ text: String, columns: Int, style: TextStyle = .plain)
    -> [StyledLine]
  {
    TextWrap.lines(text, columns: columns).map { StyledLine($0, style) }
  }
}
