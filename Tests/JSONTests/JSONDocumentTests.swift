import TestSupport
import Testing

@testable import JSON

struct JSONDocumentTests {
  private static func read(_ text: String) throws -> JSONValue {
    try JSONDocument(Array(text.utf8)).root
  }

  @Test(arguments: [
    ("1", 1.0), ("-0", 0), ("0.5", 0.5), ("1e3", 1000), ("1.25E-2", 0.0125),
    ("18446744073709551614", 18_446_744_073_709_551_616), (" 7 ", 7),
  ])
  func numbersAreRead(text: String, value: Double) throws {
    #expect(try Self.read(text).number == value)
  }

  @Test(
    arguments: [
      ("12", 12), ("-9223372036854775808", Int.min), ("9223372036854775808", nil), ("1.5", nil),
      ("1e2", nil), ("\"1\"", nil),
    ] as [(String, Int?)])
  func wholeNumbersAreThoseThatFit(text: String, value: Int?) throws {
    #expect(try Self.read(text).integer == value)
  }

  @Test(arguments: [
    (#""""#, ""), (#""a/b""#, "a/b"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#""\u00e9\u20AC""#, "é€"), (#""\ud83d\ude00!""#, "😀!"), (#""x\ud83dy""#, "x\u{FFFD}y"),
    (#""é\n😀""#, "é\n😀"),
  ])
  func stringsAreDecoded(text: String, value: String) throws {
    #expect(try Self.read(text).string == value)
  }

  @Test func bytesThatAreNoTextAreReplaced() throws {
    #expect(try JSONDocument([0x22, 0xFF, 0x22]).root.string == "\u{FFFD}")
  }

  @Test func valuesAreFoundByNameAndPlace() throws {
    let root = try Self.read(
      #"{"a": [1, {"x": []}, true], "b": {"c\u0064": null}, "a": 2, "": false}"#)
    #expect(root["a"]?.items.count == 3)
    #expect(root["a"]?.items[1]["x"]?.items.isEmpty == true)
    #expect(root["a"]?.items[2].flag == true)
    #expect(root["b"]?["cd"]?.isNull == true)
    #expect(root[""]?.flag == false)
    #expect(root["z"] == nil)
    #expect(root.members.map(\.name) == ["a", "b", "a", ""])
    #expect(root.items.isEmpty)
    #expect(root["a"]?.members.isEmpty == true)
    #expect(root["a"]?["x"] == nil)
  }

  @Test(arguments: [
    "", " ", "{", "[", "\"", "[1", "{\"a\"", "{\"a\":", "{\"a\":1", "tru", "-", "1.", "1e", "1e+",
    "[1,", "{\"a\":1,",
  ])
  func whatBreaksOffIsNoJSON(text: String) {
    #expect(throws: JSONProblem(offset: text.utf8.count, what: .unfinished)) {
      try Self.read(text)
    }
  }

  @Test(arguments: [
    ("[1,]", 3), ("{,}", 1), ("{\"a\" 1}", 5), ("{a:1}", 1), ("[1 2]", 3), ("nul!", 3),
    ("\"\\x\"", 1), ("\"a\nb\"", 2), ("'a'", 0), ("+1", 0), (".5", 0), ("{\"a\":1]", 6),
    ("[\u{0}]", 1), ("\"\\", 1), ("\"\\u12", 1), ("\"\\u12x4\"", 1),
  ])
  func whatIsMalformedIsNoJSON(text: String, offset: Int) {
    #expect(throws: JSONProblem(offset: offset, what: .unexpected)) { try Self.read(text) }
  }

  @Test(arguments: [("1 2", 2), ("[] ]", 3), ("01", 1), ("{}x", 2), ("1\u{0}", 1)])
  func nothingMayFollow(text: String, offset: Int) {
    #expect(throws: JSONProblem(offset: offset, what: .trailing)) { try Self.read(text) }
  }

  @Test func depthIsLimited() throws {
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    _ = try Self.read(deep)
    #expect(throws: JSONProblem(offset: 64, what: .tooDeep)) { try Self.read("[\(deep)]") }
  }

  /// What our own writer writes is read back the same, whatever it holds.
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8])
  func whatIsWrittenIsReadBack(seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let names = (0..<Int.random(in: 0...5, using: &chance)).map { _ in Self.text(&chance) }
      let values = names.map { _ in Self.text(&chance) }
      var writer = JSONWriter(pretty: Bool.random(using: &chance))
      writer.object { writer in
        for (name, value) in zip(names, values) { writer.string(name, value) }
      }
      let members = try Self.read(writer.text).members
      #expect(members.map(\.name) == names)
      #expect(members.map(\.value.string) == values)
    }
  }

  private static func text(_ chance: inout SeededGenerator) -> String {
    let pieces = ["a", "\"", "\\", "\n", "\u{7}", "é", "😀", "\u{202E}", "\u{E0001}", "/", "\u{0}"]
    return (0..<Int.random(in: 0...6, using: &chance)).map { _ in
      pieces[Int.random(in: 0..<pieces.count, using: &chance)]
    }.joined()
  }
}
