import Testing

@testable import Text

@Suite("Nearest names and printable texts")
struct TextTests {
  static let names = ["team-size", "team-count", "consistency", "workload"]

  static let misspelt: [(name: String, nearest: String?)] = [
    ("team-siz", "team-size"), ("tema-size", "team-size"), ("teamcount", "team-count"),
    ("Consistency", "consistency"), ("work-load", "workload"), ("wrokload", "workload"),
    ("workloads", "workload"), ("weather", nil), ("", nil), ("xyz", nil),
    (String(repeating: "team-size", count: 10), nil),
  ]

  @Test("the nearest name is offered when it is near enough", arguments: misspelt)
  func nearest(_ name: String, _ nearest: String?) {
    #expect(NearestName.find(name, in: Self.names) == nearest)
    let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
    #expect(NearestName.hint(name, in: Self.names) == hint)
  }

  @Test("a swap of neighbours is one edit, and the distance is the same both ways")
  func distance() {
    func distance(_ left: String, _ right: String) -> Int {
      NearestName.distance(Array(left.utf8), Array(right.utf8))
    }
    #expect(distance("ab", "ba") == 1)
    #expect(distance("abc", "") == 3)
    #expect(distance("kitten", "sitting") == 3)
    for left in Self.names {
      for right in Self.names { #expect(distance(left, right) == distance(right, left)) }
    }
  }

  static let texts: [(text: String, printable: String)] = [
    ("plain", "plain"), ("é 🏛", "é 🏛"), ("a\nb\tc\rd", "a b c d"), ("\u{1B}[31mred", "?[31mred"),
    ("\u{9B}2J", "?2J"), ("\u{7F}\u{0}", "??"), ("\u{202E}evil\u{2066}", "?evil?"),
    ("zero\u{200B}width\u{FEFF}", "zero?width?"), ("\u{E0041}", "?"), ("a\r\nb", "a  b"),
  ]

  @Test("what could steer a terminal is replaced", arguments: texts)
  func printable(_ text: String, _ printable: String) {
    #expect(text.printable == printable)
  }

  @Test("every scalar that is left is harmless")
  func allScalars() {
    for value in (0...0x2FFF as ClosedRange<UInt32>) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isLeft = String(scalar).printable == String(scalar)
      let category = scalar.properties.generalCategory
      if category == .control || category == .lineSeparator || category == .paragraphSeparator {
        #expect(!isLeft, "U+\(String(value, radix: 16))")
      }
    }
  }
}
