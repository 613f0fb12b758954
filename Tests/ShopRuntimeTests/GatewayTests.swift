import HTTP
import Instruments
import Platform
import Resilience
import Testing

@testable import ShopRuntime

/// A gateway before services inside this process.
private final class Door {
  let town: Neighbourhood
  let gateway: GatewayService
  let context: ServiceContext
  private let server: Server
  private let client = try? Client()

  init(_ town: Neighbourhood) throws {
    self.town = town
    let context = ServiceContext(service: "gateway", instance: "gateway-1", version: "v1", seed: 1)
    self.context = context
    var settings = CallSettings()
    settings.retry.maximumAttempts = 1
    let addresses = DirectAddresses(
      resolver: Resolver(registry: town.registry, client: town.client))
    let caller = try Caller(context, town.client, addresses, settings)
    let key = try #require(SigningKey([UInt8](repeating: 7, count: 32)))
    let own = ServiceSettings(
      role: .gateway, instance: "gateway-1", runtimeFolder: "/none", stateFolder: "/none")
    gateway = try GatewayService(context, caller, key, GatewayDoors(own))
    let operations = Operations(context, breakers: { "" }, changeWeight: { _ in })
    let frame = try ServiceFrame(
      context, routes: gateway.routes, bulkhead: gateway.bulkhead, timeouts: TimeoutSettings(),
      operations: operations)
    server = try Server(Server.Settings()) {
      frame.answerPublic(Translation.cleaned($0, scheme: "http"))
    }
  }

  deinit { server.stop() }

  func send(
    _ method: String, _ path: String, key: String? = "demo-key-001",
    _ headers: [(String, String)] = [], body: String = ""
  ) throws -> Response {
    var fields = Headers(headers)
    if let key { fields.add("X-API-Key", key) }
    if fields["content-type"] == nil { fields.add("Content-Type", "application/json") }
    return try #require(client).send(
      Request(method, path, headers: fields, body: Array(body.utf8)),
      to: "http://127.0.0.1:\(server.port)", timeout: 5000)
  }
}

/// Answers with what it was sent.
private func echo(_ incoming: Incoming) -> Response {
  let names = [
    "x-caller", "x-client", "x-api-key", "authorization", "cookie", "x-forwarded-proto",
    "idempotency-key", "via", "x-owner",
  ]
  let fields = names.compactMap { name in
    incoming.request.headers[name].map { "\(name)=\($0)" }
  }
  var response = Response(
    200, json: "[\"\(incoming.request.path)\",\"\(fields.joined(separator: " "))\"]\n")
  response.headers.add("X-Internal-Shard", "7")
  response.headers.add("Keep-Alive", "timeout=5")
  response.headers.add("Location", "/orders/o-1")
  return response
}

struct GatewayTests {
  private func door() throws -> Door {
    let town = try Neighbourhood()
    _ = try town.add(
      "product", 1,
      [
        Route("GET", "/products/{id}") { echo($0) },
        Route("GET", "/products") { incoming in
          Response(200, json: "[{\"limit\":\"\(incoming.request.query("limit") ?? "")\"}]\n")
        },
      ])
    _ = try town.add(
      "order", 1,
      [
        Route("POST", "/orders") { echo($0) },
        Route("GET", "/users/{id}/orders") { _ in Response(200, json: "[]\n") },
      ])
    return try Door(town)
  }

