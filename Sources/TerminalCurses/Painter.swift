import CNcurses
import Terminal

/// Hands changed cells to ncurses.
struct Painter {
  private var pairs = ColorPairs()
  private var row: [cchar_t] = []
  private var looks: [TextStyle: Look] = [:]
  private var palette = Palette(theme: .mono, depth: .none)

  private struct Look {
    let attributes: attr_t
    let pair: Int32
  }

  /// Takes the palette for what is painted from now on; true when everything looks different now.
  mutating func use(_ new: Palette) -> Bool {
    guard new.theme.name != palette.theme.name || new.depth != palette.depth else { return false }
    palette = new
    looks.removeAll(keepingCapacity: true)
    return true
  }

  /// Paints one run of cells.
  mutating func paint(_ run: ChangedRun, of buffer: Buffer) {
    let cells = buffer.row(run.row)
    row.removeAll(keepingCapacity: true)
    for column in run.columns {
      let cell = cells[cells.startIndex + column]
      // ncurses fills the right half of a wide glyph itself.
      guard !cell.isContinuation else { continue }
      let look = look(of: cell.style)
      var target = cchar_t()
      nc_fill(
        &target, cell.glyph.base, cell.glyph.firstMark, cell.glyph.secondMark, look.attributes,
        look.pair)
      row.append(target)
    }
    let screen = nc_screen()
    _ = row.withUnsafeBufferPointer { cells in
      mvwadd_wchnstr(
        screen, Int32(run.row), Int32(run.columns.lowerBound), cells.baseAddress,
        Int32(cells.count))
    }
  }

  private mutating func look(of style: TextStyle) -> Look {
    if let known = looks[style] { return known }
    let ink = palette.ink(for: style)
    let look = Look(attributes: ink.attributes.curses, pair: pairs.number(for: ink))
    looks[style] = look
    return look
  }
}
