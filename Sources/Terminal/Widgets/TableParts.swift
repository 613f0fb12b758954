/// One column of a table.
public struct TableColumn: Equatable, Sendable {
  /// The heading.
  public var title: String
  /// The room it wants, and when it is left out.
  public var track: Track
  /// Which end its texts keep to.
  public var alignment: Alignment
  /// How the heading looks.
  public var style: TextStyle

  /// One column of a table.
  public init(
    _ title: String, _ track: Track, _ alignment: Alignment = .leading,
    style: TextStyle = TextStyle(.muted)
  ) {
    self.title = title
    self.track = track
    self.alignment = alignment
    self.style = style
  }
}

/// One cell of a table.
public struct TableCell: Equatable, Sendable {
  /// What it says.
  public var line: StyledLine
  /// How its whole width is filled, as for a heat map; nil takes the row's.
  public var fill: TextStyle?

  /// A cell of styled pieces.
  public init(_ line: StyledLine, fill: TextStyle? = nil) {
    self.line = line
    self.fill = fill
  }

  /// A cell of one piece.
  public init(_ text: String, _ style: TextStyle = .plain) {
    line = StyledLine(text, style)
  }
}

/// One row of a table.
public enum TableRow: Equatable, Sendable {
  /// A cell for each column.
  case cells([TableCell])
  /// A heading over the rows that follow.
  case heading(String)
  /// A line across the table.
  case rule
}
