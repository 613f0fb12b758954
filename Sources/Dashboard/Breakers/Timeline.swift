import MeshLook
import Terminal

/// A while, cut into cells.
struct Timeline {
  /// Microseconds of the wall clock at the right edge.
  let end: Int
  let columns: Int
  /// Seconds it covers.
  var span = TimelineSpan.minute.seconds
  /// The moment that is looked at, where time is stopped; what comes after it steps back.
  var cursor: Int?

  /// A cell of it.
  struct Mark: Equatable {
    var glyph: String
    var role: Role
    /// The gravest of what happened in one cell is shown.
    var weight: Int
    /// How much happened in it: where it is more than one thing, a line below says that there is more.
    var moments = 0

    init(_ glyph: String, _ role: Role, _ weight: Int = 0) {
      self.glyph = glyph
      self.role = role
      self.weight = weight
    }

    static let unknown = Mark("·", .border)
  }

  /// Something that happened and what holds from then on.
  struct Change {
    let at: Int
    let mark: Mark
    let holds: Mark
    /// Whether it counts for itself, or belongs to what came with it.
    var counts = true
  }

  /// Microseconds a cell covers, at least one.
  var step: Int { max(1, span * 1_000_000 / max(1, columns)) }

  /// Microseconds of the wall clock at the left edge.
  var start: Int { end - span * 1_000_000 }

  /// The cell of a moment; negative before the first, too large after the last.
  func cell(of wall: Int) -> Int {
    let age = end - wall
    let steps = age >= 0 ? age / step : -((-age + step - 1) / step)
    return columns - 1 - steps
  }

  /// The cell of the moment that is looked at.
  var cursorCell: Int? { cursor.map(cell).flatMap { (0..<columns).contains($0) ? $0 : nil } }

  /// What holds from cell to cell, with moments in it that were too short for a cell of their own.
  ///
  /// - Parameters:
  ///   - first: what held before the first change; nil when nobody knows.
  ///   - changes: in order of time; a moment that ends at once is marked and followed by what holds
  ///     after it.
  func lane(_ first: Mark?, _ changes: [Change]) -> [Mark] {
    var cells = [Mark](repeating: first ?? .unknown, count: max(0, columns))
    for change in changes where change.at <= end {
      let place = cell(of: change.at)
      for index in max(0, place + 1)..<max(0, place + 1, columns) { cells[index] = change.holds }
      guard cells.indices.contains(place) else {
        if place < 0 { for index in cells.indices { cells[index] = change.holds } }
        continue
      }
      // What is graver stays visible beside what followed within the same cell.
      let moments = cells[place].moments + (change.counts ? 1 : 0)
      let isNew = cells[place].weight == 0 || change.mark.weight >= cells[place].weight
      if isNew { cells[place] = change.mark }
      cells[place].moments = moments
    }
    return cells
  }

  /// The cells as they are drawn.
  func line(_ marks: [Mark]) -> StyledLine {
    let cursor = cursorCell
    return StyledLine(
      marks.enumerated().map { index, mark in
        let isLater = cursor.map { index > $0 } ?? false
        var style = TextStyle(isLater ? .stale : mark.role)
        if mark.moments > 1 { style.attributes.insert(.underline) }
        if index == cursor { style.attributes.insert(.reverse) }
        return StyledSpan(mark.glyph, style)
      })
  }

  /// Numbers on the time axis as bars: of those in one cell the highest; a dot where nothing is known.
  ///
  /// - Parameters:
  ///   - samples: in order of time.
  ///   - top: the number of a full bar; nil takes the highest there is.
  ///   - gap: microseconds between two of them that leave nothing open.
  func bars(
    _ samples: [(wall: Int, value: Double?)], top: Double? = nil, gap: Int = 2_500_000,
    role: (Double) -> Role
  ) -> [Mark] {
    var values = [Double?](repeating: nil, count: max(0, columns))
    var before: Int?
    for sample in samples where sample.wall <= end {
      defer { before = sample.wall }
      guard let value = sample.value, value.isFinite else { continue }
      // A round tells of the time since the one before it, unless that was long ago.
      let from = before.flatMap { sample.wall - $0 <= gap ? $0 + 1 : nil } ?? sample.wall
      let (first, last) = (max(0, cell(of: from)), cell(of: sample.wall))
      guard last >= first else { continue }
      for place in first...min(last, columns - 1) {
        values[place] = max(values[place] ?? 0, value)
      }
    }
    let top = top ?? values.compactMap(\.self).max() ?? 0
    return values.map { value in
      value.map { Mark(Self.bar($0, of: top), role($0)) } ?? .unknown
    }
  }

  private static let eighths = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  private static func bar(_ value: Double, of top: Double) -> String {
    guard top > 0, value > 0 else { return eighths[0] }
    // What is not nothing is seen as more than nothing.
    return eighths[max(1, min(7, Int((value / top * 8).rounded(.up)) - 1))]
  }

  /// The times below it.
  var axis: StyledLine {
    let ago = Figures.chosen(seconds: span) + " ago"
    let half = columns >= 30 ? Figures.span(seconds: span / 2) : ""
    let right = cursor == nil ? "now" : Figures.shortTimeOfDay(end)
    let left = TextWidth.padded(ago, to: columns / 2 - 1)
    let text =
      left + half
      + TextWidth.padded(right, to: columns - columns / 2 + 1 - half.count, at: .trailing)
    guard let cursor, let place = cursorCell else { return StyledLine(text, TextStyle(.muted)) }
    // The time of the cursor stands where the cursor is, over what it covers.
    let label = "▲ " + Figures.shortTimeOfDay(cursor)
    let start = max(0, min(place, columns - label.count))
    let cells = Array(text)
    guard cells.count >= start + label.count else { return StyledLine(label, TextStyle(.info)) }
    return StyledLine([
      StyledSpan(String(cells[..<start]), TextStyle(.muted)),
      StyledSpan(label, TextStyle(.info, .bold)),
      StyledSpan(String(cells[(start + label.count)...]), TextStyle(.muted)),
    ])
  }
}
