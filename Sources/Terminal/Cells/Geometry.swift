/// A place on the grid, counted in cells from the upper left corner.
public struct Position: Equatable, Hashable, Sendable {
  /// Cells from the left edge.
  public var column: Int
  /// Cells from the upper edge.
  public var row: Int

  /// A place on the grid.
  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// The extent of a grid in cells; never negative.
public struct Size: Equatable, Hashable, Sendable {
  /// Cells from left to right.
  public var columns: Int
  /// Cells from top to bottom.
  public var rows: Int

  /// An extent; a negative side becomes zero.
  public init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}

/// A rectangle of cells. Widgets draw inside one and never outside.
public struct Area: Equatable, Hashable, Sendable {
  /// The leftmost column.
  public var column: Int
  /// The uppermost row.
  public var row: Int
  /// Cells from left to right; never negative.
  public var columns: Int
  /// Cells from top to bottom; never negative.
  public var rows: Int

  /// A rectangle; a negative side becomes zero.
  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// The whole of a grid.
  public init(_ size: Size) {
    self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
  }

  /// The first column right of the rectangle.
  public var endColumn: Int { column + columns }
  /// The first row below the rectangle.
  public var endRow: Int { row + rows }
  /// Whether there is no cell in it.
  public var isEmpty: Bool { columns == 0 || rows == 0 }
  /// The upper left cell.
  public var origin: Position { Position(column: column, row: row) }

  /// Whether the cell at `position` belongs to the rectangle.
  public func contains(_ position: Position) -> Bool {
    position.column >= column && position.column < endColumn
      && position.row >= row && position.row < endRow
  }
}

extension Area {
  /// The part both rectangles share, empty when they do not meet.
  public func intersection(_ other: Area) -> Area {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return Area(
      column: left, row: top, columns: min(endColumn, other.endColumn) - left,
      rows: min(endRow, other.endRow) - top)
  }

  /// The rectangle without a margin on each side.
  public func inset(columns horizontal: Int = 0, rows vertical: Int = 0) -> Area {
    Area(
      column: column + min(horizontal, columns), row: row + min(vertical, rows),
      columns: columns - 2 * horizontal, rows: rows - 2 * vertical)
  }

  /// One row of the rectangle, counted from its top; empty when there is no such row.
  public func line(_ index: Int) -> Area {
    let exists = index >= 0 && index < rows
    return Area(column: column, row: row + index, columns: columns, rows: exists ? 1 : 0)
  }

  /// What is left after `count` rows were taken from the top.
  public func dropping(top count: Int) -> Area {
    let taken = min(max(0, count), rows)
    return Area(column: column, row: row + taken, columns: columns, rows: rows - taken)
  }

  /// What is left after `count` columns were taken from the left.
  public func dropping(left count: Int) -> Area {
    let taken = min(max(0, count), columns)
    return Area(column: column + taken, row: row, columns: columns - taken, rows: rows)
  }

  /// A rectangle of at most the given size in the middle of this one.
  public func centered(columns width: Int, rows height: Int) -> Area {
    let fittingWidth = min(max(0, width), columns)
    let fittingHeight = min(max(0, height), rows)
    return Area(
      column: column + (columns - fittingWidth) / 2, row: row + (rows - fittingHeight) / 2,
      columns: fittingWidth, rows: fittingHeight)
  }
}
