/// A colour as a terminal is told it.
public enum InkColor: Equatable, Hashable, Sendable {
  /// One of the numbered colours.
  case numbered(UInt8)
  /// Red, green and blue, 0 to 255 each.
  case direct(red: UInt8, green: UInt8, blue: UInt8)
}

/// How many colours a terminal can show.
public enum ColorDepth: Equatable, Sendable, CaseIterable {
  /// None, or the user wants none.
  case none
  /// Eight; bright ones are reached by bold.
  case eight
  /// The sixteen named ones.
  case sixteen
  /// 256 numbered ones.
  case indexed
  /// Any.
  case direct
}

/// How a cell looks on a given terminal: colours and attributes, no meanings left.
public struct Ink: Equatable, Hashable, Sendable {
  /// The colour of the text; nil is the terminal's own.
  public var foreground: InkColor?
  /// The colour of the ground; nil is the terminal's own.
  public var background: InkColor?
  /// What sets it apart besides.
  public var attributes: TextAttributes

  /// A look.
  public init(
    foreground: InkColor? = nil, background: InkColor? = nil, attributes: TextAttributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

extension Tone {
  /// The colour for a terminal, nil where it shows none.
  func color(_ depth: ColorDepth) -> InkColor? {
    switch depth {
    case .none: nil
    case .eight: .numbered(basic.rawValue % 8)
    case .sixteen: .numbered(basic.rawValue)
    case .indexed: .numbered(indexed)
    case .direct: .direct(red: red, green: green, blue: blue)
    }
  }
}
