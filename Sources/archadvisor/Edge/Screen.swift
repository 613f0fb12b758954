import Glibc
import Reports

/// What is known about the place a text goes to.
struct Screen {
  /// The columns a line may take.
  let columns: Int
  /// The lines of a terminal; where it is none, those of a usual one.
  let rows: Int
  let paint: Paint
  /// Whether what is typed shows where the output does, so that the line is already broken.
  let hasEcho: Bool

  /// The width of a page where nobody says another.
  static let defaultColumns = 80

  /// Standard output, for an invocation that may ask for colour or ASCII.
  init(_ invocation: Invocation? = nil) {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    columns = Self.columns(isTerminal)
    rows = Self.size(isTerminal).map { Int($0.ws_row) } ?? 24
    hasEcho = isTerminal && isatty(STDIN_FILENO) == 1
    paint = Paint(
      colored: Self.isColored(invocation?.value("color"), isTerminal),
      ascii: invocation?.flag("ascii") == true || (isTerminal && !Environment.isUnicode))
  }

  /// COLUMNS comes first, so that a user can say the width also where a pager reads.
  private static func columns(_ isTerminal: Bool) -> Int {
    if let columns = Environment.value("COLUMNS").flatMap({ Int($0) }), columns > 0 {
      return columns
    }
    return size(isTerminal).map { Int($0.ws_col) } ?? defaultColumns
  }

  private static func size(_ isTerminal: Bool) -> winsize? {
    var size = winsize()
    guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0,
      size.ws_row > 0
    else { return nil }
    return size
  }

  /// What the user asks for on the command line comes before what the environment says.
  private static func isColored(_ wish: String?, _ isTerminal: Bool) -> Bool {
    switch wish {
    case "always": true
    case "never": false
    default:
      isTerminal && Environment.value("TERM") != "dumb" && Environment.value("NO_COLOR") == nil
    }
  }
}

/// The environment variables that say something to us.
enum Environment {
  /// The value of a variable; nil when it is empty or not set.
  static func value(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// The locale for characters, by the order of precedence the C library has.
  static var locale: String? {
    value("LC_ALL") ?? value("LC_CTYPE") ?? value("LANG")
  }

  /// Whether that locale writes UTF-8.
  static var isUnicode: Bool {
    let name = (locale ?? "").lowercased()
    return name.hasSuffix("utf-8") || name.hasSuffix("utf8") || name.contains("utf-8@")
  }
}
