import Terminal
import TestSupport
import Testing

/// A widget drawn in the middle of a grid of dots, so that a cell outside its area shows.
private func drawn(_ widget: some Widget, _ columns: Int, _ rows: Int) -> [String] {
  var buffer = Buffer(size: Size(columns: columns + 2, rows: rows + 2))
  for row in 0..<rows + 2 {
    buffer.draw(String(repeating: ".", count: columns + 2), at: Position(column: 0, row: row))
  }
  let area = Area(column: 1, row: 1, columns: columns, rows: rows)
  buffer.fill(area, style: .plain)
  buffer.draw(widget, in: area)
  let lines = FrameText.text(buffer).split(separator: "\n").map(String.init)
  let frame = String(repeating: ".", count: columns + 2)
  #expect(lines.first == frame && lines.last == frame)
  #expect(lines.allSatisfy { $0.first == "." && $0.last == "." })
  return lines.dropFirst().dropLast().map { String($0.dropFirst().dropLast()) }
}

@Suite struct WidgetTests {
  @Test func panel() {
    #expect(
      drawn(Panel(title: "Title", note: "3 of 5"), 22, 3) == [
        "╭─ Title ─── 3 of 5 ─╮",
        "│                    │",
        "╰────────────────────╯",
      ])
    #expect(drawn(Panel(title: "A long title"), 10, 2) == ["╭─ A l… ─╮", "╰────────╯"])
    #expect(drawn(Panel(title: "x"), 1, 1) == [" "])
  }

  @Test func bar() {
    #expect(drawn(Bar(0.5), 4, 1) == ["██  "])
    #expect(drawn(Bar(0.53), 4, 1) == ["██▏ "])
    #expect(drawn(Bar(9), 4, 1) == ["████"])
    #expect(drawn(Bar(-.infinity), 4, 1) == ["    "])
    #expect(drawn(Bar(.nan), 4, 1) == ["    "])
  }

  @Test func tabs() {
    let tabs = TabBar(["Advise", "Matrix"], current: 1)
    #expect(drawn(tabs, 21, 1) == [" 1 Advise   2 Matrix "])
    #expect(drawn(tabs, 12, 1) == [" 1 Advise  …"])
    let area = Area(column: 0, row: 0, columns: 40, rows: 1)
    #expect(tabs.places(in: area).map(\.column) == [0, 11])
  }

  @Test func footerLeavesOutWhatFindsNoRoom() {
    let footer = KeyFooter(
      [.init("Enter", "answer"), .init("↑↓", "move"), .init("u", "undo")],
      kept: [.init("?", "help"), .init("q", "quit")])
    #expect(drawn(footer, 50, 1) == [" Enter answer  ↑↓ move  u undo     ? help  q quit "])
    #expect(drawn(footer, 36, 1) == [" Enter answer        ? help  q quit "])
    #expect(drawn(footer, 12, 1) == ["     ? help "])
  }

  @Test func tableDropsColumnsAndFollowsTheSelection() {
    let columns = [
      TableColumn("name", .flexible(atLeast: 4)),
      TableColumn("n", .fixed(3), .trailing),
      TableColumn("extra", .fixed(6, dropOrder: 1)),
    ]
    let rows = (1...5).map { TableRow.cells([.init("row\($0)"), .init("\($0)"), .init("more")]) }
    let table = TextTable(columns: columns, rows: rows, selected: 3)
    #expect(
      drawn(table, 18, 3) == ["name      n extra ", "row3      3 more  ", "row4      4 more  "])
    #expect(drawn(table, 9, 3) == ["name    n", "row3    3", "row4    4"])
    #expect(drawn(table, 9, 1) == ["name    n"])
  }

  @Test func scrollBarOnlyWhenNeeded() {
    #expect(drawn(ScrollBar(offset: 0, count: 4, visible: 4), 1, 4) == [" ", " ", " ", " "])
    #expect(drawn(ScrollBar(offset: 0, count: 8, visible: 4), 1, 4) == ["█", "█", "│", "│"])
    #expect(drawn(ScrollBar(offset: 4, count: 8, visible: 4), 1, 4) == ["│", "│", "█", "█"])
  }

  @Test func inputFieldKeepsItsCursorVisible() {
    let field = InputField(TextInput("abcdefghij"))
    #expect(drawn(field, 6, 1) == ["fghij "])
    let area = Area(column: 3, row: 0, columns: 6, rows: 1)
    #expect(field.cursor(in: area) == Position(column: 8, row: 0))
  }

  @Test func helpSheetAlignsItsKeys() {
    let sheet = HelpSheet([.init("Moving", [.init("↑ ↓", "Moves."), .init("q", "Leaves it all.")])])
    let lines = sheet.lines(columns: 14).map { $0.spans.map(\.text).joined() }
    #expect(lines == ["Moving", "↑ ↓  Moves.", "q    Leaves it", "     all."])
  }

  /// Any widget survives any area, also one outside the grid.
  @Test func survivesAnyArea() {
    var chance = SeededGenerator(seed: 9)
    let table = TextTable(
      columns: [TableColumn("網路", .flexible()), TableColumn("x", .fixed(9), .trailing)],
      rows: [.heading("網路網路"), .rule, .cells([.init("網路網路"), .init("\u{202E}")])], selected: 2)
    for _ in 0..<500 {
      var buffer = Buffer(size: Size(columns: 12, rows: 6))
      func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &chance) }
      let area = Area(
        column: number(-4..<15), row: number(-4..<9), columns: number(0..<20), rows: number(0..<9))
      buffer.draw(table, in: area)
      buffer.draw(Popup(title: "網路", note: "note"), in: area)
      buffer.draw(KeyFooter([.init("網", "路")], kept: [.init("q", "quit")]), in: area)
      buffer.draw(TabBar(["網", "路"], current: 0), in: area)
      buffer.draw(InputField(TextInput("網路網路")), in: area)
      buffer.draw(ScrollBar(offset: 2, count: 9, visible: 3), in: area)
      buffer.draw(Bar(0.7), in: area)
      #expect(buffer.cells.count == 72)
    }
  }
}
