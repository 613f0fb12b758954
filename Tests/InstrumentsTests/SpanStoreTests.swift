import TestSupport
import Testing

@testable import Instruments

struct SpanStoreTests {
  private static func span(
    _ trace: Int, _ id: Int = 1, start: Int = 0, duration: Int = 10, service: String = "order",
    failure: String? = nil
  ) -> Span {
    Span(
      trace: "t\(trace)", id: "s\(id)", parent: nil, service: service, instance: "\(service)-1",
      name: "GET /", kind: .server, start: start, duration: duration, failure: failure)
  }

  /// A request that failed because its only call was not sent.
  private static func refused(_ trace: Int, start: Int) -> [Span] {
    [
      span(trace, 1, start: start, failure: "503"),
      Span(
        trace: "t\(trace)", id: "s2", parent: "s1", service: "order", instance: "order-1",
        name: "GET payment", kind: .client, start: start, duration: 0, failure: "breaker open",
        callee: "payment", breaker: "open"),
    ]
  }

  /// The latest requests of an outage are refused by the hundred; those that met the fault are older.
  @Test func requestsThatOnlyABreakerRefusedComeAfterThoseThatFailed() {
    var store = SpanStore()
    store.add(Self.span(1, start: 1, failure: "503"))
    for number in 2...4 { Self.refused(number, start: number).forEach { store.add($0) } }
    store.add(Self.span(5, start: 5, duration: 900))
    let found = store.traces(.worst, limit: 3)
    #expect(Self.ids(found.traces) == ["t1", "t4", "t3"] && found.matching == 5)
    #expect(found.traces.map(\.outcome) == [.failed, .refused, .refused])
    #expect(found.traces[1].origins.map(\.callee) == ["payment"])
    let some = store.traces(.latest, limit: 1) { $0.outcome == .refused }
    #expect(Self.ids(some.traces) == ["t4"] && some.matching == 3)
    #expect(
      Self.ids(store.traces(.worst, through: Waypoint("order:payment"), limit: 9).traces).count == 3
    )
  }

  @Test func refusedRequestsMakeRoomForThoseThatFailed() {
    var store = Self.store { ($0.traces, $0.notable) = (1, 3) }
    store.add(Self.span(1, start: 1, failure: "503"))
    for number in 2...20 { Self.refused(number, start: number).forEach { store.add($0) } }
    #expect(store.traces(prefix: "t1", limit: 30).map(\.id).contains("t1"))
  }

  private static func store(_ change: (inout SpanStore.Limits) -> Void) -> SpanStore {
    var limits = SpanStore.Limits()
    (limits.traces, limits.spans, limits.notable) = (3, 100, 0)
    change(&limits)
    return SpanStore(limits)
  }

  private static func ids(_ traces: [Trace]) -> [String] { traces.map(\.id) }

  @Test func theOldestTraceGoesFirst() {
    var store = Self.store { _ in }
    for number in 1...5 { store.add(Self.span(number, start: number)) }
    #expect(Self.ids(store.traces(.latest, limit: 10).traces) == ["t5", "t4", "t3"])
    #expect(store.traceCount == 3 && store.spanCount == 3)
  }

  @Test func spansAreBoundedTooWhateverTheirTraces() {
    var store = Self.store { $0.spans = 4 }
    for id in 1...3 { store.add(Self.span(1, id)) }
    for id in 1...3 { store.add(Self.span(2, id)) }
    #expect(Self.ids(store.traces(.latest, limit: 10).traces) == ["t2"])
    #expect(store.spanCount == 3)
  }

  @Test func aTraceThatNeverEndsPushesOutNobody() {
    var store = Self.store { $0.spansOfTrace = 5 }
    store.add(Self.span(1))
    for id in 1...50 { store.add(Self.span(2, id)) }
    #expect(store.traces(prefix: "t2", limit: 1).first?.spans.count == 5)
    #expect(store.dropped == 45)
    #expect(store.traces(prefix: "t1", limit: 1).count == 1)
    store.lost(7)
    store.lost(-7)
    #expect(store.dropped == 52)
  }

  @Test func whatFailedOrWasSlowStaysLonger() {
    var store = Self.store { ($0.traces, $0.notable) = (2, 4) }
    store.add(Self.span(1, failure: "503"))
    store.add(Self.span(2, duration: 9000))
    for number in 3...40 { store.add(Self.span(number, start: number, duration: number)) }
    #expect(Self.ids(store.traces(.failed, limit: 5).traces) == ["t1"])
    #expect(store.traces(.slowest, limit: 1).traces.first?.id == "t2")
    #expect(store.traceCount <= 6)
  }

  @Test func alsoTheLatestFailureFindsRoomAmongMany() {
    var store = Self.store { ($0.traces, $0.notable) = (1, 4) }
    for number in 1...20 {
      store.add(Self.span(number, start: number, failure: number % 2 == 0 ? "503" : nil))
    }
    let failed = Self.ids(store.traces(.failed, limit: 10).traces)
    #expect(failed.prefix(2) == ["t20", "t18"])
    #expect(store.traceCount <= 5)
  }

  @Test func spansThatComeLateJoinTheirTrace() {
    var store = Self.store { ($0.traces, $0.notable) = (1, 2) }
    store.add(Self.span(1, 1, failure: "503"))
    store.add(Self.span(2))
    store.add(Self.span(1, 2))
    #expect(store.traces(prefix: "t1", limit: 5).map(\.spans.count) == [2])
  }

  @Test func tracesAreFoundByOrderServiceAndPrefix() {
    var store = SpanStore()
    store.add(Self.span(10, start: 1, duration: 5))
    store.add(Self.span(11, start: 2, duration: 50, service: "user"))
    store.add(Self.span(20, start: 3, duration: 20, service: "user", failure: "500"))
    #expect(Self.ids(store.traces(.latest, limit: 2).traces) == ["t20", "t11"])
    #expect(Self.ids(store.traces(.slowest, limit: 9).traces) == ["t11", "t20", "t10"])
    #expect(Self.ids(store.traces(.failed, limit: 9).traces) == ["t20"])
    #expect(Self.ids(store.traces(.worst, limit: 9).traces) == ["t20", "t11", "t10"])
    #expect(
      Self.ids(store.traces(.latest, through: Waypoint("user"), limit: 9).traces) == ["t20", "t11"])
    #expect(Self.ids(store.traces(prefix: "t1", limit: 9)) == ["t10", "t11"])
    #expect(store.traces(prefix: "x", limit: 9).isEmpty)
  }

  @Test func noBoundIsEverExceeded() {
    var random = SeededGenerator(seed: 4)
    var store = Self.store {
      ($0.traces, $0.spans, $0.notable, $0.notableSpans, $0.spansOfTrace) = (20, 50, 6, 15, 4)
    }
    for step in 0..<5000 {
      store.add(
        Self.span(
          Int.random(in: 0..<200, using: &random), step, start: step,
          duration: Int.random(in: 0..<1000, using: &random),
          failure: Int.random(in: 0..<5, using: &random) == 0 ? "503" : nil))
      #expect(store.traceCount <= 26 && store.spanCount <= 65)
      let counted = store.traces(.latest, limit: 100).traces.reduce(0) { $0 + $1.spans.count }
      #expect(counted == store.spanCount)
    }
  }
}
