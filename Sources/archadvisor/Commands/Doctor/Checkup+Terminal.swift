import Glibc
import Reports
import TerminalCurses
import YAML

/// Terminal, colours, locale.
extension Checkup {
  static func terminal() -> [Finding] {
    let isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    guard isTerminal else {
      return [
        Finding(
          "terminal", .note, "standard input or output is none, so the text UI cannot open",
          advice: "run archadvisor in a terminal, or use its commands and 'archadvisor ask'"),
        locale(),
      ]
    }
    return [kind(), size(), locale()]
  }

  /// What drives the terminal; without it only the plain commands work.
  private static func kind() -> Finding {
    let name = Environment.value("TERM") ?? ""
    guard let colors = TerminalDatabase.colors(of: name), !name.isEmpty else {
      let found = name.isEmpty ? "TERM is not set" : "'\(name.printable)' is not known here"
      return Finding(
        "terminal", .missing, found,
        advice: "set TERM, for example TERM=xterm-256color; 'archadvisor ask' works without")
    }
    if name == "dumb" {
      return Finding(
        "terminal", .note, "'dumb', which shows no screens", advice: "use 'archadvisor ask'")
    }
    return Finding("terminal", .fine, "\(name.printable), \(describe(colors))")
  }

  private static func describe(_ colors: Int) -> String {
    if Environment.value("NO_COLOR") != nil { return "colours switched off by NO_COLOR" }
    if ["truecolor", "24bit"].contains(Environment.value("COLORTERM") ?? "") {
      return "all colours"
    }
    return colors == 0 ? "no colours" : "\(colors) colours"
  }

  private static func size() -> Finding {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return Finding("size", .note, "the terminal does not say", advice: "stty cols 80 rows 24")
    }
    let found = "\(size.ws_col) columns, \(size.ws_row) rows"
    return size.ws_col >= 80 && size.ws_row >= 24
      ? Finding("size", .fine, found)
      : Finding("size", .note, found, advice: "80 by 24 show more")
  }

  private static func locale() -> Finding {
    let name = Environment.locale?.printable ?? "not set"
    return Environment.isUnicode
      ? Finding("locale", .fine, name)
      : Finding(
        "locale", .note,
        Environment.locale == nil
          ? "not set, so commands print ASCII on a terminal"
          : "\(name), so screens and commands show ASCII on a terminal",
        advice: "export LANG=C.UTF-8")
  }
}
