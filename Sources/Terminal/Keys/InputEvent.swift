/// Something that happened at the terminal.
public enum InputEvent: Equatable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The mouse did something; only reported while it is switched on.
  case mouse(MouseEvent)
  /// The terminal has a new size.
  case resize(Size)
  /// What is on the screen is lost and must be painted in full, as after a suspension.
  case redraw
  /// Another thread has called what ``TerminalBackend/wake`` gave.
  case woken
  /// The terminal is gone: there will be no further event.
  case closed
}

/// What the mouse did, and where.
public struct MouseEvent: Equatable, Sendable {
  /// What a mouse can do.
  public enum Action: Equatable, Sendable {
    /// The left button was pressed.
    case press
    /// The wheel was turned up.
    case wheelUp
    /// The wheel was turned down.
    case wheelDown
  }

  /// What it did.
  public var action: Action
  /// The cell it did it in.
  public var position: Position

  /// An event of the mouse.
  public init(_ action: Action, at position: Position) {
    self.action = action
    self.position = position
  }
}
