import Instruments
import Terminal
import TestSupport
import Testing

@testable import Reports

@Suite("Requests on their way through the mesh")
struct WaterfallReportTests {
  private static let begin = 1_795_269_600_000_000

  private static func span(
    _ id: Int, under parent: Int?, _ service: String, _ name: String, _ kind: Span.Kind,
    _ start: Int, _ duration: Int, failure: String? = nil, message: Span.Message? = nil
  ) -> Span {
    Span(
      trace: "4bf92f3577b34da6a3ce929d0e0e4736", id: "\(id)", parent: parent.map { "\($0)" },
      service: service, instance: "\(service)-1", name: name, kind: kind, start: begin + start,
      duration: duration, failure: failure, message: message)
  }

  /// An order with a retry, a message, a span that was lost, and one without its parent.
  private static let spans = [
    span(1, under: nil, "gateway", "POST /api/orders", .server, 0, 24_100),
    span(2, under: 1, "gateway", "POST order", .client, 500, 23_000),
    span(3, under: 2, "order", "POST /orders", .server, 900, 22_000),
    span(4, under: 3, "order", "GET user", .client, 1_000, 2_000),
    span(5, under: 3, "order", "PUT inventory", .client, 3_500, 4_000, failure: "503"),
    span(
      6, under: 5, "inventory", "PUT /reservations/{order}", .server, 4_000, 3_000, failure: "503"),
    span(7, under: 3, "order", "PUT inventory, try 2", .client, 12_000, 5_000),
    span(8, under: 7, "inventory", "PUT /reservations/{order}", .server, 12_500, 4_000),
    span(
      9, under: 3, "order", "publish orders", .producer, 24_000, 3_000,
      message: Span.Message(topic: "orders", event: "OrderPlaced")),
    span(10, under: 9, "broker", "POST /topics/{topic}/messages", .server, 24_500, 2_000),
    span(
      11, under: 9, "payment", "consume orders", .consumer, 40_000, 5_000,
      message: Span.Message(topic: "orders", event: "OrderPlaced", waited: 14_000)),
    span(
      12, under: 99, "order", "consume payments", .consumer, 55_000, 6_000,
      failure: "the store is busy", message: Span.Message(topic: "payments", waited: 8_000)),
    span(
      13, under: 11, "payment", "publish refunds, try 2", .producer, 46_000, 500,
      message: Span.Message(topic: "refunds", event: "Refunded")),
  ]

  private static let report = WaterfallReport(
    Trace(id: spans[0].trace, spans), mesh: "shop", isWhole: false)

  @Test("golden files at several widths", arguments: [30, 50, 80, 110])
  func golden(columns: Int) throws {
    let page = Self.report.page(columns: columns)
    try expectGolden(Paint().text(page.lines), "waterfall-\(columns).txt")
    #expect(page.lines.allSatisfy { $0.columns <= columns })
    #expect(Paint(ascii: true).text(page.lines).utf8.allSatisfy { $0 < 0x7F })
  }

  @Test("golden file of the JSON")
  func json() throws {
    try expectGolden(String(decoding: Self.report.json, as: UTF8.self), "waterfall.json")
  }

