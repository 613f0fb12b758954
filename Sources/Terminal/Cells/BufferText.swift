extension Buffer {
  /// Draws text on one row and returns the columns it took.
  ///
  /// Characters that could steer a terminal are replaced (see ``SafeScalars``). Text that does not
  /// fit ends in an ellipsis.
  /// - Parameters:
  ///   - text: Any text, also a hostile one.
  ///   - position: Where the first character goes.
  ///   - style: How it is shown.
  ///   - limit: The most columns to use; what lies outside the grid is clipped anyway.
  @discardableResult
  public mutating func draw(
    _ text: String, at position: Position, style: TextStyle = .plain, limit: Int = .max
  ) -> Int {
    guard position.row >= 0, position.row < size.rows, limit > 0 else { return 0 }
    let room = min(limit, size.columns - position.column)
    guard room > 0 else { return 0 }
    let fits = TextWidth.fits(text, in: room)
    var pen = Pen(position: position, room: fits ? room : room - 1, style: style)
    pen.write(text, into: &self)
    if !fits { pen.finish(with: "…", into: &self) }
    return pen.used
  }

  /// Draws a line of differently styled spans and returns the columns it took.
  @discardableResult
  public mutating func draw(_ line: StyledLine, at position: Position, limit: Int = .max) -> Int {
    var used = 0
    for span in line.spans where used < limit {
      let place = Position(column: position.column + used, row: position.row)
      used += draw(span.text, at: place, style: span.style, limit: limit - used)
    }
    return used
  }
}

/// Writes glyphs from left to right until there is no room left.
private struct Pen {
  let position: Position
  let room: Int
  let style: TextStyle
  var used = 0

  init(position: Position, room: Int, style: TextStyle) {
    self.position = position
    self.room = room
    self.style = style
  }

  mutating func write(_ text: String, into buffer: inout Buffer) {
    for (glyph, width) in SafeGlyphs(text) {
      guard used + width <= room else { return }
      put(glyph, width: width, into: &buffer)
    }
  }

  mutating func finish(with mark: Unicode.Scalar, into buffer: inout Buffer) {
    while used < room { put(.space, width: 1, into: &buffer) }
    put(Glyph(base: mark), width: 1, into: &buffer)
  }

  private mutating func put(_ glyph: Glyph, width: Int, into buffer: inout Buffer) {
    let place = Position(column: position.column + used, row: position.row)
    if place.column >= 0 { buffer.put(glyph, width: width, style: style, at: place) }
    used += width
  }
}
