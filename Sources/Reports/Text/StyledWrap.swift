import Terminal

/// Breaks a run of differently styled pieces into lines.
///
/// The pieces follow one another without a break between them; words are what stands between spaces,
/// also where a word is made of several pieces.
struct StyledWrap {
  /// Pieces without a space between them.
  private struct Word {
    var spans: [StyledSpan] = []
    var columns = 0
  }

  /// The columns of the line being filled; of the first, then of all that follow.
  private var columns: Int
  private let laterColumns: Int
  private var lines: [StyledLine] = []
  private var line: [StyledSpan] = []
  private var used = 0

  /// The lines of at most `columns` columns each; none for a text without words.
  ///
  /// - Parameter hanging: the columns that every line but the first has less.
  static func lines(_ spans: [StyledSpan], columns: Int, hanging: Int = 0) -> [StyledLine] {
    var wrap = StyledWrap(columns: max(columns, 1), laterColumns: max(columns - hanging, 1))
    for word in words(spans) { wrap.add(word) }
    wrap.flush()
    return wrap.lines
  }

  private init(columns: Int, laterColumns: Int) {
    self.columns = columns
    self.laterColumns = laterColumns
  }

  private static func words(_ spans: [StyledSpan]) -> [Word] {
    var words: [Word] = []
    var word = Word()
    for span in spans {
      let parts = span.text.split(separator: " ", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0, !word.spans.isEmpty {
          words.append(word)
          word = Word()
        }
        if part.isEmpty { continue }
        let text = String(part)
        word.spans.append(StyledSpan(text, span.style))
        word.columns += TextWidth.columns(text)
      }
    }
    return word.spans.isEmpty ? words : words + [word]
  }

  private mutating func add(_ word: Word) {
    if used > 0, used + 1 + word.columns > columns { flush() }
    if used > 0 {
      // A space inside a run of one style belongs to it, so that no style is switched for a space.
      let isSame = line.last?.style == word.spans.first?.style
      let style = isSame ? line.last?.style : .plain
      put(StyledSpan(" ", style ?? .plain), 1)
    }
    if word.columns <= columns {
      for span in word.spans { put(span, TextWidth.columns(span.text)) }
    } else {
      for span in word.spans { addPieces(of: span) }
    }
  }

  /// A word wider than a line is broken where it has to be.
  private mutating func addPieces(of span: StyledSpan) {
    for (glyph, width) in SafeGlyphs(span.text) where width <= columns {
      if used + width > columns { flush() }
      put(StyledSpan(glyph.text, span.style), width)
    }
  }

  private mutating func put(_ span: StyledSpan, _ width: Int) {
    if let last = line.indices.last, line[last].style == span.style {
      line[last].text += span.text
    } else {
      line.append(span)
    }
    used += width
  }

  private mutating func flush() {
    if !line.isEmpty {
      lines.append(StyledLine(line))
      columns = laterColumns
    }
    line = []
    used = 0
  }
}
