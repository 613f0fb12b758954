import HTTP
import Instruments
import Resilience
import TestSupport
import Testing

@testable import ShopRuntime

/// A registry and services inside this process, each behind a real socket.
final class Neighbourhood {
  private var servers: [Server] = []
  private var announcers: [Announcer] = []
  let client: Client
  let registry: String

  init() throws {
    client = try Client()
    let context = ServiceContext(
      service: "registry", instance: "registry-1", version: "v1", seed: 1)
    let server = try Self.serve(context, RegistryService().routes)
    servers = [server]
    registry = "http://127.0.0.1:\(server.port)"
  }

  deinit {
    announcers.forEach { $0.stop() }
    servers.forEach { $0.stop() }
  }

  private static func serve(_ context: ServiceContext, _ routes: [Route]) throws -> Server {
    let operations = Operations(context, breakers: { "" }, changeWeight: { _ in })
    let frame = try ServiceFrame(
      context, routes: routes, bulkhead: BulkheadSettings(), timeouts: TimeoutSettings(),
      operations: operations)
    return try Server(Server.Settings()) { frame.answer($0) }
  }

  /// Starts an instance, registers it, and gives its context and base address.
  func add(
    _ service: String, _ number: Int, _ routes: [Route]
  ) throws -> (context: ServiceContext, base: String) {
    let instance = "\(service)-\(number)"
    let context = ServiceContext(service: service, instance: instance, version: "v1", seed: 1)
    let server = try Self.serve(context, routes)
    let announcer = Announcer(
      Registration(
        service: service, instance: instance, address: "127.0.0.1:\(server.port)", version: "v1"),
      registry: registry, client: client)
    #expect(announcer.start())
    announcers.append(announcer)
    servers.append(server)
    return (context, "http://127.0.0.1:\(server.port)")
  }

  func caller(
    _ change: (inout CallSettings) -> Void = { _ in }
  ) throws -> (Caller, ServiceContext) {
    let context = ServiceContext(service: "order", instance: "order-1", version: "v1", seed: 1)
    var settings = CallSettings()
    settings.retry.firstWait = .milliseconds(1)
    settings.retry.longestWait = .milliseconds(5)
    change(&settings)
    let addresses = DirectAddresses(resolver: Resolver(registry: registry, client: client))
    return (try Caller(context, client, addresses, settings), context)
  }

  static func incoming(_ context: ServiceContext, milliseconds: Int64 = 5000) -> Incoming {
    Incoming(
      request: Request("GET", "/"), parameters: [:], trace: context.trace(),
      deadline: Deadline(ServiceContext.now + .milliseconds(milliseconds)), caller: nil,
      isRetry: false)
  }
}

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

/// What a caller makes of instances that die.
struct DyingInstanceTests {
  private func get(
    _ caller: Caller, _ context: ServiceContext, milliseconds: Int64 = 5000
  ) throws -> Response {
    try caller.call(
      "echo", Request("GET", "/"), for: Neighbourhood.incoming(context, milliseconds: milliseconds))
  }

