public import Terminal

/// A drawn screen: the cells, where the cursor stands, and what can be clicked.
public struct Frame: Sendable {
  /// The cells.
  public var buffer: Buffer
  /// Where typed text goes; nil while nothing is typed.
  public var cursor: Position?
  /// What a click does, the last drawn first.
  private var targets: [(area: Area, action: Action)] = []

  /// An empty screen.
  public init(size: Size) {
    buffer = Buffer(size: size)
  }

  /// Says what a click into an area does.
  mutating func onClick(_ area: Area, _ action: Action) {
    targets.append((area, action))
  }

  /// Forgets what can be clicked: a box covers it.
  mutating func coverTargets() {
    targets = []
  }

  /// Lets the screen step back behind a box: it fades, and nothing of it can be clicked.
  mutating func cover() {
    coverTargets()
    buffer.fade(buffer.area.dropping(top: 1))
  }

  /// What a click at a place does.
  public func action(at position: Position) -> Action? {
    targets.last { $0.area.contains(position) }?.action
  }
}
