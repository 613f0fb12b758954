/// Breaks running text into lines.
public enum TextWrap {
  /// The most lines one text is broken into; what comes after is dropped.
  public static let mostLines = 2_000

  /// The lines of a text of at most `columns` each.
  ///
  /// Breaks at spaces, inside a word only when it is wider than a line. Line breaks in the text
  /// are kept.
  public static func lines(_ text: String, columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = WrappedLine(columns: columns)
      for word in paragraph.split(separator: " ") {
        line.add(String(word), to: &lines)
        if lines.count >= mostLines { return lines }
      }
      lines.append(line.text)
    }
    return lines
  }
}

/// The line that is being filled.
private struct WrappedLine {
  let columns: Int
  var text = ""
  var used = 0

  init(columns: Int) {
    self.columns = columns
  }

  mutating func add(_ word: String, to lines: inout [String]) {
    let width = TextWidth.columns(word, atMost: columns)
    if used > 0, used + 1 + width <= columns {
      text += " " + word
      used += 1 + width
      return
    }
    if used > 0 { flush(to: &lines) }
    if width <= columns {
      text = word
      used = width
    } else {
      addPieces(of: word, to: &lines)
    }
  }

  private mutating func addPieces(of word: String, to lines: inout [String]) {
    for (glyph, width) in SafeGlyphs(word) where width <= columns {
      guard lines.count < TextWrap.mostLines else { return }
      if used + width > columns { flush(to: &lines) }
      text += glyph.text
      used += width
    }
  }

  private mutating func flush(to lines: inout [String]) {
    lines.append(text)
    text = ""
    used = 0
  }
}
