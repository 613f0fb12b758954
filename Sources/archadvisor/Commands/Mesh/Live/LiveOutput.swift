import Reports
import Terminal

/// Writes what was seen of a mesh in the format that was asked for, once or again and again.
struct LiveOutput {
  /// One thing in all formats; only the one that is asked for is made.
  struct Forms {
    /// For so many columns.
    var table: (Int) -> [StyledLine]
    var wide: () -> [StyledLine]
    /// One value a line, or all on one line.
    var json: (Bool) -> [UInt8]
    var lines: () -> [UInt8]
    var csv: () -> String
  }

  private let format: String
  private var pages: LivePages
  private var rows = RowsInParts()

  init(_ invocation: Invocation) {
    format = invocation.format
    pages = LivePages(invocation)
  }

  mutating func write(_ forms: Forms, isWatching: Bool) throws(Failure) {
    switch format {
    case "json": try Output.write(forms.json(!isWatching))
    case "ndjson": try Output.write(forms.lines())
    case "csv": try Output.write(rows.next(forms.csv()))
    case "wide": try pages.show({ _ in forms.wide() }, isWatching: isWatching)
    default: try pages.show(forms.table, isWatching: isWatching)
    }
  }
}

/// Comma-separated values that come in parts: the names of the columns stand above the first only.
struct RowsInParts {
  private var isFirst = true

  mutating func next(_ part: String) -> String {
    defer { isFirst = false }
    return isFirst ? part : String(part.drop { $0 != "\n" }.dropFirst())
  }
}
