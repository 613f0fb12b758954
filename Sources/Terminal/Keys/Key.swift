/// A key the user can press.
public enum Key: Hashable, Sendable {
  /// A key that types something; upper case stands for itself with Shift.
  case character(Unicode.Scalar)
  /// Control held with a letter, in lower case.
  case control(Unicode.Scalar)
  /// A function key, from 1.
  case function(Int)
  /// A key with a name.
  case named(NamedKey)

  /// Return, or Enter on the number pad.
  public static let enter = Key.named(.enter)
  /// Escape.
  public static let escape = Key.named(.escape)
  /// Tabulator.
  public static let tab = Key.named(.tab)
  /// Tabulator with Shift.
  public static let backTab = Key.named(.backTab)
  /// The space bar.
  public static let space = Key.character(" ")
  /// The arrow up.
  public static let up = Key.named(.up)
  /// The arrow down.
  public static let down = Key.named(.down)
  /// The arrow to the left.
  public static let left = Key.named(.left)
  /// The arrow to the right.
  public static let right = Key.named(.right)
}

/// Keys that have a name instead of a character.
public enum NamedKey: String, CaseIterable, Sendable {
  case enter = "Enter"
  case escape = "Esc"
  case tab = "Tab"
  case backTab = "Shift-Tab"
  case backspace = "Backspace"
  case delete = "Delete"
  case insert = "Insert"
  case up = "Up"
  case down = "Down"
  case left = "Left"
  case right = "Right"
  case home = "Home"
  case end = "End"
  case pageUp = "PageUp"
  case pageDown = "PageDown"
}
