/// A table with headings, of which one row is selected.
///
/// Columns that find no room are left out in their order; widths do not depend on the contents,
/// so nothing moves when values change.
public struct TextTable: Widget {
  /// The columns from left to right.
  public var columns: [TableColumn]
  /// The rows from top to bottom.
  public var rows: [TableRow]
  /// The index of the selected row.
  public var selected: Int?
  /// The cells between two columns.
  public var gap: Int
  /// Whether the headings are drawn; not for rows that continue another table below it.
  public var showsHeadings: Bool

  /// A table.
  public init(
    columns: [TableColumn], rows: [TableRow], selected: Int? = nil, gap: Int = 1,
    showsHeadings: Bool = true
  ) {
    self.columns = columns
    self.rows = rows
    self.selected = selected
    self.gap = gap
    self.showsHeadings = showsHeadings
  }

  /// The rows shown in so many lines, the heading not counted.
  public func visibleRows(lines: Int) -> Range<Int> {
    Scroll.visible(selected: selected ?? 0, count: rows.count, visible: lines)
  }

  public func render(in area: Area, into buffer: inout Buffer) {
    let ranges = Division.ranges(of: area.columns, among: columns.map(\.track), gap: gap)
    if showsHeadings {
      let heading = columns.map { TableCell($0.title, $0.style) }
      draw(heading, in: area.line(0), ranges, isSelected: false, into: &buffer)
    }
    let body = area.dropping(top: showsHeadings ? 1 : 0)
    for (line, index) in visibleRows(lines: body.rows).enumerated() {
      draw(rows[index], in: body.line(line), ranges, index == selected, into: &buffer)
    }
  }

  private func draw(
    _ row: TableRow, in line: Area, _ ranges: [Range<Int>?], _ isSelected: Bool,
    into buffer: inout Buffer
  ) {
    switch row {
    case .cells(let cells):
      draw(cells, in: line, ranges, isSelected: isSelected, into: &buffer)
    case .heading(let text):
      buffer.draw(text, at: line.origin, style: TextStyle(.heading), limit: line.columns)
    case .rule:
      let rule = String(repeating: "─", count: line.columns)
      buffer.draw(rule, at: line.origin, style: TextStyle(.border))
    }
  }

  private func draw(
    _ cells: [TableCell], in line: Area, _ ranges: [Range<Int>?], isSelected: Bool,
    into buffer: inout Buffer
  ) {
    var next = 0
    for (index, cell) in cells.enumerated() where index < ranges.count {
      guard let range = ranges[index] else { continue }
      let place = Area(
        column: line.column + range.lowerBound, row: line.row, columns: range.count, rows: 1)
      draw(cell, in: place, columns[index].alignment, isSelected: isSelected, into: &buffer)
      // The gap before a cell belongs to the selection when the cell does.
      let gap = Area(
        column: line.column + next, row: line.row, columns: range.lowerBound - next, rows: 1)
      if isSelected, cell.fill == nil {
        buffer.fill(gap, style: TextStyle(.text, on: .selected))
      }
      next = range.upperBound
    }
  }

  private func draw(
    _ cell: TableCell, in area: Area, _ alignment: Alignment, isSelected: Bool,
    into buffer: inout Buffer
  ) {
    if let fill = cell.fill {
      buffer.fill(area, style: fill)
    } else if isSelected {
      buffer.fill(area, style: TextStyle(.text, on: .selected))
    }
    let indent = alignment == .trailing ? area.columns - min(area.columns, cell.line.columns) : 0
    let place = Position(column: area.column + indent, row: area.row)
    buffer.draw(cell.line, at: place, limit: area.columns - indent)
    // A heat map keeps its colours under the selection; everything else takes the selected surface.
    guard isSelected else { return }
    if cell.fill == nil {
      buffer.paint(area, surface: .selected)
    } else {
      buffer.add(.underline, in: area)
    }
  }
}
