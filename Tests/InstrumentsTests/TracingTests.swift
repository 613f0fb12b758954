import TestSupport
import Testing

@testable import Instruments

struct TraceContextTests {
  @Test func aHeaderReadsBackAsItWasWritten() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<100 {
      let context = TraceContext.start(&random)
      #expect(TraceContext(context.header) == context)
      #expect(context.child(&random).trace == context.trace)
      #expect(context.child(&random).span != context.span)
    }
  }

  @Test(arguments: [
    nil, "", "00", "00-00000000000000000000000000000000-0000000000000001-01",
    "00-0000000000000000000000000000000a-0000000000000000-01",
    "ff-0000000000000000000000000000000a-0000000000000001-01",
    "00-0000000000000000000000000000000A-0000000000000001-01",
    "00-0000000000000000000000000000000a-0000000000000001-01-x",
    "00-0000000000000000000000000000000a-000000000000000g-01",
    "00_0000000000000000000000000000000a_0000000000000001_01",
  ])
  func malformedHeadersAreNone(header: String?) {
    #expect(TraceContext(header) == nil)
  }

  @Test func aLaterVersionMayHaveMoreParts() {
    let header = "01-0000000000000000000000000000000a-0000000000000001-00-more"
    #expect(TraceContext(header)?.isSampled == false)
  }
}

struct RecentItemsTests {
  @Test func theNewestAreKeptAndNumbered() {
    let recent = RecentItems<Int>(limit: 3)
    for item in 1...5 { recent.add(item * 10) }
    #expect(recent.after(0).items == [30, 40, 50])
    #expect(recent.after(4).items == [50])
    #expect(recent.after(5).items == [])
    #expect(recent.after(5).newest == 5)
    #expect(recent.after(99).items == [])
  }
}

struct TimestampTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (1_795_255_200_123_456, "2026-11-21T10:00:00.123Z"),
    (951_782_400_000_000, "2000-02-29T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
  ])
  func timesAreWrittenInUTC(microseconds: Int, text: String) {
    #expect(Timestamp.text(microseconds: microseconds) == text)
  }
}

struct LogLineTests {
  @Test func aLineIsOneJSONObjectWithoutControlCharacters() {
    let line = LogLine(
      at: "t", level: .warning, service: "order", instance: "order-1", trace: "abc",
      message: "a \"b\"\n\u{1B}[2J", fields: [(name: "n", value: "1")])
    #expect(
      line.json
        == #"{"at":"t","level":"warning","service":"order","instance":"order-1","trace":"abc","#
        + #""message":"a \"b\"\u000a\u001b[2J","n":"1"}"#)
  }
}
