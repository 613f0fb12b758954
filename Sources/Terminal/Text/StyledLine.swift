/// A piece of text in one style.
public struct StyledSpan: Equatable, Sendable {
  /// Any text; it is made safe when it is drawn.
  public var text: String
  /// How it is shown.
  public var style: TextStyle

  /// A piece of text in one style.
  public init(_ text: String, _ style: TextStyle = .plain) {
    self.text = text
    self.style = style
  }
}

/// One line made of differently styled pieces.
public struct StyledLine: Equatable, Sendable, ExpressibleByStringLiteral {
  /// The pieces from left to right.
  public var spans: [StyledSpan]

  /// A line made of pieces.
  public init(_ spans: [StyledSpan]) {
    self.spans = spans
  }

  /// A line in one style.
  public init(_ text: String, _ style: TextStyle = .plain) {
    spans = [StyledSpan(text, style)]
  }

  /// A line of plain text.
  public init(stringLiteral text: String) {
    self.init(text)
  }

  /// An empty line.
  public static let empty = StyledLine([])

  /// The columns the line takes.
  public var columns: Int {
    spans.reduce(0) { $0 + TextWidth.columns($1.text) }
  }
}