  @Test(arguments: [
    ("GET", "/api/products/p-1", "demo-key-001", 200),
    ("GET", "/api/products/p-1", "demo-key-reader", 200),
    ("POST", "/api/orders", "demo-key-reader", 403), ("POST", "/api/orders", "demo-key-001", 200),
    ("GET", "/api/topics", "demo-key-001", 403), ("GET", "/api/topics", "demo-key-admin", 503),
    ("GET", "/api/products/p-1", "wrong", 401), ("GET", "/api/products/p-1", "", 401),
    ("DELETE", "/api/products/p-1", "demo-key-001", 405), ("GET", "/", "demo-key-001", 404),
    ("GET", "/products/p-1", "demo-key-001", 404), ("GET", "/metrics", "demo-key-admin", 404),
    ("GET", "/internal/faults", "demo-key-admin", 404), ("GET", "/healthz", "demo-key-admin", 404),
    ("PUT", "/internal/faults", "demo-key-admin", 404),
    ("GET", "/api/products/a b", "demo-key-001", 400),
    ("GET", "/api/users/user-001", "demo-key-001", 503),
    // Each its own, some everybody's.
    ("GET", "/api/users/user-001/orders", "demo-key-001", 200),
    ("GET", "/api/users/user-001/orders", "demo-key-002", 403),
    ("GET", "/api/users/user-001/orders", "demo-key-reader", 403),
    ("GET", "/api/users/user-001/orders", "demo-key-admin", 200),
    ("GET", "/api/users/user-001/orders", "demo-key-load", 200),
    ("GET", "/api/users/user-001", "demo-key-002", 403),
    ("GET", "/api/users/user-001/account", "demo-key-002", 403),
    ("GET", "/api/home/user-001", "demo-key-002", 403),
    ("GET", "/api/home/user-001", "demo-key-admin", 200),
    ("GET", "/api/users/USER-001/orders", "demo-key-001", 403),
  ])
  func requestsAreAnsweredWith(method: String, path: String, key: String, status: Int) throws {
    let door = try door()
    #expect(try door.send(method, path, key: key.isEmpty ? nil : key).status == status)
  }

  /// Our client would resolve dots before it sends them; others do not.
  @Test(arguments: ["", ".", "..", "...", "a/b", "a b", "a?b", "a%2Fb", "ä", "a\r\nb"])
  func aNameInAPathLeadsNowhereElse(name: String) throws {
    let context = ServiceContext(service: "g", instance: "g-1", version: "v1", seed: 1)
    var incoming = Neighbourhood.incoming(context)
    incoming.parameters["id"] = name
    #expect(throws: Refusal.self) { try GatewayService.checked(incoming, "id") }
  }

