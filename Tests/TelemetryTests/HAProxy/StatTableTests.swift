import MeshModel
import TestSupport
import Testing

@testable import Telemetry

/// The table of statistics as text.
struct StatTableTests {
  private static let header = "# pxname,svname,status,last_chk,stot,\n"

  private static func table(_ text: String) throws -> StatTable {
    try StatTable(Array(text.utf8))
  }

  @Test func valuesAreFoundByTheNamesOfTheirColumns() throws {
    let text = "# pxname,svname,new,stot,status,\nweb,a,1,7,UP,\n\nPid: 3\n"
    let table = try Self.table(text)
    let row = try #require(table.rows.first)
    #expect(table.rows.count == 1 && row[.proxy] == "web" && row.number(.sessions) == 7)
    #expect(row[.status] == "UP" && row[.lastCheck] == nil)
    #expect(ProxyInfo(table.rest).process == 3)
  }

  @Test(
    arguments: [
      ("a b", "a b"), ("\"a,b\"", "a,b"), ("\"a \"\"b\"\", c\"", "a \"b\", c"), ("\"\"", nil),
      ("\"two\nlines\"", "two\nlines"), ("\"\"\"\"", "\""), ("", nil),
    ] as [(String, String?)])
  func quotesHoldWhatWouldSeparate(_ written: String, _ read: String?) throws {
    let table = try Self.table(Self.header + "web,a,UP,\(written),1,\nweb,b,UP,,2,\n")
    #expect(table.rows.map { $0[.lastCheck] } == [read, nil])
    #expect(table.rows.map { $0.number(.sessions) } == [1, 2])
  }

  @Test(
    arguments: [
      ("12", 12), ("0", 0), ("-1", nil), ("1.5", nil), ("", nil), ("NaN", nil), ("1e9", nil),
      ("999999999999999", 999_999_999_999_999), ("18446744073709551615", nil),
    ] as [(String, Double?)])
  func onlyWholeNumbersCount(_ written: String, _ value: Double?) throws {
    let table = try Self.table(Self.header + "web,a,UP,,\(written),\n")
    #expect(table.rows.first?.number(.sessions) == value)
  }

  @Test(
    arguments: [
      ("", .noHeader, 1), ("Unknown command\n", .noHeader, 1),
      ("Permission denied\n\n", .noHeader, 1),
      ("# pxname,svname,status", .cutOff, 1), (header + "web,a,UP", .cutOff, 2),
      (header + "web,a,UP,,1,\nweb,b,\n", .cutOff, 3),
      (header + "web,a,UP,\"never ends,1,\n", .cutOff, 3),
      (header + "web,a,UP,\"x\"y,1,\n", .cutOff, 2),
    ] as [(String, StatProblem.What, Int)])
  func whatIsNoTableIsRefused(_ text: String, _ what: StatProblem.What, _ line: Int) {
    #expect(throws: StatProblem(line: line, what: what)) { try Self.table(text) }
  }

  @Test func tooManyColumnsOrRowsAreRefused() {
    let wide = "# pxname,svname" + String(repeating: ",x", count: 2000) + "\n"
    #expect(throws: StatProblem(line: 1, what: .noHeader)) { try Self.table(wide) }
    let long = Self.header + String(repeating: "web,a,UP,,1,\n", count: 50_001)
    #expect(throws: StatProblem.self) { try Self.table(long) }
  }

  @Test func everyByteThatIsMissingIsNoticedOrHarmless() throws {
    let whole = try capture("haproxy/6-queue-overflow.txt")
    for end in stride(from: 0, to: whole.count, by: 7) {
      guard let table = try? StatTable(Array(whole[..<end])) else { continue }
      // What is taken was complete.
      #expect(table.rows.allSatisfy { $0[.mode] != nil || $0[.proxy] != nil })
      #expect(table.rows.count <= 14)
    }
  }

  @Test func anIllSourceSaysWhyAndInventsNothing() throws {
    var look = ProxyLook()
    try look.take(captures: ["1-healthy", "2-slow"])
    look.take(.failed("connection refused"), at: 79)
    #expect(look.snapshot.sources.map(\.problem) == ["connection refused"])
    look.take(Array("Permission denied\n\n".utf8), at: 90)
    #expect(
      look.snapshot.sources.map(\.problem)
        == ["it answers with something else than HAProxy's statistics"])
    #expect(try #require(look.edge(to: "payment")).traffic == TrafficFigures())
    #expect(look.happened("haproxy=/run/haproxy.sock") == [.sourceLost])
  }

  @Test(arguments: ["haproxy=run/x.sock", "haproxy=", "haproxy"])
  func onlyASocketOfTheFileSystemIsAsked(_ text: String) {
    #expect(throws: SourceKind.Problem.self) {
      try SourceKind.haproxy.make(
        String(text.dropFirst("haproxy=".count)), SourceSettings { _ in "" })
    }
  }

  @Test func oneLineIsAsked() throws {
    let source = try SourceKind.haproxy.make("/run/haproxy.sock", SourceSettings { _ in "" })
    var copy = source
    #expect(
      copy.requests(at: ClockReading(monotonic: 0, wall: 0))
        == [.line(socket: "/run/haproxy.sock", line: "show stat;show info")])
    #expect(copy.identity.id == "haproxy=/run/haproxy.sock")
  }
}
