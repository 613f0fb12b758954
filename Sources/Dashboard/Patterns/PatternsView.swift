import Advice
import MeshModel
import Terminal

extension DashboardState {
  /// The knowledge to read.
  func drawPatterns(in area: Area, on frame: inout Frame) {
    guard let books = patterns.books else {
      frame.buffer.draw("Reading …", at: area.inset(columns: 1).origin, style: TextStyle(.muted))
      return
    }
    let layout = PatternsLayout(area, isReading: showsPage)
    if layout.bar.isEmpty {
      // The text has all the room.
    } else if typesPatternFilter || !patterns.filter.isEmpty {
      drawPatternFilter(in: layout.bar, on: &frame)
    } else {
      drawKinds(books, in: layout.bar, on: &frame)
    }
    drawShelf(books, in: layout.list, on: &frame)
    if layout.isWide {
      for row in layout.text.row..<layout.text.endRow {
        let place = Position(column: layout.text.column - 2, row: row)
        frame.buffer.draw("│", at: place, style: TextStyle(.border))
      }
    }
    drawPage(layout, on: &frame)
  }

  /// The kinds side by side, as many as fit around the current one.
  private func drawKinds(_ books: Bookshelf, in line: Area, on frame: inout Frame) {
    let all = EntryKind.shelves
    let names = all.map { kind in
      " \(kind.title) \(books.count(kind)) "
    }
    let current = all.firstIndex(of: patterns.shelf) ?? 0
    let range = Self.window(names.map(\.count), around: current, columns: line.columns - 4)
    var column = line.column
    func draw(_ text: String, _ style: TextStyle) {
      let place = Position(column: column, row: line.row)
      column += frame.buffer.draw(text, at: place, style: style, limit: line.endColumn - column)
    }
    draw(range.lowerBound > 0 ? "‹ " : "", TextStyle(.muted))
    for index in range {
      let start = column
      draw(names[index], TextStyle(.text, on: index == current ? .selected : .screen))
      frame.onClick(
        Area(column: start, row: line.row, columns: column - start, rows: 1), .showShelf(index))
    }
    draw(range.upperBound < all.count ? " ›" : "", TextStyle(.muted))
  }

  /// As many things side by side as fit, a given one among them.
  private static func window(_ widths: [Int], around index: Int, columns: Int) -> Range<Int> {
    var range = index..<index + 1
    var used = widths[index]
    while true {
      if range.upperBound < widths.count, used + widths[range.upperBound] <= columns {
        used += widths[range.upperBound]
        range = range.lowerBound..<range.upperBound + 1
      } else if range.lowerBound > 0, used + widths[range.lowerBound - 1] <= columns {
        used += widths[range.lowerBound - 1]
        range = range.lowerBound - 1..<range.upperBound
      } else {
        return range
      }
    }
  }

  /// Whether what is looked for is being typed.
  var typesPatternFilter: Bool {
    if case .prompt(let prompt) = box, case .patternFilter = prompt.purpose { return true }
    return false
  }

  private func drawPatternFilter(in line: Area, on frame: inout Frame) {
    let label = frame.buffer.draw("Filter ", at: line.origin, style: TextStyle(.key))
    let count = patterns.rows.count { $0.name != nil }
    let note = " \(count) found"
    let room = line.dropping(left: label).dropping(right: note.count)
    if case .prompt(let prompt) = box, case .patternFilter = prompt.purpose {
      let field = InputField(prompt.input)
      frame.buffer.draw(field, in: room)
      frame.cursor = field.cursor(in: room)
    } else {
      frame.buffer.draw(
        patterns.filter, at: room.origin, style: TextStyle(.accent), limit: room.columns)
    }
    let place = Position(column: room.endColumn, row: line.row)
    frame.buffer.draw(note, at: place, style: TextStyle(count == 0 ? .warning : .muted))
  }

  /// The open text, or beside the list the text of the marked entry.
  private func drawPage(_ layout: PatternsLayout, on frame: inout Frame) {
    guard !layout.text.isEmpty, let name = patterns.shown,
      let text = entryText(name, columns: layout.page.columns)
    else { return }
    drawTrail(name, in: layout.text.line(0), on: &frame)
    let page = layout.page
    let visit = patterns.trail.last
    let marked = text.link(visit?.link)
    var top = Scroll.clamped(visit?.top ?? 0, count: text.lines.count, visible: page.rows)
    // News below may have taken the room of the last lines.
    if let end = marked?.lines.upperBound, end > top + page.rows { top = end - page.rows }
    frame.buffer.draw(Lines(text.lines, from: top), in: page)
    for (index, link) in text.links.enumerated() {
      let rows = link.lines.filter { $0 >= top && $0 < top + page.rows }.map { page.line($0 - top) }
      for row in rows {
        frame.onClick(row, .followLink(index))
        guard link.name == marked?.name else { continue }
        frame.buffer.paint(row.dropping(right: 1), surface: .selected)
      }
      if link.name == marked?.name, let first = rows.first {
        frame.buffer.draw("▸", at: first.origin, style: TextStyle(.accent, on: .selected))
      }
    }
    let edge = Area(column: page.endColumn - 1, row: page.row, columns: 1, rows: page.rows)
    frame.buffer.draw(ScrollBar(offset: top, count: text.lines.count, visible: page.rows), in: edge)
  }

  /// Where the text was opened from, the last steps first where not all have room.
  private func drawTrail(_ name: EntryName, in line: Area, on frame: inout Frame) {
    let books = patterns.books
    let names = patterns.trail.map(\.name)
    var steps = (names.isEmpty ? [name] : names).map { name in
      TextWidth.clipped(books?.title(name) ?? name.id, to: 28)
    }
    steps.insert(patterns.filter.isEmpty ? patterns.shelf.title : "Found", at: 0)
    var text = steps.joined(separator: " › ")
    while TextWidth.columns(text) > line.columns, steps.count > 1 {
      steps.removeFirst()
      text = "… › " + steps.joined(separator: " › ")
    }
    frame.buffer.draw(text, at: line.origin, style: TextStyle(.accent), limit: line.columns)
  }
}
