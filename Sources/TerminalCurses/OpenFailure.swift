/// Why no screen can be shown.
public enum OpenFailure: Error, Equatable {
  /// Standard input or standard output is no terminal.
  case noTerminal
  /// The terminal database does not know the terminal's name.
  case unknownTerminal(String)
  /// The terminal cannot place text where the program wants it.
  case cannotPlaceText(String)
  /// The system gives no means to watch for signals.
  case noGuard

  /// The reason in a sentence, with what to do instead.
  public var sentence: String {
    switch self {
    case .noTerminal:
      "standard input and output must be a terminal"
    case .unknownTerminal(""):
      "TERM is not set, so nobody knows how this terminal is driven; set it, for example "
        + "TERM=xterm-256color, or use 'archadvisor ask' for the interview in plain lines"
    case .unknownTerminal(let name):
      "the terminal '\(name)' named by TERM is not known here; set TERM to one that is, for "
        + "example xterm-256color, or use 'archadvisor ask' for the interview in plain lines"
    case .cannotPlaceText(let name):
      "the terminal '\(name)' named by TERM cannot show a screen; use 'archadvisor ask' for the "
        + "interview in plain lines"
    case .noGuard:
      "the terminal's settings cannot be watched; use 'archadvisor ask' for the interview in "
        + "plain lines"
    }
  }
}
