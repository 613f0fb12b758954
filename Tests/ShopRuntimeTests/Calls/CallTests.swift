import HTTP
import Instruments
import Platform
import Resilience
import TestSupport
import Testing

@testable import ShopRuntime

struct CallTests {
  @Test func aCallReachesAnInstanceWithTraceDeadlineAndName() throws {
    let town = try Neighbourhood()
    _ = try town.add(
      "echo", 1,
      [
        Route("GET", "/things/{id}") { incoming in
          Response(
            200,
            text: "\(incoming["id"]) \(incoming.caller ?? "") \(incoming.trace.trace)")
        }
      ])
    let (caller, context) = try town.caller()
    let incoming = Neighbourhood.incoming(context)
    let response = try caller.call("echo", Request("GET", "/things/7"), for: incoming)
    #expect(response.text == "7 order \(incoming.trace.trace)")
  }

  @Test func anUnknownServiceIsNoInstance() throws {
    let town = try Neighbourhood()
    let (caller, context) = try town.caller()
    #expect(throws: CallProblem("nobody", .noInstance)) {
      try caller.call(
        "nobody", Request("GET", "/"), for: Neighbourhood.incoming(context, milliseconds: 300))
    }
  }

  /// Nobody but the caller can tell of a call that never left.
  @Test func aCallThatWasNotSentStandsInItsTrace() throws {
    let town = try Neighbourhood()
    _ = try town.add("echo", 1, [Route("GET", "/") { _ in Response(503, text: "ill") }])
    let (caller, context) = try town.caller { $0.retry.maximumAttempts = 1 }
    func spans(of service: String) -> [Span] {
      let incoming = Neighbourhood.incoming(context)
      _ = try? caller.call(service, Request("GET", "/"), for: incoming)
      return context.spans.after(0).items.filter { $0.trace == incoming.trace.trace }
    }
    #expect(spans(of: "echo").map(\.breaker) == [nil])
    let refused = (0..<50).map { _ in spans(of: "echo") }.first { $0.first?.breaker != nil }
    let span = try #require(refused?.first)
    #expect(span.breaker == "open" && span.callee == "echo" && span.failure == "breaker open")
    #expect(span.service == "order" && span.kind == .client && span.duration == 0)
    #expect(SpanText.span(Array(SpanText.json(span).utf8)) == span)
    let nowhere = spans(of: "nobody")
    #expect(nowhere.map(\.failure) == ["no instance, not sent"] && nowhere[0].callee == "nobody")
  }

  @Test func aFailedAttemptGoesToAnotherInstance() throws {
    let town = try Neighbourhood()
    let ill = try town.add("echo", 1, [Route("GET", "/") { _ in Response(200, text: "ill") }])
    _ = try town.add("echo", 2, [Route("GET", "/") { _ in Response(200, text: "well") }])
    var fault = Fault(id: 1, target: .instance("echo-1"), remaining: 60_000)
    fault.errors = 100
    ill.context.faults.replace([fault], now: Clock.monotonic)
    let (caller, context) = try town.caller()
    for _ in 0..<10 {
      let incoming = Neighbourhood.incoming(context)
      #expect(try caller.call("echo", Request("GET", "/"), for: incoming).text == "well")
    }
  }

  /// As after it was killed: registered still, and nobody listens.
  @Test func anInstanceThatCannotBeReachedIsAskedOnceASecondAtMost() throws {
    let town = try Neighbourhood()
    _ = try town.add("echo", 1, [Route("GET", "/") { _ in Response(200, text: "well") }])
    let gone = try Listener(port: 0)
    gone.close()
    let registration = Registration(
      service: "echo", instance: "echo-2", address: "127.0.0.1:\(gone.port)", version: "v1")
    let announcer = Announcer(registration, registry: town.registry, client: town.client)
    #expect(announcer.start())
    defer { announcer.stop() }
    let (caller, context) = try town.caller()
    let start = Clock.monotonic
    for _ in 0..<60 {
      let incoming = Neighbourhood.incoming(context)
      #expect(try caller.call("echo", Request("GET", "/"), for: incoming).text == "well")
    }
    let seconds = Int((Clock.monotonic - start) / 1_000_000_000) + 1
    let failed =
      context.metrics.page().split(separator: "\n")
      .first { $0.contains("attempts_total{to=\"echo\",code=\"connect\"") }
      .flatMap { $0.split(separator: " ").last }.flatMap { Int($0) } ?? 0
    #expect((1...seconds).contains(failed))
    #expect(context.events.after(0).items.isEmpty)
  }

  @Test func aRequestThatMayNotBeRepeatedIsSentOnce() throws {
    let town = try Neighbourhood()
    let seen = Gate(0)
    _ = try town.add(
      "echo", 1,
      [
        Route("POST", "/") { _ in
          seen.change { $0 += 1 }
          return Response(500)
        }
      ])
    let (caller, context) = try town.caller()
    let incoming = Neighbourhood.incoming(context)
    #expect(try caller.call("echo", Request("POST", "/"), for: incoming).status == 500)
    #expect(seen.value == 1)
    let repeatable = Request("POST", "/", headers: Headers([("idempotency-key", "k")]))
    #expect(try caller.call("echo", repeatable, for: incoming).status == 500)
    #expect(seen.value > 2)
  }

  @Test func theBreakerOpensAndSaysSo() throws {
    let town = try Neighbourhood()
    _ = try town.add("echo", 1, [Route("GET", "/") { _ in Response(500) }])
    let (caller, context) = try town.caller { $0.retry.maximumAttempts = 1 }
    for _ in 0..<5 {
      #expect(
        try caller.call("echo", Request("GET", "/"), for: Neighbourhood.incoming(context)).status
          == 500)
    }
    #expect(throws: CallProblem.self) {
      try caller.call("echo", Request("GET", "/"), for: Neighbourhood.incoming(context))
    }
    let events = context.events.after(0).items
    #expect(events.map(\.kind) == ["breaker-open"])
    #expect(events.map(\.subject) == ["order:echo"])
    #expect(events.map(\.detail) == ["5 consecutive failures"])
    #expect(caller.breakers.lines.contains(#""state":"open","#))
  }

  @Test func theDeadlineEndsACallThatHangs() throws {
    let town = try Neighbourhood()
    let (hanging, _) = try town.add("echo", 1, [Route("GET", "/") { _ in Response(200) }])
    var fault = Fault(id: 1, target: .edge(from: "order", to: "echo"), remaining: 60_000)
    fault.hang = true
    hanging.faults.replace([fault], now: Clock.monotonic)
    defer { hanging.faults.replace([], now: Clock.monotonic) }
    let (caller, context) = try town.caller()
    #expect(throws: CallProblem("echo", .timedOut)) {
      try caller.call(
        "echo", Request("GET", "/"), for: Neighbourhood.incoming(context, milliseconds: 80))
    }
  }

  @Test func underATotalOutageRetriesStayWithinTheirBudget() throws {
    let town = try Neighbourhood()
    _ = try town.add("echo", 1, [Route("GET", "/") { _ in Response(503) }])
    let (caller, context) = try town.caller {
      $0.breaker.consecutiveFailures = nil
      $0.breaker.failureRatePercent = 100
      $0.breaker.minimumCalls = 10_000
      $0.budget.percent = 10
      $0.budget.minimumPerSecond = 0
    }
    for _ in 0..<200 {
      _ = try caller.call("echo", Request("GET", "/"), for: Neighbourhood.incoming(context))
    }
    let page = context.metrics.page().split(separator: "\n")
    func count(_ attempt: String) -> Int {
      page.first { $0.contains("attempts_total{") && $0.contains("attempt=\"\(attempt)\"") }
        .flatMap { $0.split(separator: " ").last }.flatMap { Int($0) } ?? 0
    }
    #expect(count("first") == 200)
    #expect(count("retry") > 0)
    #expect(count("retry") <= 20)
    print("total outage: \(count("first")) calls, \(count("retry")) retries, budget 20")
  }
}
