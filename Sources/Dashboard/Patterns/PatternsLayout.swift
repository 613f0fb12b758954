import Advice
import Terminal

//   Styles 5  Patterns 58  Warning signs 19 …                       the kinds, or what is looked for
//   Resilience              │ Patterns › Circuit breaker
//   ▸ ● Circuit breaker     │ Circuit breaker
//     ≈ Retry with backoff  │ …
//   On narrow screens the list, or the text in its place.

/// Where the parts of the tab stand.
struct PatternsLayout {
  let bar: Area
  /// Empty where the text takes all the room.
  let list: Area
  /// Empty where the list takes all the room.
  let text: Area
  /// Whether there is room for both.
  let isWide: Bool

  init(_ area: Area, isReading: Bool) {
    let inside = area.inset(columns: 1)
    isWide = area.columns >= 100
    let hasBar = isWide || !isReading
    bar = inside.rows([.fixed(hasBar ? 1 : 0), .flexible()])[0]
    let body = hasBar ? inside.dropping(top: area.rows >= 14 ? 2 : 1) : inside
    if isWide {
      let columns = min(44, area.columns * 2 / 5)
      list = Area(column: body.column, row: body.row, columns: columns, rows: body.rows)
      text = body.dropping(left: columns + 3)
    } else {
      let none = Area(column: body.column, row: body.row, columns: 0, rows: 0)
      list = isReading ? none : body
      text = isReading ? body : none
    }
  }

  /// The text without the line that says where it was opened from.
  var page: Area { text.dropping(top: 1) }
}

extension DashboardState {
  /// Where the parts of the Patterns tab stand when no news needs more room than a line.
  var patternsLayout: PatternsLayout {
    let body = Area(column: 0, row: 2, columns: size.columns, rows: max(0, size.rows - 4))
    return PatternsLayout(body, isReading: showsPage)
  }

  /// Whether a text takes the room of the list on a narrow screen; not while something is looked for.
  var showsPage: Bool { isReading && !typesPatternFilter }

  /// Whether a text is open, not only shown beside the list.
  var isReading: Bool { !patterns.trail.isEmpty }

  /// The text of an entry for the room there is.
  func entryText(_ name: EntryName, columns: Int) -> EntryText? {
    patterns.books.map { books in
      EntryWriter(
        books: books, relevances: relevances,
        snapshot: mesh.isAbsent ? nil : mesh.frame?.snapshot
      ).text(name, columns: columns - 1)
    }
  }
}
