/// Ways to set text apart that need no colour.
public struct TextAttributes: OptionSet, Hashable, Sendable, BitwiseCopyable {
  /// One bit each.
  public let rawValue: UInt8

  /// Attributes from their bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Heavier or brighter.
  public static let bold = TextAttributes(rawValue: 1)
  /// Fainter; many terminals ignore it.
  public static let dim = TextAttributes(rawValue: 2)
  /// Underlined.
  public static let underline = TextAttributes(rawValue: 4)
  /// Text and ground exchanged.
  public static let reverse = TextAttributes(rawValue: 8)
}

/// How text is shown, in meanings: what it is, what it stands on, what sets it apart.
public struct TextStyle: Equatable, Hashable, Sendable, BitwiseCopyable {
  /// What the text means.
  public var role: Role
  /// What the text stands on.
  public var surface: Surface
  /// What sets it apart besides.
  public var attributes: TextAttributes

  /// A style.
  public init(_ role: Role, on surface: Surface = .screen, _ attributes: TextAttributes = []) {
    self.role = role
    self.surface = surface
    self.attributes = attributes
  }

  /// Running text on the screen.
  public static let plain = TextStyle(.text)

  /// The same style on another surface.
  public func on(_ surface: Surface) -> TextStyle {
    TextStyle(role, on: surface, attributes)
  }
}
