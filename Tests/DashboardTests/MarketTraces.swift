import Dashboard
import Instruments
import MeshModel

/// Log lines and requests of the market's shop, made by hand.
enum MarketTraces {
  /// Ever more lines of both instances, one every ten milliseconds.
  static func lines(_ count: Int, from first: Int = 0) -> [LogEntry] {
    (first..<first + count).map { number in
      let isWarning = number % 7 == 3
      let isError = number % 11 == 5
      return LogEntry(
        at: Timestamp.text(microseconds: MarketMesh.wall(90) + number * 10_000),
        level: isError ? .error : isWarning ? .warning : .info,
        instance: "payment-\(number % 2 + 1)", trace: isError ? nil : "4bf92f3577b34da6\(number)",
        words: isError
          ? "message \(number) of orders: the account is locked"
          : isWarning ? "breaker-open  to=order" : "handled OrderPlaced  order=o-\(number)")
    }
  }

  static func logs(_ entries: [LogEntry], isFromStart: Bool = true) -> Message {
    .sight(
      MeshSight(.logs(of: "payment"), .lines(LogLines(entries, isFromStart: isFromStart))))
  }

  private static func span(
    _ trace: String, _ id: Int, under parent: Int?, _ service: String, _ name: String,
    _ kind: Span.Kind, _ start: Int, _ duration: Int, failure: String? = nil,
    callee: String? = nil, breaker: String? = nil
  ) -> Span {
    Span(
      trace: trace, id: "\(id)", parent: parent.map { "\($0)" }, service: service,
      instance: "\(service)-1", name: name, kind: kind, start: MarketMesh.wall(95) + start,
      duration: duration, failure: failure, callee: callee, breaker: breaker)
  }

  /// One whose only call was not sent.
  static var refused: Trace {
    let id = "a1b2c3d4577b34da6a3ce929d0e0e473"
    return Trace(
      id: id,
      [
        span(id, 1, under: nil, "order", "POST /orders", .server, 0, 400, failure: "503"),
        span(
          id, 2, under: 1, "order", "POST payment", .client, 300, 0, failure: "breaker open",
          callee: "payment", breaker: "open"),
      ])
  }

  /// An order that failed, went on by a message, and has a gap.
  static var failed: Trace {
    let id = "4bf92f3577b34da6a3ce929d0e0e4736"
    return Trace(
      id: id,
      [
        span(id, 1, under: nil, "gateway", "POST /api/orders", .server, 0, 24_100, failure: "503"),
        span(id, 2, under: 1, "gateway", "POST order", .client, 500, 23_000, failure: "503"),
        span(id, 3, under: 2, "order", "POST /orders", .server, 900, 22_000, failure: "503"),
        span(id, 4, under: 3, "order", "GET payment", .client, 1_000, 2_000),
        span(id, 5, under: 3, "order", "publish orders", .producer, 20_000, 3_000),
        span(id, 6, under: 5, "broker", "POST /topics/{topic}", .server, 20_500, 2_000),
        span(id, 7, under: 5, "payment", "consume orders", .consumer, 40_000, 5_000),
      ])
  }

  /// Others that went well.
  static var list: [Trace] {
    [failed]
      + (1...30).map { number in
        let id = "\(String(repeating: "0", count: 30 - "\(number)".count))\(number)ab"
        return Trace(
          id: String(id.reversed()),
          [
            span(
              id, 1, under: nil, "gateway", "GET /api/orders/{id}", .server, number * 1_000,
              (31 - number) * 1_000)
          ])
      }
  }

  static func traces(through waypoint: String?, _ traces: [Trace] = list) -> Message {
    .sight(
      MeshSight(
        .traces(through: waypoint), .traces(TraceList(traces, kept: 812, lostSpans: 0))))
  }

  static func trace(_ trace: Trace) -> Message {
    .sight(
      MeshSight(.trace(trace.id), .traces(TraceList([trace], kept: 812, lostSpans: 0))))
  }

  /// Log lines that would like to steer the terminal.
  static var hostileLines: [LogEntry] {
    let text = "x\u{1B}]52;c;AAAA\u{07}\r\u{202E}drow\u{200B}\u{9B}2J\u{FE0F}網\ttab"
    return [
      LogEntry(at: text, level: .error, instance: text, trace: text, words: text),
      LogEntry(at: "", level: nil, instance: "payment-1", words: "Fatal error: \(text)"),
    ]
  }
}
