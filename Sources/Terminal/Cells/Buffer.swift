/// A grid of cells that screens are drawn into.
///
/// Drawing outside the grid is silently clipped. Nothing in here knows a terminal: the same buffer
/// feeds ncurses, the headless backend and the tests.
public struct Buffer: Equatable, Sendable {
  /// The extent of the grid.
  public let size: Size
  /// All cells, row by row.
  public internal(set) var cells: [Cell]

  /// A grid of blank cells.
  public init(size: Size) {
    self.size = size
    cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  /// The whole grid.
  public var area: Area { Area(size) }

  /// The cell at a place, or nil outside the grid.
  public subscript(position: Position) -> Cell? {
    guard area.contains(position) else { return nil }
    return cells[index(position)]
  }

  /// The cells of one row, empty outside the grid.
  public func row(_ row: Int) -> ArraySlice<Cell> {
    guard row >= 0, row < size.rows else { return [] }
    return cells[row * size.columns..<(row + 1) * size.columns]
  }

  func index(_ position: Position) -> Int {
    position.row * size.columns + position.column
  }

  /// Writes a cell and mends wide glyphs that it cuts in half.
  ///
  /// The caller guarantees that the position, and for a wide glyph the one after it, is inside.
  mutating func put(_ glyph: Glyph, width: Int, style: TextStyle, at position: Position) {
    let place = index(position)
    mend(place..<place + width, in: position.row)
    cells[place] = Cell(glyph: glyph, style: style, width: UInt8(width))
    if width == 2 {
      cells[place + 1] = Cell(glyph: .space, style: style, width: 0)
    }
  }

  /// Wide glyphs of which one half is about to be overwritten become blanks in the other half.
  private mutating func mend(_ places: Range<Int>, in row: Int) {
    if cells[places.lowerBound].isContinuation, places.lowerBound > row * size.columns {
      blank(places.lowerBound - 1)
    }
    let after = places.upperBound
    if after < (row + 1) * size.columns, cells[after].isContinuation {
      blank(after)
    }
  }

  private mutating func blank(_ place: Int) {
    cells[place] = Cell(glyph: .space, style: cells[place].style, width: 1)
  }

  /// Fills the part of `area` that lies inside the grid with spaces of one style.
  public mutating func fill(_ area: Area, style: TextStyle) {
    let inside = area.intersection(self.area)
    guard !inside.isEmpty else { return }
    let cell = Cell(glyph: .space, style: style, width: 1)
    for row in inside.row..<inside.endRow {
      let start = row * size.columns + inside.column
      mend(start..<start + inside.columns, in: row)
      for place in start..<start + inside.columns { cells[place] = cell }
    }
  }

  /// Sets the cells of `area` apart by further attributes.
  public mutating func add(_ attributes: TextAttributes, in area: Area) {
    change(area) { $0.attributes.formUnion(attributes) }
  }

  /// Takes everything that catches the eye from the cells of `area`, keeping what they say.
  public mutating func fade(_ area: Area) {
    change(area) { $0 = TextStyle(.border) }
  }

  /// Gives the cells of `area` another surface, keeping glyphs and roles.
  public mutating func paint(_ area: Area, surface: Surface) {
    change(area) { $0.surface = surface }
  }

  private mutating func change(_ area: Area, _ change: (inout TextStyle) -> Void) {
    let inside = area.intersection(self.area)
    for row in inside.row..<inside.endRow {
      for column in inside.column..<inside.endColumn {
        change(&cells[row * size.columns + column].style)
      }
    }
  }
}