  @Test func aRequestIsCleanedOnItsWayInAndTheAnswerOnItsWayOut() throws {
    let door = try door()
    let response = try door.send(
      "POST", "/api/orders",
      [
        ("x-caller", "payment"), ("x-client", "admin"), ("X-Owner", "user-002"),
        ("Cookie", "a=b"),
        ("x-forwarded-proto", "https"), ("Idempotency-Key", "k-1"),
      ])
    #expect(
      response.text
        == "[\"/orders\",\"x-caller=gateway x-client=user-001 x-forwarded-proto=http"
        + " idempotency-key=k-1 via=1.1 gateway x-owner=user-001\"]\n")
    #expect(response.headers["X-Internal-Shard"] == nil)
    #expect(response.headers["Keep-Alive"] == nil)
    #expect(response.headers["Location"] == "/api/orders/o-1")
    #expect(response.headers["Content-Type"] == "application/json")
  }

  @Test func whoMayActForEverybodyHasNoOwnerAndCannotMakeOneUp() throws {
    let response = try door().send(
      "POST", "/api/orders", key: "demo-key-admin", [("x-owner", "user-002")])
    #expect(response.text.contains("x-client=admin") && !response.text.contains("x-owner"))
  }

  @Test func whatIsLeftOfTheRateShowsForEveryPlan() throws {
    let metrics = Metrics()
    let limits = try ClientLimits(metrics, now: ServiceContext.now)
    let now = ServiceContext.now
    for _ in 1...190 { try limits.pass("user-001", .standard, now: now) { _ in } }
    try limits.pass("user-002", .standard, now: now) { _ in }
    let name = "resilience4j_ratelimiter_available_permissions"
    let page = metrics.page()
    #expect(page.contains("\(name){name=\"anonymous\"} 100\n"))
    // A hundred a second come back: it takes long until nobody could tell any more.
    let line = page.split(separator: "\n").first { $0.hasPrefix("\(name){name=\"standard\"}") }
    let left = try #require(line?.split(separator: " ").last.flatMap { Int($0) })
    #expect((10..<195).contains(left))
    #expect(page.contains("\(name){name=\"bulk\"} 100000\n"))
  }

  @Test func anOrderWithoutAKeyGetsOne() throws {
    let door = try door()
    #expect(try door.send("POST", "/api/orders").text.contains("idempotency-key=g-"))
  }

  @Test func theHomePageSurvivesTheLossOfAPart() throws {
    let door = try door()
    let response = try door.send("GET", "/api/home/user-001")
    #expect(response.status == 200)
    #expect(
      response.text
        == #"{"user":null,"orders":[],"products":[{"limit":"10"}],"#
        + #""missing":{"user":"no instance of user is known"}}"# + "\n")
  }

  @Test func theHomePageOfNobodyIsNotThere() throws {
    let town = try Neighbourhood()
    _ = try town.add("user", 1, [Route("GET", "/users/{id}") { _ in throw Refusal(404, "no") }])
    #expect(try Door(town).send("GET", "/api/home/user-001").status == 404)
  }

  @Test func withoutAnyPartThereIsNoHomePage() throws {
    let response = try Door(try Neighbourhood()).send("GET", "/api/home/user-001")
    #expect(response.status == 503)
    #expect(response.headers["Retry-After"] == "1")
  }

  @Test func anOpenBreakerIsA503WithATime() throws {
    let town = try Neighbourhood()
    _ = try town.add("user", 1, [Route("GET", "/users/{id}") { _ in Response(500) }])
    let door = try Door(town)
    var statuses: [Int] = []
    for _ in 0..<6 { statuses.append(try door.send("GET", "/api/users/user-001").status) }
    #expect(statuses == [500, 500, 500, 500, 500, 503])
    let refused = try door.send("GET", "/api/users/user-001")
    #expect(refused.headers["Retry-After"].flatMap { Int($0) } ?? 0 >= 1)
  }

  @Test func aClientBeyondItsRateIsRefusedAndOthersAreNot() throws {
    let door = try door()
    #expect(try door.send("GET", "/api/products", key: nil).status == 401)
    for key in [nil, "wrong"] {
      // A slow machine saves up new permits meanwhile.
      var sent = 0
      var last = try door.send("GET", "/api/products", key: key)
      while last.status == 401, sent < 2000 {
        sent += 1
        last = try door.send("GET", "/api/products", key: key)
      }
      #expect(last.status == 429 && last.headers["Retry-After"] == "1", "\(last.status) of \(sent)")
    }
    #expect(try door.send("GET", "/api/products").status == 200)
  }
}

struct ClientLimitTests {
  @Test func aClientIsFirstSlowedDownThenRefused() throws {
    let context = ServiceContext(service: "g", instance: "g-1", version: "v1", seed: 1)
    let now = Instant(nanoseconds: 0)
    let limits = try ClientLimits(context.metrics, now: now)
    var pauses: [Int] = []
    var refused = 0
    for _ in 0..<250 {
      do throws(Refusal) {
        try limits.pass("user-001", .standard, now: now) { pauses.append($0) }
      } catch {
        refused += 1
        #expect(error.status == 429)
      }
    }
    // 200 saved up, then 10 ms a request up to 200 ms.
    #expect(pauses.count == 20)
    #expect(pauses.last == 201)
    #expect(refused == 30)
    try limits.pass("user-002", .standard, now: now) { _ in Issue.record("slowed down") }
  }
}

struct ParallelWorkTests {
  @Test(arguments: [0, 1, 2, 10])
  func resultsComeInOrderWhateverTheThreads(limit: Int) {
    let work = ParallelWork(limit: limit)
    for _ in 0..<20 {
      #expect(work.results((0..<5).map { number in { number * 2 } }) == [0, 2, 4, 6, 8])
    }
    #expect(work.results([@Sendable () -> Int]()).isEmpty)
  }

