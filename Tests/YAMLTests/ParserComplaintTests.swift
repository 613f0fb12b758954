import Testing
import YAML

@Suite("What the parser complains about, and where")
struct ParserComplaintTests {
  /// Complaints about a text, one a line, as the file `f`.
  static func complaints(
    _ bytes: [UInt8], limits: ParserLimits = .standard
  ) -> [String] {
    let complaints = Complaints()
    _ = Document.parse(bytes, file: "f", limits: limits, complaints)
    return complaints.lines
  }

  /// Texts with what is told of them, the file's name left out.
  static let table: [(text: String, complaints: [String])] = [
    ("a: 1\n", []),
    ("", ["1:1: the file is empty; expected a mapping"]),
    ("# nothing\n", ["1:1: the file is empty; expected a mapping"]),
    ("a: 1\n---\nb: 2\n", ["2:1: a second document begins here; keep one document a file"]),
    ("--- {a: 1}\n...\n", []),
    ("a: 1\na: 2\nb: 3\n  \n", ["2:1: the key 'a' stands already on line 1; keep one of them"]),
    (
      "a: {b: 1, b: 2}\nc: {d: 1, d: 2}\n",
      [
        "1:11: the key 'b' stands already on line 1; keep one of them",
        "2:11: the key 'd' stands already on line 2; keep one of them",
      ]
    ),
    ("a: &x 1\nb: 2\n", ["1:4: an anchor is not supported; write the value out"]),
    ("a: *x\n", ["1:4: an alias is not supported; write the value out"]),
    ("a: !!str 1\n", ["1:4: an explicit tag is not supported; write the value out"]),
    (
      "a: &x [1]\nb: !t {c: d}\n",
      [
        "1:4: an anchor is not supported; write the value out",
        "2:4: an explicit tag is not supported; write the value out",
      ]
    ),
    ("<<: {a: 1}\n", []),
    ("? [a]\n: b\n", ["1:3: a key must be plain text"]),
    ("? {a: b}\n: c\n", ["1:3: a key must be plain text"]),
    ("a: b: c\n", ["1:5: not valid YAML: mapping values are not allowed in this context"]),
    ("a: [1, 2\nb: 3\n", ["2:2: not valid YAML: did not find expected ',' or ']'"]),
    ("a: {b: 1\n", ["2:1: not valid YAML: did not find expected ',' or '}'"]),
    ("a: 'x\n", ["2:1: not valid YAML: found unexpected end of stream"]),
    ("a: \"\\q\"\n", ["1:5: not valid YAML: found unknown escape character"]),
    ("a:\n\tb: 1\n", ["2:1: not valid YAML: found character that cannot start any token"]),
    ("a: 1\n b: 2\n", ["2:3: not valid YAML: mapping values are not allowed in this context"]),
    ("- a\nb: c\n", ["2:1: not valid YAML: did not find expected '-' indicator"]),
    ("a: @b\n", ["1:4: not valid YAML: found character that cannot start any token"]),
    ("a: `b\n", ["1:4: not valid YAML: found character that cannot start any token"]),
    ("a: %b\n", ["1:4: not valid YAML: found character that cannot start any token"]),
    ("%YAML 1.1\n%YAML 1.1\n--- a\n", ["2:1: not valid YAML: found duplicate %YAML directive"]),
    ("%YAML 2.0\n--- a\n", ["1:1: not valid YAML: found incompatible YAML document"]),
    ("a: |9x\n  b\n", ["1:6: not valid YAML: did not find expected comment or line break"]),
    ("a: \u{7}\n", ["1:4: not valid UTF-8 text: control characters are not allowed"]),
    ("a: b\u{1B}c\n", ["1:5: not valid UTF-8 text: control characters are not allowed"]),
    ("\u{FEFF}a: 1\n", []),
  ]

  @Test("a text and its complaints", arguments: table)
  func text(_ text: String, _ complaints: [String]) {
    #expect(Self.complaints(Array(text.utf8)) == complaints.map(Self.line))
  }

