import CNcurses
import CSupport
import Glibc
public import Terminal

/// The terminal the program was started in, driven by ncurses.
///
/// There is one at a time. From ``open()`` on the terminal is in the program's hands, and whatever
/// ends the process gives it back: ``close()``, `exit`, a signal, a crash.
public final class CursesTerminal: TerminalBackend {
  public internal(set) var size = Size(columns: 0, rows: 0)
  public let colorDepth: ColorDepth
  /// Whether the terminal shows characters beyond ASCII.
  public let showsUnicode: Bool

  let screen: OpaquePointer
  let keys: KeyReader
  var painter = Painter()
  /// What the terminal shows, as far as we know.
  var shown = Buffer.nothing
  var isOpen = true
  var pendingEvents: [InputEvent] = []

  /// Takes the terminal over.
  public static func open() throws(OpenFailure) -> CursesTerminal {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1,
      cs_terminal_guard_remember(STDIN_FILENO) == 0
    else { throw .noTerminal }
    let name = getenv("TERM").map { String(cString: $0) } ?? ""
    guard !name.isEmpty else { throw .unknownTerminal("") }
    let showsUnicode = CharacterSet.prepare()
    guard let screen = nc_open() else { throw .unknownTerminal(name) }
    guard nc_capability("cup") != nil else {
      endwin()
      delscreen(screen)
      throw .cannotPlaceText(name)
    }
    let terminal = CursesTerminal(screen: screen, showsUnicode: showsUnicode)
    guard terminal.watch(mouse: false) else {
      terminal.close()
      throw .noGuard
    }
    return terminal
  }

  private init(screen: OpaquePointer, showsUnicode: Bool) {
    self.screen = screen
    self.showsUnicode = showsUnicode
    raw()
    noecho()
    nonl()
    set_escdelay(25)
    curs_set(0)
    start_color()
    use_default_colors()
    colorDepth = Self.depth
    keys = KeyReader()
    size = Self.currentSize
  }

  deinit {
    close()
  }

  /// Gives the terminal back; further calls do nothing.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    mousemask(0, nil)
    // Terminals without a second screen would keep the picture.
    if nc_capability("rmcup") == nil {
      wclear(nc_screen())
      wrefresh(nc_screen())
    }
    endwin()
    delscreen(screen)
    cs_terminal_guard_release()
  }

  static var depth: ColorDepth {
    guard has_colors() else { return .none }
    switch nc_colors() {
    case ..<8: return .none
    case 8..<16: return .eight
    case 16..<256: return .sixteen
    case 256...65_536: return .indexed
    default: return .direct
    }
  }

  static var currentSize: Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    cs_terminal_size(&columns, &rows)
    guard columns > 0, rows > 0 else {
      return Size(columns: Int(getmaxx(nc_screen())), rows: Int(getmaxy(nc_screen())))
    }
    return Size(columns: Int(columns), rows: Int(rows))
  }

  func watch(mouse: Bool) -> Bool {
    let sequences = Sequences(mouse: mouse)
    return sequences.enter.withUnsafeBytes { enter in
      sequences.leave.withUnsafeBytes { leave in
        cs_terminal_guard_watch(enter.baseAddress, enter.count, leave.baseAddress, leave.count)
      }
    } == 0
  }
}
