/// A terminal, or what stands for one.
///
/// The loop of the program owns one backend and calls it from one thread.
public protocol TerminalBackend: AnyObject {
  /// The size of the terminal now.
  var size: Size { get }

  /// The colours the terminal can show.
  var colorDepth: ColorDepth { get }

  /// Shows a screen; only what changed since the last one is sent.
  /// - Parameters:
  ///   - buffer: What to show, of any size; what does not fit is cut off.
  ///   - palette: How roles look.
  ///   - cursor: Where typed text goes; nil hides the cursor.
  func show(_ buffer: Buffer, palette: Palette, cursor: Position?)

  /// Waits for the next event.
  /// - Parameter milliseconds: How long to wait; nil waits for ever.
  /// - Returns: The event, or nil when the time has passed.
  func nextEvent(within milliseconds: Int?) -> InputEvent?

  /// Makes a waiting ``nextEvent(within:)`` return ``InputEvent/woken``.
  ///
  /// What it gives may be called from any thread for as long as the terminal is open.
  var wake: @Sendable () -> Void { get }

  /// Paints everything again, whatever was shown last.
  func repaint()

  /// Switches the mouse on or off; it is off at first, so that the terminal's own selection works.
  func setMouse(enabled: Bool)

  /// Asks the terminal to put text into its clipboard; false when it certainly has none.
  func copy(_ text: String) -> Bool

  /// Gives the terminal to the shell until the user comes back.
  func suspend()
}