  @Test("a span that took no time still has a bar, and bars never leave their column")
  func bars() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<200 {
      let spans = (0..<20).map { number in
        Self.span(
          number, under: number == 0 ? nil : Int.random(in: 0..<number, using: &random), "s", "n",
          Span.Kind.allCases.randomElement(using: &random) ?? .server,
          Int.random(in: -50_000...50_000, using: &random),
          Int.random(in: 0...50_000, using: &random),
          message: Bool.random(using: &random)
            ? Span.Message(topic: "t", event: "n", waited: .random(in: 0...90_000, using: &random))
            : nil)
      }
      let page = WaterfallReport(Trace(id: "t", spans), mesh: "m", isWhole: true).page(columns: 80)
      #expect(page.lines.allSatisfy { $0.columns <= 80 })
      let rows = Paint().text(page.lines).split(separator: "\n")
        .filter { $0.contains("s-1 ") || $0.contains("→ n") }
        .filter { !$0.contains("waited") }.dropFirst()
      #expect(rows.allSatisfy { $0.contains("█") || $0.contains("▒") })
    }
  }

  /// A service that is down: its breaker stops the calls before they are sent.
  @Test(
    "a call that a breaker refused names breaker and callee, in the waterfall, the list and the JSON"
  )
  func refused() {
    let trace = Trace(
      id: Self.spans[0].trace,
      [
        Self.span(1, under: nil, "gateway", "POST /api/orders", .server, 0, 300, failure: "503"),
        Span(
          trace: Self.spans[0].trace, id: "2", parent: "1", service: "order", instance: "order-1",
          name: "POST payment", kind: .client, start: Self.begin + 100, duration: 0,
          failure: "breaker open", callee: "payment", breaker: "open"),
      ])
    let report = WaterfallReport(trace, mesh: "shop", isWhole: false)
    let page = Paint().text(report.page(columns: 80).lines)
    #expect(page.contains("✗ breaker open: order → payment, not sent"))
    #expect(page.contains("2 spans of gateway, order; 2 failed"))
    let json = String(decoding: report.json, as: UTF8.self)
    #expect(json.contains("\"callee\": \"payment\"") && json.contains("\"breaker\": \"open\""))
    let list = Self.list(.worst, [trace])
    #expect(
      Paint().text(list.page(columns: 80).lines).contains(
        "✗ breaker open: order → payment, not sent"))
    #expect(String(decoding: list.json, as: UTF8.self).contains("\"outcome\": \"refused\""))
  }

  /// Messages may be handled long after the answer.
  @Test("a long tail of messages does not squeeze the request, and says when it went on")
  func tail() {
    let late = Self.span(13, under: 9, "payment", "consume orders", .consumer, 1_200_000, 34_000)
    let trace = Trace(id: Self.spans[0].trace, Self.spans.dropLast(2) + [late])
    func lines(isWhole: Bool) -> [String] {
      let page = WaterfallReport(trace, mesh: "shop", isWhole: isWhole).page(columns: 100)
      return Paint().text(page.lines).split(separator: "\n").map(String.init)
    }
    func cells(_ lines: [String], _ name: String) -> Int {
      lines.first { $0.contains(name) && $0.contains("█") }?.count { $0 == "█" } ?? 0
    }
    let cut = lines(isWhole: false)
    #expect(cells(lines(isWhole: true), "gateway-1 POST") == 1)
    #expect(cells(cut, "gateway-1 POST") > 20)
    #expect(
      cut.contains { $0.contains("~ payment-1 consume orders  at 1.20s") && $0.contains("▸") })
    #expect(
      cut.contains { $0.contains("▸ beyond the axis, which ends at 30.1ms of 1.23s; --whole") })
    #expect(cut.allSatisfy { $0.count <= 100 })
  }

  private static func list(_ order: SpanStore.Order, _ traces: [Trace]) -> TracesReport {
    TracesReport(
      [TracesReport.Section(order, traces), TracesReport.Section(.failed, [])], mesh: "shop",
      kept: traces.count, lostSpans: traces.isEmpty ? 0 : 12)
  }

  @Test("golden files of the lists")
  func lists() throws {
    let hostile = Span(
      trace: "00f067aa0ba902b700f067aa0ba902b7", id: "1", parent: nil, service: "x",
      instance: "x\u{1B}[2J", name: "GET \u{202E}/\r\n", kind: .server, start: Self.begin,
      duration: 1_500_000, failure: nil)
    let report = Self.list(.slowest, [Trace(id: hostile.trace, [hostile]), Self.report.trace])
    try expectGolden(Paint().text(report.page(columns: 80).lines), "traces.txt")
    try expectGolden(String(decoding: report.json, as: UTF8.self), "traces.json")
    for columns in [20, 40, 110] {
      #expect(report.page(columns: columns).lines.allSatisfy { $0.columns <= columns })
    }
    let none = Paint().text(Self.list(.latest, []).page(columns: 80).lines)
    #expect(none.hasPrefix("No request has gone through shop yet"))
  }
}
