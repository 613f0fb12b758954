import Terminal
import TestSupport
import Testing

@Suite struct SafeTextTests {
  @Test(arguments: [
    ("plain text", "plain text"),
    ("a\tb\nc\rd", "a b c d"),
    ("a\u{1B}[31mred", "a\u{FFFD}[31mred"),
    ("\u{1B}]52;c;AAAA\u{07}", "\u{FFFD}]52;c;AAAA\u{FFFD}"),
    ("\u{9B}31m", "\u{FFFD}31m"),
    ("bell\u{07}null\u{00}delete\u{7F}", "bell\u{FFFD}null\u{FFFD}delete\u{FFFD}"),
    ("pay\u{202E}tnem\u{202C}", "pay\u{FFFD}tnem\u{FFFD}"),
    ("\u{2066}x\u{2069}\u{200E}\u{200F}\u{061C}", "\u{FFFD}x\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("zero\u{200B}width\u{200D}\u{FEFF}", "zero\u{FFFD}width\u{FFFD}\u{FFFD}"),
    ("soft\u{AD}hyphen", "soft\u{FFFD}hyphen"),
    ("heart\u{2764}\u{FE0F}", "heart\u{2764}"),
    ("tag\u{E0041}", "tag\u{FFFD}"),
    ("private\u{E000}", "private\u{FFFD}"),
    ("unassigned\u{378}", "unassigned\u{FFFD}"),
    ("line\u{2028}paragraph\u{2029}", "line paragraph "),
    ("\u{301}first", "\u{25CC}\u{301}first"),
    ("שלום", "שלום"),
  ])
  func replacesWhatSteersATerminal(_ input: String, _ expected: String) {
    #expect(TextWidth.clipped(input, to: 80).unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test func noControlCharacterIsEverLeft() {
    for value in 0...0x10FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      // All of the first plane's oddities and a sample of the rest.
      guard value < 0x3000 || value % 251 == 0 || (0xE0000...0xE01FF).contains(value) else {
        continue
      }
      for (glyph, width) in SafeGlyphs("x" + String(scalar)) {
        #expect(width == 1 || width == 2)
        for shown in glyph.text.unicodeScalars {
          let category = shown.properties.generalCategory
          #expect(category != .control && category != .format && category != .privateUse)
        }
      }
    }
  }

  @Test(arguments: [
    ("abc", 3), ("網路", 4), ("e\u{301}", 1), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
    ("│─█", 3), ("●▲✖", 3), ("😀", 2), ("ＡＢ", 4), ("ไทย", 3), ("กำ", 2), ("", 0),
  ])
  func measuresColumns(_ text: String, _ columns: Int) {
    #expect(TextWidth.columns(text) == columns)
  }

  @Test func measuringStopsAtTheBound() {
    #expect(TextWidth.columns(String(repeating: "x", count: 1_000_000), atMost: 10) == 11)
  }

  @Test func padsAndClips() {
    #expect(TextWidth.padded("ab", to: 4) == "ab  ")
    #expect(TextWidth.padded("ab", to: 4, at: .trailing) == "  ab")
    #expect(TextWidth.padded("網網網", to: 4) == "網… ")
    #expect(TextWidth.clipped("abc", to: 0) == "")
  }
}

@Suite struct TextWrapTests {
  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]),
    ("one two three", 5, ["one", "two", "three"]),
    ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]),
    ("first\n\nsecond", 20, ["first", "", "second"]),
    ("網路 網路", 5, ["網路", "網路"]),
    ("網路", 3, ["網", "路"]),
    ("網", 1, [""]),
    ("", 5, [""]),
    ("x", 0, []),
  ])
  func breaksAtSpaces(_ text: String, _ columns: Int, _ expected: [String]) {
    #expect(TextWrap.lines(text, columns: columns) == expected)
  }

  @Test func noLineIsWiderThanAsked() {
    var chance = SeededGenerator(seed: 5)
    let pieces = ["word", " ", "  ", "網路", "\n", "\u{202E}", "antidisestablishmentarianism", "é"]
    for _ in 0..<300 {
      let text = (0..<20).map { _ in pieces[Int.random(in: 0..<8, using: &chance)] }.joined()
      let columns = Int.random(in: 2..<15, using: &chance)
      for line in TextWrap.lines(text, columns: columns) {
        #expect(TextWidth.columns(line) <= columns)
      }
    }
  }

  @Test func hostileLengthIsBounded() {
    let lines = TextWrap.lines(String(repeating: "x", count: 1_000_000), columns: 10)
    #expect(lines.count <= TextWrap.mostLines + 1)
  }
}

@Suite struct AsciiFallbackTests {
  @Test func nothingBeyondAsciiIsLeft() {
    var buffer = Buffer(size: Size(columns: 20, rows: 1))
    buffer.draw("╭─ Zürich 網 ● ½ é́x", at: Position(column: 0, row: 0))
    AsciiFallback.apply(to: &buffer)
    #expect(FrameText.text(buffer) == "+- Zurich ?? * 1 ex\n")
  }
}
