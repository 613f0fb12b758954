import Filter
import Instruments
import Testing

@Suite("Filters on requests")
struct TraceFilterTests {
  private static func span(
    _ trace: String, _ id: String, under parent: String? = nil, _ service: String, _ name: String,
    duration: Int, failure: String? = nil, breaker: String? = nil, callee: String? = nil
  ) -> Span {
    Span(
      trace: trace, id: id, parent: parent, service: service, instance: "\(service)-1", name: name,
      kind: callee == nil ? .server : .client, start: 1, duration: duration, failure: failure,
      callee: callee, breaker: breaker)
  }

  private static let traces = [
    Trace(id: "fine", [span("fine", "1", "gateway", "GET /api/home", duration: 250_000)]),
    Trace(
      id: "refused",
      [
        span("refused", "1", "gateway", "POST /api/orders", duration: 300, failure: "503"),
        span(
          "refused", "2", under: "1", "gateway", "POST order", duration: 0, failure: "breaker open",
          breaker: "open", callee: "order"),
      ]),
    Trace(
      id: "failed",
      [
        span("failed", "1", "gateway", "POST /api/orders", duration: 20_000, failure: "504"),
        span("failed", "2", under: "1", "order", "POST /orders", duration: 9_000, failure: "504"),
        span(
          "failed", "3", under: "2", "order", "POST payment", duration: 8_000, failure: "timeout",
          callee: "payment"),
      ]),
  ]

  @Test(
    "they are found by outcome, service, route, duration and failure",
    arguments: [
      ("failed", ["failed"]), ("refused", ["refused"]), ("fine", ["fine"]),
      ("failures > 0", ["refused", "failed"]), ("not fine", ["refused", "failed"]),
      ("took > 100", ["fine"]), ("duration < 1ms", ["refused"]),
      ("route ~ orders", ["refused", "failed"]), ("service = order", ["failed"]),
      ("service != order", ["fine", "refused"]), ("instance = order-1", ["failed"]),
      ("service !~ ord", ["fine", "refused"]), ("callee = payment", ["failed"]),
      ("failure ~ breaker", ["refused"]), ("failure = timeout and spans = 3", ["failed"]),
      ("id = fine", ["fine"]),
    ])
  func finds(_ text: String, _ expected: [String]) throws {
    let filter = try Filter(text, Trace.fields)
    #expect(Self.traces.filter(filter.matches).map(\.id) == expected)
  }

  @Test("they are sorted by what they have")
  func sorts() throws {
    let order = try Order("took:desc", Trace.fields)
    #expect(order.sorted(Self.traces).map(\.id) == ["fine", "failed", "refused"])
    #expect(try Order("service", Trace.fields).sorted(Self.traces).map(\.id).last == "failed")
  }
}
