import Terminal
import YAML

/// The text UI without a terminal: plays keys and prints the last screen, for tests.
struct Headless {
  private let size: Size
  private let events: [InputEvent]
  private let dumpsFrame: Bool
  private let dumpsStyles: Bool

  /// Nil when the command line asks for a terminal.
  init?(_ invocation: Invocation) throws(Failure) {
    guard let text = invocation.value("headless") else {
      for option in ["keys", "dump-frame", "dump-styles"] where invocation.flag(option) {
        throw invocation.usage(HeadlessSentence.needsHeadless(option))
      }
      return nil
    }
    guard let size = Size(text: text) else {
      throw invocation.usage(HeadlessSentence.badSize(text.printable))
    }
    self.size = size
    do throws(KeyScript.Failure) {
      events = try KeyScript.events(invocation.value("keys") ?? "")
    } catch {
      throw invocation.usage(HeadlessSentence.badKeys(error))
    }
    dumpsFrame = invocation.flag("dump-frame")
    dumpsStyles = invocation.flag("dump-styles")
  }

  /// A terminal that is none.
  func backend(depth: ColorDepth) -> HeadlessBackend {
    HeadlessBackend(size: size, colorDepth: depth, script: events)
  }

  /// Plays the keys; the screen is drawn after each, as it would be for a user.
  func play(_ session: inout Session, on backend: HeadlessBackend) throws(Failure)
    -> Session.Ending
  {
    session.begin()
    var ending = Session.Ending.left
    for _ in events {
      guard let event = backend.nextEvent(within: 0) else { break }
      if let end = session.handle(event) {
        ending = end
        break
      }
      session.show()
    }
    if dumpsStyles, let palette = backend.palette {
      try Output.write(FrameText.textWithStyles(backend.shown, palette: palette))
    } else if dumpsFrame {
      try Output.write(FrameText.text(backend.shown))
    }
    return ending
  }
}

/// Sentences about the options for tests.
enum HeadlessSentence {
  static func needsHeadless(_ option: String) -> String {
    "'--\(option)' needs '--headless WxH'"
  }

  static func badSize(_ text: String) -> String {
    "'--headless' expects columns and rows up to 1000, such as 80x24, not '\(text)'"
  }

  static func badKeys(_ failure: KeyScript.Failure) -> String {
    switch failure {
    case .unknownKey(let name):
      "'--keys' holds '\(name.printable)', which names no key; keys are names such as Enter, Down "
        + "or j, separated by spaces, and text to type stands in double quotes"
    case .openQuote: "'--keys' has a double quote without its partner"
    }
  }
}
