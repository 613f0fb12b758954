import Terminal
import Testing

@Suite struct ClipboardTests {
  @Test(arguments: [
    ("", ""), ("a", "YQ=="), ("ab", "YWI="), ("abc", "YWJj"), ("mesh stat", "bWVzaCBzdGF0"),
    ("é", "w6k="), ("x\u{1B}]52;c;\u{07}", "eO+/vV01MjtjO++/vQ=="), ("a\nb", "YSBi"),
  ])
  func isBase64OfSafeText(_ text: String, _ code: String) {
    let bytes = Clipboard.sequence(text)
    #expect(String(decoding: bytes, as: UTF8.self) == "\u{1B}]52;c;\(code)\u{07}")
  }

  @Test func isBounded() {
    let bytes = Clipboard.sequence(String(repeating: "網", count: 100_000))
    #expect(bytes.count <= Clipboard.limit * 4 / 3 + 12)
  }
}
