import HTTP
import Instruments
import Platform
import Resilience
import Testing

@testable import ShopRuntime

struct FrameTests {
  private func server(_ routes: [Route]) throws -> (ServiceContext, String, Neighbourhood) {
    let town = try Neighbourhood()
    let (context, base) = try town.add("echo", 1, routes)
    return (context, base, town)
  }

  private func send(
    _ base: String, _ method: String, _ path: String, _ headers: [(String, String)] = [],
    body: String = ""
  ) throws -> Response {
    try Client().send(
      Request(method, path, headers: Headers(headers), body: Array(body.utf8)), to: base,
      timeout: 5000)
  }

  @Test(arguments: [
    ("GET", "/nowhere", 404), ("DELETE", "/things/1", 405), ("GET", "/things/1", 200),
    ("GET", "/healthz", 200), ("GET", "/readyz", 503), ("GET", "/metrics", 200),
    ("GET", "/internal/nothing", 404), ("GET", "/boom", 500), ("GET", "/no", 418),
  ])
  func requestsAreAnsweredWith(method: String, path: String, status: Int) throws {
    let (_, base, town) = try server([
      Route("GET", "/things/{id}") { _ in Response(200) },
      Route("GET", "/boom") { _ in throw HTTPProblem.refused },
      Route("GET", "/no") { _ in throw Refusal(418, "no") },
    ])
    defer { withExtendedLifetime(town) {} }
    #expect(try send(base, method, path).status == status)
  }

  @Test func whatComesTooLateIsNotBegun() throws {
    let (_, base, town) = try server([Route("GET", "/") { _ in Response(200) }])
    defer { withExtendedLifetime(town) {} }
    #expect(try send(base, "GET", "/", [(Deadline.headerName, "0")]).status == 504)
    #expect(try send(base, "GET", "/", [(Deadline.headerName, "500")]).status == 200)
    #expect(try send(base, "GET", "/", [(Deadline.headerName, "soon")]).status == 200)
  }

  @Test func everyRequestIsCountedAndTraced() throws {
    let (context, base, town) = try server([Route("GET", "/t/{id}") { _ in Response(200) }])
    defer { withExtendedLifetime(town) {} }
    let parent = "00-0000000000000000000000000000000a-000000000000000b-01"
    let response = try send(base, "GET", "/t/5", [("traceparent", parent)])
    #expect(response.headers["x-trace-id"] == "0000000000000000000000000000000a")
    let span = try #require(context.spans.after(0).items.first)
    #expect(span.parent == "000000000000000b")
    #expect(span.name == "GET /t/{id}")
    #expect(SpanText.span(Array(SpanText.json(span).utf8)) == span)
    let line =
      #"http_server_request_duration_seconds_count{route="/t/{id}",method="GET",code="200",outcome="success"} 1"#
    #expect(try send(base, "GET", "/metrics").text.contains(line))
  }

  /// Otherwise a service that hangs would look as if nobody asked it for anything.
  @Test func whatHangsIsCountedOnceWhenItsTimeIsOver() throws {
    let gate = Gate(false)
    let route = Route("GET", "/slow") { _ in
      _ = gate.wait(milliseconds: 60_000) { $0 }
      return Response(200)
    }
    let (_, base, town) = try server([route])
    defer { withExtendedLifetime(town) {} }
    let asking = Worker("asking") { _ in
      _ = try? Client().send(
        Request("GET", "/slow", headers: Headers([(Deadline.headerName, "50")])), to: base,
        timeout: 60_000)
    }
    let line =
      #"http_server_request_duration_seconds_count{route="/slow",method="GET",code="overdue","#
      + #"outcome="none"} 1"#
    let patience = ContinuousClock.now + .seconds(30)
    var page = ""
    while !page.contains(line), ContinuousClock.now < patience {
      page = try send(base, "GET", "/metrics").text
    }
    #expect(page.contains(line) && page.contains("http_server_active_requests 1"))
    gate.change { $0 = true }
    asking.stop()
    page = try send(base, "GET", "/metrics").text
    #expect(page.contains(line) && page.contains("http_server_active_requests 0"))
    #expect(!page.contains(#"route="/slow",method="GET",code="200""#))
  }

  /// A no of the business is told from a fault, here and at the caller; everything else by its status.
  @Test(arguments: [
    (Response(200), "success"), (Response(302), "success"),
    (Refusal.business(409, "sold out").response, "refused"),
    (Refusal(409, "that key is another's").response, "client_error"),
    (Refusal(503, "later", isBusiness: true).response, "server_error"),
    (Response(500), "server_error"),
  ])
  func outcomes(response: Response, outcome: String) throws {
    let (_, base, town) = try server([Route("GET", "/t") { _ in response }])
    let (caller, context) = try town.caller { $0.retry.maximumAttempts = 1 }
    _ = try caller.call("echo", Request("GET", "/t"), for: Neighbourhood.incoming(context))
    let served =
      #"http_server_request_duration_seconds_count{route="/t",method="GET",code="\#(response.status)","#
      + #"outcome="\#(outcome)"} 1"#
    #expect(try send(base, "GET", "/metrics").text.contains(served))
    let called =
      #"http_client_request_duration_seconds_count{to="echo",code="\#(response.status)","#
      + #"outcome="\#(outcome)"} 1"#
    #expect(context.metrics.page().contains(called))
  }

  @Test func aFaultEndsByItself() throws {
    let (context, base, town) = try server([Route("GET", "/") { _ in Response(200) }])
    defer { withExtendedLifetime(town) {} }
    let body =
      #"{"faults":[{"id":1,"target":"echo","errors_percent":100,"code":500,"remaining_ms":60000}]}"#
    #expect(try send(base, "PUT", "/internal/faults", body: body).status == 204)
    #expect(try send(base, "GET", "/").status == 500)
    let later = Clock.monotonic + 61_000_000_000
    let effect = context.faults.effect(now: later, chance: { 0 }) { _ in true }
    #expect(effect.isNone)
    #expect(try send(base, "GET", "/").status == 200)
  }

  @Test func aServiceThatIsDownAnswersNobodyButCanBeMended() throws {
    let (_, base, town) = try server([Route("GET", "/") { _ in Response(200) }])
    defer { withExtendedLifetime(town) {} }
    let body = #"{"faults":[{"target":"echo","down":true,"remaining_ms":60000}]}"#
    #expect(try send(base, "PUT", "/internal/faults", body: body).status == 204)
    #expect(throws: HTTPProblem.self) { try send(base, "GET", "/") }
    #expect(throws: HTTPProblem.self) { try send(base, "GET", "/healthz") }
    #expect(try send(base, "PUT", "/internal/faults", body: #"{"faults":[]}"#).status == 204)
    #expect(try send(base, "GET", "/").status == 200)
  }

  @Test(arguments: ["", "[]", "{}", #"{"faults": 3}"#, "{\"faults\":[", "\u{0}"])
  func malformedFaultsAreRefused(body: String) throws {
    let (_, base, town) = try server([])
    defer { withExtendedLifetime(town) {} }
    #expect(try send(base, "PUT", "/internal/faults", body: body).status == 400)
  }
}
