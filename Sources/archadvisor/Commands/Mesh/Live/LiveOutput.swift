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
  private var isFirst = true

  init(_ invocation: Invocation) {
    format = invocation.format
    pages = LivePages(invocation)
  }

  mutating func write(_ forms: Forms, isWatching: Bool) throws(Failure) {
    defer { isFirst = false }
    switch format {
    case "json": try Output.write(forms.json(!isWatching))
    case "ndjson": try Output.write(forms.lines())
    case "csv":
      // The names of the columns stand above the first rows only.
      let text = forms.csv()
      try Output.write(isFirst ? text : String(text.drop { $0 != "\n" }.dropFirst()))
    case "wide": try pages.show({ _ in forms.wide() }, isWatching: isWatching)
    default: try pages.show(forms.table, isWatching: isWatching)
    }
  }
}
