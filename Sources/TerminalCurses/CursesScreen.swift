import CNcurses
import CSupport
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

  public func repaint() {
    shown = .nothing
    clearok(nc_screen(), true)
  }
}

extension Buffer {
  /// A grid without cells: everything differs from it.
  static var nothing: Buffer { Buffer(size: Size(columns: 0, rows: 0)) }
}
