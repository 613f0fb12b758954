import Reports
import Terminal
import TestSupport
import Testing

@Suite("Pages of text")
struct PageTests {
  /// The page as plain text.
  private func text(_ columns: Int, _ build: (inout Page) -> Void) -> [String] {
    var page = Page(columns: columns)
    build(&page)
    return Paint().text(page.lines).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map(String.init)
  }

  @Test("text breaks at spaces, and inside a word only when it has to")
  func breaks() {
    let lines = text(20) { $0.text("a short text and anUnusuallyLongWordForALine here") }
    #expect(lines == ["a short text and", "anUnusuallyLongWordF", "orALine here"])
  }

  @Test("a word torn between lines that hang stays whole when they are put together")
  func tornHanging() {
    let lines = text(20) { $0.text([StyledSpan("see anUnusuallyLongWordForALine")], hanging: 4) }
    #expect(lines == ["see", "    anUnusuallyLongW", "    ordForALine"])
  }

  @Test("a row keeps its columns, and flows where the page is too narrow for them")
  func rows() {
    let cells = [(span: StyledSpan("one"), width: 8), (span: StyledSpan("two"), width: 8)]
    #expect(text(20) { $0.row(cells, indent: 2) } == ["  one     two"])
    let wide = cells + [(span: StyledSpan("three"), width: 8)]
    #expect(text(20) { $0.row(wide) } == ["one two three"])
  }

  @Test("a word made of several styles is not torn apart")
  func pieces() {
    let spans = [
      StyledSpan("one two thr"), StyledSpan("ee", TextStyle(.bad)), StyledSpan(", four"),
    ]
    let lines = text(20) { $0.text(spans, indent: 8) }
    #expect(lines == ["        one two", "        three, four"])
  }

  @Test("columns are counted as a terminal shows them")
  func wide() {
    let lines = text(20) { $0.text("日本語 日本語 日本語 é́ é́") }
    #expect(lines == ["日本語 日本語 日本語", "é́ é́"])
  }

  @Test("text stands beside its label and never below it")
  func labels() {
    let label = [StyledSpan("label")]
    let lines = text(40) {
      $0.item(label: label, width: 8, [StyledSpan("words that go on for more than a line")])
    }
    #expect(lines == ["label   words that go on for more than a", "        line"])
    let narrow = text(30) { $0.item(label: label, width: 8, [StyledSpan("some words")]) }
    #expect(narrow == ["label", "  some words"])
    for wide in ["label of its own", "8 or more"] {
      let lines = text(40) {
        $0.item(
          label: [StyledSpan(wide)], width: 8, [StyledSpan("words that go on for a line more")])
      }
      #expect(lines == [wide, "        words that go on for a line more"])
    }
  }

  @Test("later lines can hang below the first")
  func hanging() {
    let lines = text(24) { $0.text([StyledSpan("one two three four five six")], hanging: 4) }
    #expect(lines == ["one two three four five", "    six"])
  }

  @Test("empty lines neither begin a page nor follow one another")
  func blanks() {
    let lines = text(20) {
      $0.blank()
      $0.text("a")
      $0.blank()
      $0.blank()
      $0.text("b")
    }
    #expect(lines == ["a", "", "b"])
  }

  @Test("colour is there when wanted, and what a text holds can never colour or steer")
  func paint() {
    let line = StyledLine([
      StyledSpan("bad", TextStyle(.bad)), StyledSpan(" \u{1B}[31mred\u{7}\u{202E}"),
    ])
    #expect(Paint().text([line]) == "bad �[31mred��\n")
    #expect(Paint(colored: true).text([line]) == "\u{1B}[31mbad\u{1B}[0m �[31mred��\n")
  }

  @Test("ASCII keeps the width")
  func ascii() {
    #expect(Paint(ascii: true).text([StyledLine("Café — 日本 → ok")]) == "Cafe - ???? > ok\n")
  }

  @Test("no page is wider than it may be, whatever is put on it")
  func neverTooWide() {
    var random = SeededGenerator(seed: 7)
    let pieces = ["a", "word", "anotherRatherLongWord", "日本語", "é́", "-", "…", " ", "  "]
    for _ in 0..<300 {
      let columns = Int.random(in: 20...60, using: &random)
      var page = Page(columns: columns)
      let spans = (0..<20).map { _ in
        StyledSpan(
          pieces.randomElement(using: &random) ?? "",
          TextStyle(Role.allCases.randomElement(using: &random) ?? .text))
      }
      page.item(
        label: [StyledSpan("label")], width: Int.random(in: 6...30, using: &random), spans,
        indent: Int.random(in: 0...8, using: &random),
        hanging: Int.random(in: 0...8, using: &random))
      #expect(page.lines.allSatisfy { $0.columns <= columns })
    }
  }
}