  /// Each waits for the other two: one after the other they would wait for ever.
  @Test func theWorkIsDoneAtOnce() {
    let here = Gate(0)
    let meet: @Sendable () -> Bool = {
      here.change { $0 += 1 }
      return here.wait(milliseconds: 20_000) { $0 == 3 }
    }
    #expect(ParallelWork(limit: 2).results([meet, meet, meet]) == [true, true, true])
  }
}

struct BalancerTests {
  private func balanced(_ town: Neighbourhood) throws -> String {
    let context = ServiceContext(
      service: "balancer", instance: "balancer-1", version: "v1", seed: 1)
    let balancer = try BalancerService(
      context, town.client, Resolver(registry: town.registry, client: town.client))
    return try town.add("balancer", 1, balancer.routes).base
  }

  private func send(
    _ base: String, _ method: String, _ path: String, _ headers: [(String, String)] = []
  ) throws -> Response {
    try Client().send(Request(method, path, headers: Headers(headers)), to: base, timeout: 5000)
  }

  @Test func anyMethodGoesOnAndTheCallerStaysWhoItIs() throws {
    let town = try Neighbourhood()
    _ = try town.add("echo", 1, [Route(Route.anyMethod, "/a/{b}") { echo($0) }])
    let base = try balanced(town)
    for method in ["GET", "POST", "PUT", "DELETE"] {
      let response = try send(base, method, "/to/echo/a/b", [("x-caller", "order")])
      #expect(response.status == 200)
      #expect(response.text.contains("/a/b"))
      #expect(response.text.contains("x-caller=order"))
    }
    #expect(try send(base, "GET", "/to/echo/nothing").status == 404)
    #expect(try send(base, "GET", "/to/nobody/a").status == 503)
    #expect(try send(base, "GET", "/to/no%20body/a").status == 503)
  }

  @Test func aDeadInstanceIsPassedOver() throws {
    let town = try Neighbourhood()
    _ = try town.add("echo", 1, [Route("GET", "/a") { _ in Response(200) }])
    // Registered, and nobody listens there.
    let dead = Announcer(
      Registration(service: "echo", instance: "echo-2", address: "127.0.0.1:1", version: "v1"),
      registry: town.registry, client: town.client)
    #expect(dead.start())
    defer { dead.stop() }
    let base = try balanced(town)
    for _ in 0..<20 { #expect(try send(base, "GET", "/to/echo/a").status == 200) }
  }

  @Test func aDeadlineEndsTheWait() throws {
    let town = try Neighbourhood()
    let (slow, _) = try town.add("echo", 1, [Route("GET", "/a") { _ in Response(200) }])
    var fault = Fault(id: 1, target: .service("echo"), remaining: 60_000)
    fault.hang = true
    slow.faults.replace([fault], now: Clock.monotonic)
    defer { slow.faults.replace([], now: Clock.monotonic) }
    let base = try balanced(town)
    #expect(try send(base, "GET", "/to/echo/a", [(Deadline.headerName, "100")]).status == 504)
  }
}

struct MannerTests {
  @Test(arguments: [("", 0, 0), ("slow", 300, 0), ("faulty", 0, 30), ("slow,faulty", 300, 30)])
  func aVersionMisbehavesAsItIsTold(text: String, delay: Int, errors: Int) throws {
    let manner = try #require(Manner(text))
    #expect(manner.delay == delay)
    #expect(manner.errors == errors)
  }

  @Test func unknownMannersAreRefused() { #expect(Manner("rude") == nil) }

  @Test func aFaultyVersionFailsInThirtyOfAHundred() throws {
    let next = Gate(UInt64(0))
    let manner = try #require(Manner("faulty"))
    let routes = manner.applied([Route("GET", "/") { _ in Response(200) }]) {
      next.change { number in
        number += 1
        return number
      }
    }
    let context = ServiceContext(service: "a", instance: "a-1", version: "v2", seed: 1)
    let failures = (0..<100).filter { _ in
      (try? routes[0].answer(Neighbourhood.incoming(context))) == nil
    }
    #expect(failures.count == 30)
  }
}
