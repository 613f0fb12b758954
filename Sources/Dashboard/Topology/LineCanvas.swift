import MeshModel
import Terminal

/// Lines drawn with box characters, as far as they are in sight.
struct LineCanvas {
  /// Which ways lines leave a cell.
  private struct Arms {
    static let up: UInt8 = 1
    static let right: UInt8 = 2
    static let down: UInt8 = 4
    static let left: UInt8 = 8
  }

  /// What is in a cell.
  private struct Ink {
    var arms: UInt8 = 0
    /// Those of the arms that are heavy.
    var heavy: UInt8 = 0
    /// Whether it is drawn dotted.
    var isDotted = false
    /// Whether a line turns here: then lines that meet here are one, otherwise they only cross.
    var turns = false
    var role = Role.border
    /// What travels along the line here.
    var dot: Dot?

    /// Whether both are drawn with the same character.
    func looksLike(_ other: Ink) -> Bool {
      arms == other.arms && heavy == other.heavy && turns == other.turns && role == other.role
        && dot == other.dot && isDotted == other.isDotted
    }
  }

  private enum Dot { case fine, failing }

  /// How a line looks.
  struct Pen {
    var role = Role.border
    var isHeavy = false
    var isDotted = false
  }

  private let area: Area
  private let offset: Position
  private var inks: [Ink]

  /// - Parameters:
  ///   - area: where on the screen.
  ///   - offset: the cell of the drawing that stands in its upper left corner.
  init(_ area: Area, offset: Position) {
    self.area = area
    self.offset = offset
    inks = Array(repeating: Ink(), count: area.columns * area.rows)
  }

  /// Draws a line through corners.
  mutating func draw(_ points: [GraphPoint], _ pen: Pen) {
    guard let first = points.first else { return }
    var here = first
    var previous: UInt8 = 0
    for point in points.dropFirst() {
      let way = Self.way(from: here, to: point)
      guard way != 0 else { continue }
      if previous != 0 { mark(here, turns: way != previous) }
      run(from: here, to: point, way, pen)
      (here, previous) = (point, way)
    }
    // Both ends go on into what they connect.
    if points.count > 1 {
      let start = points.first(where: { $0 != first }).map { Self.way(from: first, to: $0) } ?? 0
      add(Self.opposite(start), at: first, pen)
      add(previous, at: here, pen)
    }
  }

  private mutating func run(
    from: GraphPoint, to: GraphPoint, _ way: UInt8, _ pen: Pen
  ) {
    let back = Self.opposite(way)
    if from.row == to.row {
      let row = from.row - offset.row
      guard row >= 0, row < area.rows else { return }
      let low = max(min(from.column, to.column), offset.column)
      let high = min(max(from.column, to.column), offset.column + area.columns - 1)
      guard low <= high else { return }
      for column in low...high {
        var arms: UInt8 = 0
        if column != to.column { arms |= way }
        if column != from.column { arms |= back }
        add(arms, at: GraphPoint(column: column, row: from.row), pen)
      }
    } else {
      let column = from.column - offset.column
      guard column >= 0, column < area.columns else { return }
      let low = max(min(from.row, to.row), offset.row)
      let high = min(max(from.row, to.row), offset.row + area.rows - 1)
      guard low <= high else { return }
      for row in low...high {
        var arms: UInt8 = 0
        if row != to.row { arms |= way }
        if row != from.row { arms |= back }
        add(arms, at: GraphPoint(column: from.column, row: row), pen)
      }
    }
  }

  private func index(_ point: GraphPoint) -> Int? {
    let column = point.column - offset.column
    let row = point.row - offset.row
    guard column >= 0, column < area.columns, row >= 0, row < area.rows else { return nil }
    return row * area.columns + column
  }

  private mutating func add(_ arms: UInt8, at point: GraphPoint, _ pen: Pen) {
    guard let index = index(point) else { return }
    // Where a line of calls runs, too, it is what one sees.
    inks[index].isDotted =
      pen.isDotted && (inks[index].arms == 0 || inks[index].isDotted)
    inks[index].arms |= arms
    if pen.isHeavy { inks[index].heavy |= arms }
    if pen.isHeavy || inks[index].heavy == 0 { inks[index].role = pen.role }
  }

  private mutating func mark(_ point: GraphPoint, turns: Bool) {
    guard turns, let index = index(point) else { return }
    inks[index].turns = true
  }

  private static func way(from: GraphPoint, to: GraphPoint) -> UInt8 {
    if to.column > from.column { return Arms.right }
    if to.column < from.column { return Arms.left }
    if to.row > from.row { return Arms.down }
    return to.row < from.row ? Arms.up : 0
  }

  private static func opposite(_ way: UInt8) -> UInt8 { (way << 2 | way >> 2) & 15 }

  /// Puts dots onto a line that was drawn through corners.
  mutating func draw(_ dots: [TrafficFlow.Dot], along points: [GraphPoint]) {
    var passed = 0
    var rest = dots[...]
    for (from, to) in zip(points, points.dropFirst()) {
      let columns = to.column - from.column
      let rows = to.row - from.row
      let length = abs(columns) + abs(rows)
      while let dot = rest.first, dot.place < passed + length {
        rest = rest.dropFirst()
        let step = dot.place - passed
        let point = GraphPoint(
          column: from.column + columns.signum() * step, row: from.row + rows.signum() * step)
        // Where a line turns it has to be seen turning.
        guard let index = index(point), !inks[index].turns, inks[index].dot != .failing else {
          continue
        }
        inks[index].dot = dot.fails ? .failing : .fine
      }
      passed += length
    }
  }

  /// Puts the lines onto the screen.
  func paint(on frame: inout Frame) {
    for row in 0..<area.rows {
      var column = 0
      while column < area.columns {
        let ink = inks[row * area.columns + column]
        guard ink.arms != 0 else {
          column += 1
          continue
        }
        var end = column + 1
        while end < area.columns, inks[row * area.columns + end].looksLike(ink) { end += 1 }
        frame.buffer.draw(
          String(repeating: Self.glyph(ink), count: end - column),
          at: Position(column: area.column + column, row: area.row + row),
          style: TextStyle(ink.dot == .failing ? .bad : ink.role))
        column = end
      }
    }
  }

  /// Straight pieces of a dotted line, by their arms; where it turns or meets another it is whole.
  private static let dotted: [UInt8: (light: Character, heavy: Character)] = [
    Arms.left | Arms.right: ("┈", "┉"), Arms.up | Arms.down: ("┊", "┋"),
  ]

  private static func glyph(_ ink: Ink) -> Character {
    switch ink.dot {
    case .fine: return "•"
    case .failing: return "✖"
    case nil: break
    }
    if ink.isDotted, let glyph = dotted[ink.arms] {
      return ink.heavy & ink.arms == ink.arms ? glyph.heavy : glyph.light
    }
    let isCrossing = ink.arms == 15 && !ink.turns
    guard isCrossing else { return BoxGlyphs.glyph(arms: ink.arms, heavy: ink.heavy) }
    // One line passes over the other.
    let across = Arms.left | Arms.right
    let isAcrossOnTop = ink.heavy & across != 0 && ink.heavy & ~across == 0
    let arms = isAcrossOnTop ? across : Arms.up | Arms.down
    return BoxGlyphs.glyph(arms: arms, heavy: ink.heavy & arms)
  }
}
