import Advice
import MeshModel
import Terminal

extension DashboardState {
  /// The list of entries, under headings.
  func drawShelf(_ books: Bookshelf, in area: Area, on frame: inout Frame) {
    guard !area.isEmpty else { return }
    let hasLegend = area.rows >= 10
    let body = hasLegend ? area.rows([.flexible(), .fixed(1)])[0] : area
    if hasLegend {
      frame.buffer.draw(
        "● about your answers  ≈ at work now", at: area.line(area.rows - 1).origin,
        style: TextStyle(.muted), limit: area.columns)
    }
    let rows = patterns.rows
    if rows.isEmpty {
      let text = "Nothing speaks of that. Backspace takes letters away, Esc shows everything."
      let lines = Lines.wrapped(text, columns: area.columns, style: TextStyle(.muted))
      frame.buffer.draw(Lines(lines), in: body)
      return
    }
    let marked = patterns.marked.flatMap { name in rows.firstIndex { $0.name == name } } ?? 0
    let offset = Scroll.offset(selected: marked, count: rows.count, visible: body.rows)
    let relevances = relevances
    for (line, row) in rows.dropFirst(offset).prefix(body.rows).enumerated() {
      let place = body.line(line)
      switch row {
      case .heading(let title):
        frame.buffer.draw(title, at: place.origin, style: TextStyle(.accent), limit: area.columns)
      case .entry(let name):
        draw(name, books, relevances[name], in: place, on: &frame)
        frame.onClick(place, .select(offset + line))
      }
    }
    let edge = Area(
      column: min(area.endColumn, size.columns - 1), row: body.row, columns: 1, rows: body.rows)
    frame.buffer.draw(ScrollBar(offset: offset, count: rows.count, visible: body.rows), in: edge)
  }

  private func draw(
    _ name: EntryName, _ books: Bookshelf, _ relevance: EntryRelevance?, in line: Area,
    on frame: inout Frame
  ) {
    let isMarked = name == patterns.marked
    let ground: Surface = isMarked && !isReading ? .selected : .screen
    if ground == .selected { frame.buffer.fill(line, style: TextStyle(.text, on: ground)) }
    let style = TextStyle(isMarked ? .accent : .text, on: ground)
    let isRelevant = relevance != nil
    frame.buffer.draw(
      StyledLine([
        StyledSpan(isMarked ? "▸" : " ", TextStyle(.accent, on: ground)),
        StyledSpan(isRelevant ? "●" : " ", TextStyle(relevance?.role ?? .muted, on: ground)),
        StyledSpan(isAtWork(name, books) ? "≈ " : "  ", TextStyle(.info, on: ground)),
        StyledSpan(TextWidth.clipped(books.title(name), to: line.columns - 4), style),
      ]), at: line.origin, limit: line.columns)
  }

  /// Whether a pattern can be seen at work in what runs now.
  private func isAtWork(_ name: EntryName, _ books: Bookshelf) -> Bool {
    guard name.kind == .patterns, !mesh.isAbsent, let snapshot = mesh.frame?.snapshot,
      let pattern = books.pattern(name.id)
    else { return false }
    return pattern.seenAs.contains { !$0.sightings(in: snapshot).isEmpty }
  }
}
