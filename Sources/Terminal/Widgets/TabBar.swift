/// The numbered tabs in one line.
public struct TabBar: Widget {
  /// The names, numbered from 1.
  public var names: [String]
  /// The index of the current one.
  public var current: Int
  /// Whether the tabs stand close together, for narrow screens.
  public var isDense: Bool

  /// Numbered tabs.
  public init(_ names: [String], current: Int, isDense: Bool = false) {
    self.names = names
    self.current = current
    self.isDense = isDense
  }

  private func number(_ index: Int) -> String { isDense ? "\(index + 1) " : " \(index + 1) " }

  private func name(_ index: Int) -> String { isDense ? names[index] : names[index] + " " }

  /// Where each tab stands, for the mouse; the same places ``render(in:into:)`` draws to.
  public func places(in area: Area) -> [Area] {
    var column = area.column
    return names.indices.map { index in
      let width = TextWidth.columns(number(index) + name(index))
      defer { column += width + 1 }
      let room = max(0, min(width, area.endColumn - column))
      return Area(column: column, row: area.row, columns: room, rows: min(1, area.rows))
    }
  }

  public func render(in area: Area, into buffer: inout Buffer) {
    for (index, place) in places(in: area).enumerated() where !place.isEmpty {
      let surface: Surface = index == current ? .selected : .bar
      let used = buffer.draw(
        number(index), at: place.origin, style: TextStyle(.key, on: surface),
        limit: place.columns)
      let rest = place.dropping(left: used)
      buffer.draw(
        name(index), at: rest.origin, style: TextStyle(.text, on: surface),
        limit: rest.columns)
    }
  }
}
