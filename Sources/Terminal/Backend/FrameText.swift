/// Screens as text, for tests and dumps.
public enum FrameText {
  /// The rows of a screen, spaces at their ends left out.
  public static func text(_ buffer: Buffer) -> String {
    rows(buffer).joined(separator: "\n") + "\n"
  }

  /// The rows of a screen, then the same grid with a letter for each look, then what the letters
  /// stand for. A space stands for the terminal's own text.
  public static func textWithStyles(_ buffer: Buffer, palette: Palette) -> String {
    var legend = Legend()
    let styles = (0..<buffer.size.rows).map { row in
      String(buffer.row(row).map { legend.letter(for: palette.ink(for: $0.style)) })
    }
    let grid = styles.map { withoutTrailingSpaces($0) }.joined(separator: "\n")
    return text(buffer) + "-- styles\n" + grid + "\n" + legend.lines
  }

  private static func rows(_ buffer: Buffer) -> [String] {
    (0..<buffer.size.rows).map { row in
      let cells = buffer.row(row).filter { !$0.isContinuation }
      return withoutTrailingSpaces(cells.map(\.glyph.text).joined())
    }
  }

  private static func withoutTrailingSpaces(_ text: String) -> String {
    var text = text[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

/// Gives every look a letter, in the order of appearance.
private struct Legend {
  private static let letters = Array(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
  private var inks: [Ink] = []

  mutating func letter(for ink: Ink) -> Character {
    guard ink != Ink() else { return " " }
    if let index = inks.firstIndex(of: ink) { return Self.letter(index) }
    inks.append(ink)
    return Self.letter(inks.count - 1)
  }

  private static func letter(_ index: Int) -> Character {
    index < letters.count ? letters[index] : "*"
  }

  var lines: String {
    inks.enumerated().map { "\(Self.letter($0.offset)) = \($0.element.words)\n" }.joined()
  }
}

extension Ink {
  /// The look in words: `75 on 24 bold`.
  public var words: String {
    var words: [String] = [foreground?.words ?? "default"]
    if let background { words.append("on " + background.words) }
    if attributes.contains(.bold) { words.append("bold") }
    if attributes.contains(.dim) { words.append("dim") }
    if attributes.contains(.underline) { words.append("underline") }
    if attributes.contains(.reverse) { words.append("reverse") }
    return words.joined(separator: " ")
  }
}

extension InkColor {
  fileprivate var words: String {
    switch self {
    case .numbered(let number): "\(number)"
    case .direct(let red, let green, let blue): "\(red),\(green),\(blue)"
    }
  }
}
