/// Measures text in terminal columns, as ``SafeGlyphs`` would draw it.
public enum TextWidth {
  /// The columns a text takes.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - bound: Measuring stops once the text is wider than this; the result is then larger than
  ///     the bound but not the full width. Keeps hostile texts of any length cheap.
  public static func columns(_ text: String, atMost bound: Int = .max) -> Int {
    var columns = 0
    for (_, width) in SafeGlyphs(text) {
      columns += width
      if columns > bound { break }
    }
    return columns
  }

  /// Whether a text takes at most so many columns.
  static func fits(_ text: String, in columns: Int) -> Bool {
    // No character takes more columns than bytes, and most texts are short: no need to measure them.
    text.utf8.count <= columns || Self.columns(text, atMost: columns) <= columns
  }

  /// The text cut to at most `columns`, with an ellipsis when something is missing, and safe.
  public static func clipped(_ text: String, to columns: Int) -> String {
    guard columns > 0 else { return "" }
    let fits = fits(text, in: columns)
    let room = fits ? columns : columns - 1
    var result = ""
    var used = 0
    for (glyph, width) in SafeGlyphs(text) {
      guard used + width <= room else { break }
      result += glyph.text
      used += width
    }
    return fits ? result : result + "…"
  }

  /// The text cut or filled with spaces to exactly `columns`.
  public static func padded(_ text: String, to columns: Int, at end: Alignment = .leading)
    -> String
  {
    let clipped = Self.clipped(text, to: columns)
    let space = String(repeating: " ", count: max(0, columns - Self.columns(clipped)))
    switch end {
    case .leading: return clipped + space
    case .trailing: return space + clipped
    }
  }
}

/// Which end of its room a text keeps to.
public enum Alignment: Sendable {
  /// The left end.
  case leading
  /// The right end, as for numbers.
  case trailing
}
