import CSupport
import Glibc

/// Holds interrupts back, so that a command can still say what it has found before it ends.
struct Interruption {
  private let descriptor: Int32
  /// The signal that asked for the end; nil while none has.
  private(set) var signal: Int32?
  /// How often the user asked.
  private(set) var count = 0

  /// Begins to hold back, in this thread and those that are started later.
  init() { descriptor = cs_hold_signals() }

  /// Whether a signal has asked for the end by now.
  mutating func isRequested() -> Bool {
    let taken = cs_take_signal_if_any(descriptor)
    if taken > 0 {
      signal = signal ?? taken
      count += 1
    }
    return signal != nil
  }

  /// Ends the process as the signal would have, if there was one.
  func endIfRequested() {
    if let signal { exit(128 + signal) }
  }
}

/// How a long piece of work does: on a terminal a line that is written over, otherwise a line now
/// and then.
struct ProgressLine {
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let isQuiet: Bool
  private var columns = 0
  private var said = 0

  /// How many steps go by between two lines where nothing can be written over.
  private static let rarely = 5

  init(quiet: Bool) { isQuiet = quiet }

  mutating func say(_ text: String) {
    if isQuiet { return }
    said += 1
    if isTerminal {
      let rest = String(repeating: " ", count: max(columns - text.count, 0))
      Output.say("\r\(text)\(rest)")
      columns = text.count
    } else if said % Self.rarely == 1 {
      Output.say([text])
    }
  }

  /// Takes the line away.
  mutating func end() {
    if isTerminal, columns > 0 {
      Output.say("\r\(String(repeating: " ", count: columns))\r")
    }
    columns = 0
  }
}
