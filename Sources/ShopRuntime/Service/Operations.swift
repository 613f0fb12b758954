internal import Glibc
internal import HTTP
internal import Instruments
internal import JSON
internal import Platform
internal import Synchronization

/// What every service answers for those who run it: health, metrics, events, spans, faults.
final class Operations: Sendable {
  private let context: ServiceContext
  /// Lines about the breakers of this process.
  private let breakers: @Sendable () -> String
  private let changeWeight: @Sendable (Int) -> Void
  private let ready = Atomic<Bool>(false)

  init(
    _ context: ServiceContext, breakers: @escaping @Sendable () -> String,
    changeWeight: @escaping @Sendable (Int) -> Void
  ) {
    self.context = context
    self.breakers = breakers
    self.changeWeight = changeWeight
  }

  /// Whether callers may send requests here.
  var isReady: Bool {
    get { ready.load(ordering: .acquiring) }
    set { ready.store(newValue, ordering: .releasing) }
  }

  func concerns(_ request: Request) -> Bool {
    switch request.path {
    case "/metrics", "/healthz", "/readyz": true
    default: request.path.hasPrefix("/internal/")
    }
  }

  func answer(_ request: Request) -> Response {
    switch (request.method, request.path) {
    case ("GET", "/healthz"): Response(200, text: "ok\n")
    case ("GET", "/readyz"):
      isReady ? Response(200, text: "ready\n") : Response(503, text: "not ready\n")
    case ("GET", "/metrics"): page
    case ("GET", "/internal/breakers"): Response(200, text: breakers())
    case ("GET", "/internal/events"): events(after: number(request))
    case ("GET", "/internal/spans"): spans(after: number(request))
    case ("GET", "/internal/faults"): directFaults
    case ("PUT", "/internal/faults"): setFaults(request)
    case ("PUT", "/internal/weight"): setWeight(request)
    default: Refusal(404, "no such path").response
    }
  }

  private var page: Response {
    var response = Response(200, text: context.metrics.page())
    response.headers["Content-Type"] = "text/plain; version=0.0.4; charset=utf-8"
    return response
  }

  private func number(_ request: Request) -> Int {
    request.query("after").flatMap { Int($0) } ?? 0
  }

  private func events(after last: Int) -> Response {
    let (items, newest) = context.events.after(last)
    return lines(items.map(\.json), newest)
  }

  private func spans(after last: Int) -> Response {
    let (items, newest) = context.spans.after(last)
    return lines(items.map(SpanText.json), newest)
  }

  /// Lines, and in a header the number to ask after next time.
  private func lines(_ lines: [String], _ newest: Int) -> Response {
    var response = Response(200, text: lines.map { "\($0)\n" }.joined())
    response.headers["x-newest"] = String(newest)
    return response
  }

  private var directFaults: Response {
    let (faults, generation) = context.faults.direct(now: Clock.monotonic)
    var response = Response(200, json: Fault.text(faults))
    response.headers[DirectFaults.headerName] = String(generation)
    return response
  }

  private func setFaults(_ request: Request) -> Response {
    guard let faults = Fault.list(request.body), faults.count <= FaultBook.limit else {
      return Refusal(
        400, "expected {\"faults\": [...]}, each with a target, and remaining_ms up to a day"
      ).response
    }
    // As after a fatal bug: no farewell, no flushing.
    if faults.contains(where: \.crash) { kill(getpid(), SIGKILL) }
    if let adopted = JSONBody.root(request.body)?["adopted"]?.wholeNumber {
      context.faults.replace(faults, adopted: adopted, now: Clock.monotonic)
    } else {
      context.faults.replaceDirect(faults, now: Clock.monotonic)
    }
    return Response(204)
  }

  private func setWeight(_ request: Request) -> Response {
    let weight = JSONBody.root(request.body)?["weight"]?.wholeNumber
    guard let weight, (0...1000).contains(weight) else {
      return Refusal(400, "expected {\"weight\": 0 to 1000}").response
    }
    changeWeight(weight)
    return Response(204)
  }
}
