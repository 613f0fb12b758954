/// Replaces everything that is not ASCII by something that is.
///
/// Works on the finished buffer, so no widget has to think of it and none can forget it.
public enum AsciiFallback {
  /// Replaces every glyph beyond ASCII; signs by their nearest likeness, the rest by `?`.
  public static func apply(to buffer: inout Buffer) {
    for index in buffer.cells.indices {
      let cell = buffer.cells[index]
      if cell.isContinuation {
        buffer.cells[index].width = 1
        buffer.cells[index].glyph = buffer.cells[index - 1].glyph == .space ? .space : unknown
      } else if cell.glyph.base > 0x7E || cell.glyph.firstMark != 0 {
        buffer.cells[index].width = 1
        buffer.cells[index].glyph = likeness(of: cell.glyph)
      }
    }
  }

  /// The text, made safe, with every character beyond ASCII replaced; as wide as before.
  public static func text(_ text: String) -> String {
    var result = ""
    for (glyph, width) in SafeGlyphs(text) {
      result += likeness(of: glyph).text
      if width == 2 { result += unknown.text }
    }
    return result
  }

  static let unknown = Glyph(base: "?")

  static func likeness(of glyph: Glyph) -> Glyph {
    if glyph.base <= 0x7E { return Glyph(base: Unicode.Scalar(UInt8(glyph.base))) }
    guard let scalar = Unicode.Scalar(glyph.base) else { return unknown }
    if let likeness = signs[scalar] ?? line(scalar) { return Glyph(base: likeness) }
    return letter(scalar) ?? unknown
  }

  /// The plain letter under an accent, read from the character's name in Unicode:
  /// LATIN SMALL LETTER E WITH ACUTE.
  private static func letter(_ scalar: Unicode.Scalar) -> Glyph? {
    let words = (scalar.properties.name ?? "").split(separator: " ")
    guard words.count > 4, words[0] == "LATIN", words[2] == "LETTER", words[4] == "WITH",
      let letter = words[3].unicodeScalars.first, words[3].count == 1
    else { return nil }
    return Glyph(base: words[1] == "SMALL" ? letter.properties.lowercaseScalar : letter)
  }

  /// Joints of light and heavy lines.
  private static func line(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "╴", "╶", "╼", "╾", "┄", "╸", "╺": "-"
    case "┅": "="
    case "╵", "╷", "╽", "╿", "┆", "╹", "╻": "|"
    case "┈", "┉": "."
    case "┊", "┋": ":"
    case "\u{250C}"..."\u{254B}": "+"
    default: nil
    }
  }

  /// Every sign the program draws has a likeness here; a test sees to that.
  static let signs: [Unicode.Scalar: Unicode.Scalar] = [
    "─": "-", "━": "=", "│": "|", "┃": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+",
    "┤": "+", "┬": "+", "┴": "+", "┼": "+", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "═": "=",
    "█": "#", "▉": "#", "▊": "#", "▋": "#", "▌": "#", "▍": "=", "▎": "-", "▏": "-", "░": ".",
    "▒": ":", "▓": "%", "▁": "_", "▂": "_", "▃": "-", "▄": "=", "▅": "=", "▆": "#", "▇": "#",
    "▐": "|", "←": "<", "→": ">", "↑": "^", "↓": "v", "↕": "|", "▲": "^", "▼": "v", "▸": ">",
    "▹": ">", "◂": "<", "▴": "^", "▾": "v", "↻": "@", "‹": "<", "›": ">", "●": "*", "○": "o",
    "◐": "~", "◌": ".", "◆": "#", "◇": "o", "■": "#",
    "□": "o", "✓": "+", "✔": "+", "✗": "x", "✖": "x", "╳": "X", "×": "x", "·": ".", "•": "*",
    "…": "~", "–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": "\"", "”": "\"", "≥": ">",
    "≤": "<", "±": "~", "≈": "~", "÷": "/", "°": "o", "§": "S", "«": "<", "»": ">", "ß": "s",
    "¹": "1", "²": "2", "³": "3", "½": "1", "≠": "!", "▕": "|", "€": "E", "ø": "o", "Ø": "O",
    "æ": "a", "Æ": "A",
  ]
}

extension Unicode.Scalar.Properties {
  fileprivate var lowercaseScalar: Unicode.Scalar {
    lowercaseMapping.unicodeScalars.first ?? "?"
  }
}
