import Instruments
import TestSupport
import Testing

@testable import Telemetry

struct MetricsPageTests {
  private static func read(_ text: String) throws -> [String] {
    var page = MetricsPage()
    try page.read(Array(text.utf8))
    var lines: [String] = []
    page.forEach { sample in
      let labels = sample.allLabels.map { "\($0.name)=\($0.value)" }.joined(separator: "|")
      lines.append("\(sample.name)[\(labels)]\(sample.value)")
    }
    return lines
  }

  @Test(
    arguments: [
      ("", []),
      ("\n\n  \n", []),
      ("a 1", ["a[]1.0"]),
      ("a 1\n", ["a[]1.0"]),
      ("a 1\r\nb 2\r\n", ["a[]1.0", "b[]2.0"]),
      ("a 1\r", ["a[]1.0"]),
      ("a\t 1 ", ["a[]1.0"]),
      ("a{} 1", ["a[]1.0"]),
      ("a {x=\"1\"} 1", ["a[x=1]1.0"]),
      ("a{x=\"1\"}1", ["a[x=1]1.0"]),
      ("a{x=\"1\",} 1", ["a[x=1]1.0"]),
      ("a{ x = \"1\" , y=\"2\" } 1", ["a[x=1|y=2]1.0"]),
      ("a{x=\"\"} 1", ["a[x=]1.0"]),
      ("a{x=\"b\\\"c\\\\d\\ne\"} 1", ["a[x=b\"c\\d\ne]1.0"]),
      ("a{x=\"{},=# \"} 1", ["a[x={},=# ]1.0"]),
      (
        "a{x=\"päge 😀 of more than sixteen bytes\"} 1",
        ["a[x=päge 😀 of more than sixteen bytes]1.0"]
      ),
      ("# HELP a b\n# TYPE a counter\n#\n#x\na 1\n# EOF\n", ["a[]1.0"]),
      ("a:b_C9 1", ["a:b_C9[]1.0"]),
      ("a 1 1395066363000", ["a[]1.0"]),
      ("a 1 -3982045", ["a[]1.0"]),
      ("a 1 1395066363.5", ["a[]1.0"]),
      ("a_bucket{le=\"1\"} 5 # {trace=\"x\"} 0.5 1.2\n", ["a_bucket[le=1]5.0"]),
      ("{\"a.b\",x=\"1\"} 1", ["a.b[x=1]1.0"]),
      ("{\"a.b\",\"y z\"=\"1\"} 1", ["a.b[y z=1]1.0"]),
      ("a 1\na 2\n", ["a[]1.0", "a[]2.0"]),
    ] as [(String, [String])])
  func wellFormedPagesAreRead(text: String, expected: [String]) throws {
    #expect(try Self.read(text) == expected)
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("+7", 7), ("-7.25", -7.25), ("1e3", 1000), ("1.5E-05", 1.5e-5),
      ("1.732183e+09", 1_732_183_000), (".5", 0.5), ("5.", 5),
      ("18446744073709551615", 18446744073709551616),
      ("7991.6903777872357750311493873596", 7991.690377787236), ("0.1", 0.1), ("1e22", 1e22),
      ("1e23", 1e23), ("123456789012345678", 123456789012345680),
      ("9007199254740993", 9007199254740992),
      ("+Inf", .infinity), ("-Inf", -.infinity), ("inf", .infinity), ("Infinity", .infinity),
      ("4.9e-324", .leastNonzeroMagnitude), ("1e-400", 0), ("0x1p-2", 0.25),
      ("0.000000000000000000000001", 1e-24),
    ] as [(String, Double)])
  func numbersAreThoseOfGo(text: String, value: Double) throws {
    var page = MetricsPage()
    try page.read(Array("a \(text)\n".utf8))
    page.forEach { #expect($0.value == value) }
    #expect(page.count == 1)
  }

  @Test(arguments: ["NaN", "nan", "-NaN"])
  func notANumberIsOne(text: String) throws {
    var page = MetricsPage()
    try page.read(Array("a \(text)\n".utf8))
    page.forEach { #expect($0.value.isNaN) }
    #expect(page.count == 1)
  }

  /// Any number, written in any way, is read as the standard library reads it.
  @Test(arguments: [1, 2, 3, 4])
  func numbersAreReadToTheLastBit(seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      var value = Double(bitPattern: chance.next())
      if !value.isFinite || Bool.random(using: &chance) {
        value = Double(Int.random(in: -1_000_000_000...1_000_000_000, using: &chance)) / 1000
      }
      var page = MetricsPage()
      try page.read(Array("a \(value)".utf8))
      page.forEach { #expect($0.value == value) }
    }
  }

  @Test(
    arguments: [
      ("9a 1", PageProblem.What.noName, 1, 1), ("-a 1", .noName, 1, 1), ("a", .noValue, 1, 2),
      ("a \nb 1", .noValue, 1, 3), ("ok 1\na{ 1", .noLabelName, 2, 4),
      ("a{9x=\"1\"} 1", .noLabelName, 1, 3),
      ("a{x} 1", .noEquals, 1, 4), ("a{x=1} 1", .noQuote, 1, 5), ("a{x=\"1} 1", .openQuote, 1, 5),
      ("a{x=\"1\n\"} 1", .openQuote, 1, 5), ("a{x=\"\\t\"} 1", .badEscape, 1, 6),
      ("a{x=\"1\" y=\"2\"} 1", .noComma, 1, 9), ("a{x=\"1\"", .noComma, 1, 8),
      ("a one", .badNumber, 1, 3),
      ("a 1x", .badNumber, 1, 3), ("a 1e", .badNumber, 1, 3), ("a 1_000", .badNumber, 1, 3),
      ("a 1,5", .badNumber, 1, 3), ("a -", .badNumber, 1, 3), ("a nan(1)", .badNumber, 1, 3),
      ("a 1 x", .badTimestamp, 1, 5), ("a 1 2 3", .trailing, 1, 7), ("a{\"b\"} 1", .noEquals, 1, 6),
      ("{} 1", .noName, 1, 3), ("a{x=\"1\"}", .noValue, 1, 9), ("a 1\rb", .badNumber, 1, 4),
      ("a{,} 1", .noLabelName, 1, 3),
    ] as [(String, PageProblem.What, Int, Int)])
  func malformedPagesAreRefusedWithThePlace(
    text: String, what: PageProblem.What, line: Int, column: Int
  ) {
    do {
      _ = try Self.read(text)
      Issue.record("read")
    } catch {
      let problem = error as? PageProblem
      #expect(problem?.what == what)
      #expect(problem?.line == line)
      #expect(problem?.column == column)
    }
  }

  @Test func aLongNameOrValueIsRefused() {
    let long = String(repeating: "x", count: 70_000)
    for text in ["\(long) 1", "a{\(long)=\"1\"} 1", "a{x=\"\(long)\"} 1"] {
      #expect(throws: PageProblem.self) { try Self.read(text) }
    }
  }

  @Test func aPageIsReadInThePlaceOfTheOneBefore() throws {
    var page = MetricsPage()
    try page.read(Array("a{x=\"1\"} 1\nb 2".utf8))
    #expect(throws: PageProblem.self) { try page.read(Array("a 1\nb".utf8)) }
    #expect(page.count == 0)
    try page.read(Array("c 3".utf8))
    page.forEach { #expect($0.name == "c") }
    #expect(page.count == 1)
  }

  @Test func whatOurServicesWriteIsRead() throws {
    let metrics = Metrics()
    metrics.counter("odd_total", "Odd \\ \"help\"\nin lines.", labels: ["x"])("a\"b\\c\nd")
      .increment(by: 3)
    metrics.histogram("t_seconds", "Time.", labels: ["to"])("b").record(microseconds: 300)
    let lines = try Self.read(metrics.page())
    #expect(lines.first == "odd_total[x=a\"b\\c\nd]3.0")
    #expect(lines.contains("t_seconds_bucket[to=b|le=0.000354]1.0"))
    #expect(lines.last == "t_seconds_count[to=b]1.0")
  }
}