  /// `1:4: message` as the line that is shown.
  private static func line(_ complaint: String) -> String {
    let parts = complaint.split(separator: " ", maxSplits: 1)
    return "f:\(parts[0]) error: \(parts[1])"
  }

  static let noTexts: [(bytes: [UInt8], complaint: String)] = [
    ([0x61, 0x3A, 0x20, 0xFF, 0x0A], "1:4: not valid UTF-8 text: invalid leading UTF-8 octet"),
    (
      Array("a: b\nc: ".utf8) + [0xC3, 0x28],
      "2:5: not valid UTF-8 text: invalid trailing UTF-8 octet"
    ),
    // A surrogate, and a slash written longer than it may be.
    ([0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80], "1:4: not valid UTF-8 text: invalid Unicode character"),
    (
      [0x61, 0x3A, 0x20, 0xC0, 0xAF],
      "1:4: not valid UTF-8 text: invalid length of a UTF-8 sequence"
    ),
    ([0x61, 0x3A, 0xE2, 0x82], "1:3: not valid UTF-8 text: incomplete UTF-8 octet sequence"),
    ([0, 0, 0], "1:1: not valid UTF-8 text: control characters are not allowed"),
  ]

  @Test("bytes that are no text", arguments: noTexts)
  func bytes(_ bytes: [UInt8], _ complaint: String) {
    #expect(Self.complaints(bytes) == [Self.line(complaint)])
  }

  // MARK: Limits

  @Test("a file is read up to its limit in bytes, and unread beyond")
  func size() {
    let limits = ParserLimits(bytes: 4, depth: 16)
    #expect(Self.complaints(Array("a: 1".utf8), limits: limits) == [])
    #expect(
      Self.complaints(Array("a: 12".utf8), limits: limits)
        == ["f:1:1: error: the file has 5 bytes; at most 4 are read"])
  }

  @Test("nesting is read up to its limit, in lists and in mappings", arguments: ["[]", "{}"])
  func depth(_ kind: String) {
    func nested(_ levels: Int) -> [UInt8] {
      let open = kind == "[]" ? "[" : "{a: "
      let close = kind == "[]" ? "]" : "}"
      return Array(
        (String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels))
          .utf8
      )
    }
    #expect(Self.complaints(nested(16)) == [])
    let column = kind == "[]" ? 17 : 65
    #expect(
      Self.complaints(nested(17))
        == ["f:1:\(column): error: nested deeper than 16 levels; flatten it"])
    // Far deeper: the same complaint, and no stack is needed to make it.
    #expect(Self.complaints(nested(100_000)).count == 1)
  }

  @Test("a bomb of aliases ends at the first anchor or alias")
  func bomb() {
    let text = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    #expect(
      Self.complaints(Array(text.utf8)) == [
        "f:1:4: error: an anchor is not supported; write the value out",
        "f:2:4: error: an anchor is not supported; write the value out",
        "f:2:8: error: an alias is not supported; write the value out",
      ])
  }

  @Test("of many complaints the first hundred are kept, the others counted")
  func many() {
    let text = String(repeating: "a: 1\n", count: 150)
    let lines = Self.complaints(Array(text.utf8))
    #expect(lines.count == 101)
    #expect(
      lines.first == "f:2:1: error: the key 'a' stands already on line 1; keep one of them")
    #expect(lines.last == "and 49 more")
  }

  @Test("a complaint shows nothing that could steer a terminal")
  func printable() {
    let complaints = Complaints()
    _ = Document.parse(
      Array("\"k\\e[2J\": 1\n\"k\\e[2J\": 2\n".utf8), file: "f\u{1B}]0;x\u{7}", complaints)
    #expect(
      complaints.lines == [
        "f?]0;x?:2:1: error: the key 'k?[2J' stands already on line 1; keep one of them"
      ])
  }
}