  private func state(_ caller: Caller) -> String? {
    caller.breakers.lines.contains(#""state":"closed","#) ? "closed" : caller.breakers.lines
  }

  /// Registers an instance at an address without serving there.
  private func announce(
    _ town: Neighbourhood, _ instance: String, _ address: String
  ) throws -> Announcer {
    let registration = Registration(
      service: "echo", instance: instance, address: address, version: "v1")
    let announcer = Announcer(registration, registry: town.registry, client: town.client)
    #expect(announcer.start())
    return announcer
  }

  /// An address at which nobody listens.
  private func nowhere() throws -> String {
    let gone = try Listener(port: 0)
    gone.close()
    return "127.0.0.1:\(gone.port)"
  }

  @Test("nobody there never opens a breaker")
  func refusalsDoNotTrip() throws {
    let town = try Neighbourhood()
    let announcer = try announce(town, "echo-1", try nowhere())
    defer { announcer.stop() }
    let (caller, context) = try town.caller { $0.retry.maximumAttempts = 1 }
    for _ in 0..<12 {
      #expect(throws: CallProblem.self) { try get(caller, context, milliseconds: 120) }
    }
    #expect(context.events.after(0).items.isEmpty)
    #expect(state(caller) == "closed")
  }

  @Test("a call waits for an instance that is about to be there")
  func waiting() throws {
    let town = try Neighbourhood()
    let announcer = try announce(town, "echo-1", try nowhere())
    defer { announcer.stop() }
    let (caller, context) = try town.caller()
    #expect(throws: CallProblem.self) { try get(caller, context, milliseconds: 120) }
    let answer = Gate<String?>(nil)
    let call = Worker("call") { _ in
      let response = try? caller.call(
        "echo", Request("GET", "/"), for: Neighbourhood.incoming(context, milliseconds: 30_000))
      answer.change { $0 = response?.text ?? "none" }
    }
    defer { call.stop() }
    try eventually("a call is under way") {
      context.metrics.page().contains("http_client_active_requests{to=\"echo\"} 1")
    }
    _ = try town.add("echo", 1, [Route("GET", "/") { _ in Response(200, text: "new") }])
    #expect(answer.wait(milliseconds: 30_000) { $0 != nil })
    #expect(answer.value == "new")
  }

  @Test("a breaker that is open probes as soon as there is a new instance")
  func renewal() throws {
    let town = try Neighbourhood()
    let isMended = Gate(false)
    _ = try town.add(
      "echo", 1, [Route("GET", "/") { _ in Response(isMended.value ? 200 : 500) }])
    let (caller, context) = try town.caller {
      $0.retry.maximumAttempts = 1
      $0.breaker.openDuration = .seconds(3600)
    }
    for _ in 0..<5 { #expect(try get(caller, context).status == 500) }
    isMended.change { $0 = true }
    #expect(throws: CallProblem.self) { try get(caller, context) }
    _ = try town.add("echo", 2, [Route("GET", "/") { _ in Response(200) }])
    try eventually(within: .seconds(20), "a probe, though the hour is not over") {
      (try? get(caller, context).status) == 200
    }
    #expect(
      context.events.after(0).items.map(\.kind)
        == ["breaker-open", "breaker-half-open", "breaker-closed"])
  }

  @Test("that somebody further on is missing is not the callee's fault")
  func furtherOn() throws {
    let town = try Neighbourhood()
    _ = try town.add(
      "echo", 1, [Route("GET", "/") { _ in throw CallProblem("stock", .noInstance) }])
    let (caller, context) = try town.caller { $0.retry.maximumAttempts = 1 }
    for _ in 0..<12 { #expect(try get(caller, context).status == 503) }
    #expect(state(caller) == "closed")
  }
}

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

struct CatalogTests {
  private let one = Registration(
    service: "a", instance: "a-1", address: "127.0.0.1:1", version: "v1")

  @Test func anInstanceLivesAsLongAsItsHeartbeat() {
    var catalog = Catalog()
    let step1 = catalog.register(one, now: 0)
    #expect(step1)
    let step2 = catalog.list("a", now: Catalog.lease - 1)
    #expect(step2.instances == [one])
    let step3 = catalog.register(one, now: Catalog.lease - 1)
    #expect(step3)
    let step4 = catalog.list("a", now: Catalog.lease + 1)
    #expect(step4.instances == [one])
    let step5 = catalog.list("a", now: 2 * Catalog.lease)
    #expect(step5.instances == [])
  }

  /// Until everybody's heartbeat must have come, it may know too few.
  @Test func aCatalogSaysThatItIsFresh() {
    var catalog = Catalog()
    _ = catalog.register(one, now: 1)
    let early = catalog.list(nil, now: Catalog.lease - 1)
    #expect(early == InstanceList(instances: [one], isFresh: true))
    let removed = catalog.remove("a", "a-2", now: Catalog.lease - 1)
    #expect(!removed)
    let told = catalog.list(nil, now: Catalog.lease - 1)
    #expect(told.gone == ["a-2"])
    _ = catalog.register(one, now: Catalog.lease)
    let late = catalog.list(nil, now: Catalog.lease)
    #expect(late == InstanceList(instances: [one]))
  }

  @Test func aFullCatalogTakesHeartbeatsButNobodyNew() {
    var catalog = Catalog()
    for number in 0..<Catalog.limit {
      let new = Registration(
        service: "a", instance: "a-\(number)", address: "x", version: "v1")
      let step6 = catalog.register(new, now: 0)
      #expect(step6)
    }
    let other = Registration(service: "b", instance: "b-1", address: "x", version: "v1")
    let step7 = catalog.register(other, now: 0)
    #expect(!step7)
    let step8 = catalog.register(one, now: 0)
    #expect(step8)
    let step9 = catalog.remove("a", "a-1", now: 0)
    #expect(step9)
    let step10 = catalog.register(other, now: 0)
    #expect(step10)
  }

  @Test func aListReadsBackAsItWasWritten() {
    for list in [
      InstanceList(instances: [one]),
      InstanceList(instances: [one], isFresh: true, gone: ["a-2", "b-1"]),
    ] {
      #expect(InstanceList(Array(list.text.utf8)) == list)
    }
    #expect(InstanceList(Array("{}".utf8)) == nil)
  }
}

struct BalanceTests {
  private func instances(_ weights: [Int]) -> [Registration] {
    weights.enumerated().map {
      Registration(
        service: "a", instance: "a-\($0.offset)", address: "x", version: "v1", weight: $0.element)
    }
  }

  @Test func sharesFollowTheWeights() {
    let list = instances([90, 10, 0])
    var counts = [0, 0, 0]
    for chance in 0..<1000 {
      let chosen = Balance.choose(list, without: [], chance: UInt64(chance))
      if let index = list.firstIndex(where: { $0 == chosen }) { counts[index] += 1 }
    }
    #expect(counts == [900, 100, 0])
  }

  @Test func whatWasTriedComesLast() {
    let list = instances([100, 100])
    for chance in 0..<10 as Range<UInt64> {
      #expect(Balance.choose(list, without: ["a-0"], chance: chance)?.instance == "a-1")
    }
    #expect(Balance.choose(list, without: ["a-0", "a-1"], chance: 0) != nil)
    #expect(Balance.choose([], without: [], chance: 0) == nil)
  }
}
