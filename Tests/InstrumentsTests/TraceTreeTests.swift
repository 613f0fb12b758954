import TestSupport
import Testing

@testable import Instruments

struct TraceTreeTests {
  private static func span(
    _ id: String, under parent: String? = nil, _ kind: Span.Kind = .server, at start: Int = 0,
    for duration: Int = 10, failure: String? = nil
  ) -> Span {
    Span(
      trace: "t", id: id, parent: parent, service: "s", instance: "s-1", name: id, kind: kind,
      start: start, duration: duration, failure: failure)
  }

  private static func drawn(_ spans: [Span]) -> [String] {
    TraceTree(Trace(id: "t", spans)).rows.map { row in
      String(repeating: " ", count: row.depth) + row.span.id + " \(row.link)"
        + (row.gap == nil ? "" : " gap")
    }
  }

  @Test func childrenStandBelowTheirParentByTime() {
    let spans = [
      Self.span("c", under: "a", .server, at: 5), Self.span("b", under: "a", .server, at: 2),
      Self.span("a"), Self.span("d", under: "b", .server, at: 3),
    ]
    #expect(Self.drawn(spans) == ["a root", " b call", "  d call", " c call"])
  }

  @Test func whatIsNotWaitedForIsAsynchronous() {
    let spans = [
      Self.span("a", for: 10), Self.span("p", under: "a", .producer, at: 5, for: 2),
      Self.span("s", under: "p", .server, at: 6, for: 1),
      Self.span("c", under: "p", .consumer, at: 6, for: 1),
      Self.span("later", under: "a", .server, at: 11),
    ]
    #expect(
      Self.drawn(spans) == [
        "a root", " p asynchronous", "  c asynchronous", "  s call", " later asynchronous",
      ])
  }

  @Test func aCallThatWasAnsweredHasAnAnswererUnlessItsSpanIsMissing() {
    let spans = [
      Self.span("a"), Self.span("x", under: "a", .client, at: 1),
      Self.span("y", under: "a", .client, at: 2, failure: "timeout"),
      Self.span("z", under: "a", .client, at: 3), Self.span("w", under: "z", .server, at: 3),
    ]
    #expect(Self.drawn(spans) == ["a root", " x call gap", " y call", " z call", "  w call"])
  }

  @Test func whatHangsUnderNothingKnownIsAnOrphan() {
    let spans = [Self.span("b", under: "gone", .server, at: 4), Self.span("a")]
    #expect(Self.drawn(spans) == ["a root", "b orphan"])
    #expect(Trace(id: "t", spans).root?.id == "a")
    #expect(Trace(id: "t", [spans[0]]).root?.id == "b")
  }

  @Test func circlesAndTwinsAreDrawnOnce() {
    let circle = [
      Self.span("a", under: "b"), Self.span("b", under: "a", .server, at: 1),
      Self.span("c", under: "c", .server, at: 2),
    ]
    #expect(Self.drawn(circle) == ["c orphan", "a orphan", " b call"])
    #expect(Self.drawn([Self.span("a"), Self.span("a")]).count == 1)
    #expect(TraceTree(Trace(id: "t")).rows.isEmpty)
  }

  @Test(arguments: [(Int.max - 1, Int.max), (.min / 2, 5), (-1, 5), (0, .max), (0, -1)])
  func timesThatCannotBeAreLeftOut(start: Int, duration: Int) {
    let odd = Self.span("odd", at: start, for: duration)
    let trace = Trace(id: "t", [Self.span("a"), odd])
    #expect(trace.spans.map(\.id) == ["a"])
    #expect(Trace(id: "t", [odd]).duration == 0)
    #expect(Trace.group([odd]).first?.root == nil)
  }

  @Test func aThousandDeepIsNotTooDeep() {
    let spans = (0..<5000).map { number in
      Self.span("\(number)", under: number == 0 ? nil : "\(number - 1)", .server, at: number)
    }
    let rows = TraceTree(Trace(id: "t", spans)).rows
    #expect(rows.count == 5000)
    #expect(rows.map(\.depth).max() == 60)
  }
}
