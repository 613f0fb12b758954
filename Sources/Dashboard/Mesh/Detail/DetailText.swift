import MeshLook
import MeshModel
import Terminal

/// What an open level shows, line by line; some of the lines lead a level deeper.
struct DetailText {
  struct Entry {
    var line: StyledLine
    /// What opens when this line is marked; nil for one that cannot be.
    var target: MeshPlace?
  }

  private(set) var entries: [Entry] = []
  let columns: Int
  let state: DashboardState
  let snapshot: Snapshot

  init(_ state: DashboardState, _ snapshot: Snapshot, columns: Int) {
    self.state = state
    self.snapshot = snapshot
    self.columns = columns
  }

  /// What can be marked, from top to bottom.
  var targets: [MeshPlace] { entries.compactMap(\.target) }

  mutating func add(_ line: StyledLine) { entries.append(Entry(line: line)) }

  /// A text broken to the width.
  mutating func add(_ text: String, _ role: Role, indent: Int = 0) {
    let space = StyledSpan(String(repeating: " ", count: indent))
    for line in Lines.wrapped(
      text, columns: max(10, columns - indent), style: TextStyle(role))
    {
      add(StyledLine([space] + line.spans))
    }
  }

  /// The head of a table, with a line above it.
  mutating func heading(_ text: String, _ cells: [DetailCell] = []) {
    add(.empty)
    add(row(text, TextStyle(.heading), cells.map { $0.styled(TextStyle(.muted)) }))
  }

  /// A line of a table.
  ///
  /// - Parameter isUnderFault: whether a fault acts on what it is about.
  mutating func add(
    _ name: String, _ cells: [DetailCell], style: TextStyle = .plain, isUnderFault: Bool = false,
    opens target: MeshPlace? = nil
  ) {
    var line = row(name, style, cells)
    if isUnderFault, let first = line.spans.first {
      line.spans[0] = StyledSpan("◆ ", TextStyle(.fault))
      line.spans.insert(StyledSpan(String(first.text.dropFirst(2)), first.style), at: 1)
    }
    entries.append(Entry(line: line, target: target))
  }

  /// The columns of a name, with what stands around it.
  var nameColumns: Int { min(22, max(12, columns - 46)) + 3 }

  /// A name, then cells as far as there is room.
  private func row(_ name: String, _ style: TextStyle, _ cells: [DetailCell]) -> StyledLine {
    var spans = [StyledSpan("  " + TextWidth.padded(name, to: nameColumns - 3) + " ", style)]
    var used = nameColumns
    for cell in cells {
      guard used + cell.columns <= columns else { break }
      spans.append(
        StyledSpan(TextWidth.padded(cell.text, to: cell.columns, at: cell.alignment), cell.style))
      spans.append(StyledSpan(" "))
      used += cell.columns + 1
    }
    return StyledLine(spans)
  }
}

/// A cell of a table in a detail.
struct DetailCell {
  var text: String
  var columns: Int
  var alignment: Alignment
  var style: TextStyle

  init(
    _ text: String, _ columns: Int, _ alignment: Alignment = .leading, style: TextStyle = .plain
  ) {
    self.text = text
    self.columns = columns
    self.alignment = alignment
    self.style = style
  }

  func styled(_ style: TextStyle) -> DetailCell {
    DetailCell(text, columns, alignment, style: style)
  }
}
