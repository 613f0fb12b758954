import CNcurses
import CSupport
import Glibc
public import Terminal

extension CursesTerminal {
  public func show(_ buffer: Buffer, palette: Palette, cursor: Position?) {
    guard isOpen, cs_terminal_guard_is_away() == 0 else { return }
    if painter.use(palette) { shown = .nothing }
    for run in buffer.changedRuns(since: shown) where run.row < size.rows {
      painter.paint(run, of: buffer)
    }
    shown = buffer
    place(cursor)
    wrefresh(nc_screen())
  }

  private func place(_ cursor: Position?) {
    guard let cursor, size.columns > 0, size.rows > 0 else {
      curs_set(0)
      return
    }
    curs_set(1)
    let column = min(max(0, cursor.column), size.columns - 1)
    wmove(nc_screen(), Int32(min(max(0, cursor.row), size.rows - 1)), Int32(column))
  }

  public func copy(_ text: String) -> Bool {
    guard isOpen, cs_terminal_guard_is_away() == 0, hasClipboard else { return false }
    // What ncurses has not sent yet goes first, so that no sequence is cut in two.
    wrefresh(nc_screen())
    let bytes = Clipboard.sequence(text)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      sent += count
    }
    return true
  }

  /// The text consoles of Linux and other plain ones would show the sequence, or part of it.
  private var hasClipboard: Bool {
    let name = getenv("TERM").map { String(cString: $0) } ?? ""
    let plain = ["linux", "vt100", "vt220", "dumb", "ansi", "cons25", "sun"]
    return !plain.contains { name == $0 || name.hasPrefix($0 + "-") }
  }

  public func repaint() {
    shown = .nothing
    clearok(nc_screen(), true)
  }
}

extension Buffer {
  /// A grid without cells: everything differs from it.
  static var nothing: Buffer { Buffer(size: Size(columns: 0, rows: 0)) }
}
