/// The most important keys in one line: what a stranger presses next.
public struct KeyFooter: Widget {
  /// A key and what it does.
  public struct Hint: Equatable, Sendable {
    /// The key as it is written on the screen.
    public var keys: String
    /// One or two words.
    public var label: String

    /// A key and what it does.
    public init(_ keys: String, _ label: String) {
      self.keys = keys
      self.label = label
    }
  }

  /// The hints, the most important first. Those that find no room are left out.
  public var hints: [Hint]
  /// Hints kept at the right end whatever happens: help and quit.
  public var kept: [Hint]

  /// Keys in one line.
  public init(_ hints: [Hint], kept: [Hint] = []) {
    self.hints = hints
    self.kept = kept
  }

  public func render(in area: Area, into buffer: inout Buffer) {
    buffer.fill(area, style: TextStyle(.text, on: .bar))
    let line = area.line(0).inset(columns: 1)
    let keptHere = fitting(kept, line.columns)
    let keptWidth = keptHere.reduce(0) { $0 + width($1) }
    draw(fitting(hints, line.columns - keptWidth), at: line.origin, into: &buffer)
    let end = Position(column: line.endColumn - max(0, keptWidth - gap), row: line.row)
    draw(keptHere, at: end, into: &buffer)
  }

  /// The first hints that fit, none cut off.
  private func fitting(_ hints: [Hint], _ columns: Int) -> ArraySlice<Hint> {
    var used = 0
    return hints.prefix { hint in
      used += width(hint)
      return used - gap <= columns
    }
  }

  private var gap: Int { 2 }

  private func width(_ hint: Hint) -> Int {
    TextWidth.columns(hint.keys) + 1 + TextWidth.columns(hint.label) + gap
  }

  private func draw(_ hints: ArraySlice<Hint>, at start: Position, into buffer: inout Buffer) {
    let text = TextStyle(.text, on: .bar)
    var place = start
    for hint in hints {
      let line = StyledLine([
        StyledSpan(hint.keys, TextStyle(.key, on: .bar)), StyledSpan(" ", text),
        StyledSpan(hint.label, text),
      ])
      buffer.draw(line, at: place)
      place.column += width(hint)
    }
  }
}
