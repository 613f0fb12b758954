/// A terminal without a terminal: plays a script of events and keeps what was shown.
public final class HeadlessBackend: TerminalBackend {
  public private(set) var size: Size
  public let colorDepth: ColorDepth
  /// What was shown last.
  public private(set) var shown: Buffer
  /// How roles looked in it.
  public private(set) var palette: Palette?
  /// Where the cursor was in it.
  public private(set) var cursor: Position?
  /// How many screens were shown.
  public private(set) var frames = 0
  /// The cells that were sent because they had changed, over all screens.
  public private(set) var cellsSent = 0
  /// Whether the mouse is on.
  public private(set) var mouseEnabled = false
  /// How often the terminal was given to the shell.
  public private(set) var suspensions = 0

  /// What was put into the clipboard, the latest last.
  public private(set) var copied: [String] = []

  private var script: ArraySlice<InputEvent>

  /// A terminal that plays a script; when that is over it reports ``InputEvent/closed``.
  public init(size: Size, colorDepth: ColorDepth = .indexed, script: [InputEvent] = []) {
    self.size = size
    self.colorDepth = colorDepth
    self.script = script[...]
    shown = Buffer(size: size)
  }

  public func show(_ buffer: Buffer, palette: Palette, cursor: Position?) {
    cellsSent += buffer.changedRuns(since: shown).reduce(0) { $0 + $1.columns.count }
    shown = buffer
    self.palette = palette
    self.cursor = cursor
    frames += 1
  }

  public func nextEvent(within milliseconds: Int?) -> InputEvent? {
    let event = script.popFirst() ?? .closed
    if case .resize(let size) = event { self.size = size }
    return event
  }

  /// Nobody waits here: the script goes on by itself.
  public var wake: @Sendable () -> Void { {} }

  public func repaint() {
    shown = Buffer(size: Size(columns: 0, rows: 0))
  }

  public func setMouse(enabled: Bool) {
    mouseEnabled = enabled
  }

  public func copy(_ text: String) -> Bool {
    copied.append(text)
    return true
  }

  public func suspend() {
    suspensions += 1
  }
}
