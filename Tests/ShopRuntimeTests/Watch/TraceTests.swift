import Glibc
import HTTP
import Instruments
import Platform
import TestSupport
import Testing

@testable import ShopRuntime

/// The trace of an order, collected by a real supervisor from real processes.
@Suite(.serialized)
struct TraceTests {
  private static func order(_ mesh: SupervisedMesh, trace: TraceContext? = nil) throws -> String {
    let body = #"{"user":"user-001","items":[{"product":"product-01","quantity":1}]}"#
    var headers = Headers([("X-API-Key", "demo-key-001")])
    headers["traceparent"] = trace?.header
    let request = Request("POST", "/api/orders", headers: headers, json: body)
    let response = try Client().send(request, to: mesh.status.gateway, timeout: 10_000)
    #expect(response.status == 202, "\(response.text)")
    return try #require(response.headers["x-trace-id"])
  }

  /// Waits until a trace has spans that fit, for at most twenty seconds.
  private static func trace(
    _ mesh: SupervisedMesh, _ id: String, until fits: (Trace) -> Bool
  ) throws -> Trace? {
    let limit = Clock.monotonic + 20_000_000_000
    while true {
      let found = try mesh.control.traces(prefix: id, limit: 2).traces
      if let trace = found.first, fits(trace) || Clock.monotonic > limit { return trace }
      if Clock.monotonic > limit { return nil }
      poll(nil, 0, 50)
    }
  }

  private static func steps(_ trace: Trace) -> [String] {
    trace.spans.filter { $0.kind == .server || $0.kind == .consumer }
      .sorted { $0.start < $1.start }.map { "\($0.service) \($0.name)" }
  }

  private static let path: Set<String> = [
    "gateway POST /api/orders", "order POST /orders", "user GET /users/{user}",
    "product GET /products", "inventory PUT /reservations/{order}",
    "broker POST /topics/{topic}/messages", "payment consume orders", "order consume payments",
    "inventory consume orders",
  ]

  @Test(
    "it leads through every service and the broker, without a gap",
    arguments: ServiceSettings.Discovery.allCases)
  func anOrder(discovery: ServiceSettings.Discovery) throws {
    let mesh = try SupervisedMesh([:], discovery: discovery)
    let id = try Self.order(mesh)
    let trace = try #require(
      try Self.trace(mesh, id) { trace in
        // Money hears of the beginning, the order of the money, goods of the end.
        trace.spans.count { $0.kind == .consumer } >= 3
          && TraceTree(trace).rows.allSatisfy { $0.link != .orphan && $0.gap == nil }
      })
    let steps = Self.steps(trace)
    #expect(Self.path.isSubset(of: steps), "\(steps)")
    #expect(steps.first == "gateway POST /api/orders")
    #expect(steps.contains { $0.hasPrefix("balancer ") } == (discovery == .server))
    // Only what was work is told of, with how long it waited.
    let messages = trace.spans.filter { $0.kind == .consumer }.sorted { $0.start < $1.start }
    #expect(
      messages.map { $0.message?.event } == ["OrderPlaced", "PaymentSucceeded", "OrderConfirmed"])
    #expect(messages.map { $0.message?.topic } == ["orders", "payments", "orders"])
    #expect(messages.allSatisfy { ($0.message?.waited).map { $0 >= 0 } ?? false })
    let published = trace.spans.filter { $0.kind == .producer }.compactMap { $0.message?.event }
    #expect(Set(published) == ["OrderPlaced", "PaymentSucceeded", "OrderConfirmed"])
    let rows = TraceTree(trace).rows
    #expect(rows.count { $0.link == .root } == 1)
    #expect(rows.allSatisfy { $0.link != .orphan && $0.gap == nil }, "\(rows)")
    #expect(trace.failures == 0)
  }

  @Test("a client's own trace is gone on with, unless it is not to be sampled")
  func traceparent() throws {
    let mesh = try SupervisedMesh()
    var random = SeededGenerator(seed: 9)
    let own = TraceContext.start(&random)
    let silent = TraceContext(trace: String(own.trace.reversed()), span: own.span, isSampled: false)
    #expect(try Self.order(mesh, trace: silent) == silent.trace)
    #expect(try Self.order(mesh, trace: own) == own.trace)
    let trace = try #require(
      try Self.trace(mesh, own.trace) { trace in
        // The last span that comes need not be the first that was begun.
        trace.spans.count > 10
          && trace.spans.contains { $0.service == "gateway" && $0.kind == .server }
      })
    #expect(trace.spans.first { $0.service == "gateway" && $0.kind == .server }?.parent == own.span)
    #expect(try mesh.control.traces(prefix: silent.trace, limit: 1).traces.isEmpty)
  }

  @Test("heartbeats and waiting for messages make no traces and no times")
  func housekeeping() throws {
    let mesh = try SupervisedMesh()
    try mesh.awaitRound()
    let all = try mesh.control.traces(.latest, limit: 100).traces
    #expect(all.flatMap(\.spans).map(\.name) == [])
    let broker = try #require(mesh.status.instances.first { $0.service == "broker" }?.address)
    let page = try Client().send(
      Request("GET", "/metrics"), to: "http://\(broker)", timeout: 5000
    ).text
    #expect(!page.contains("/take"))
    #expect(page.contains("http_server_active_requests"))
  }

  @Test("failed attempts stand beside one another, and the trace is among those that failed")
  func retries() throws {
    let mesh = try SupervisedMesh()
    let target = try #require(Fault.Target("user"))
    var fault = Fault(id: 0, target: target, remaining: 60_000)
    fault.errors = 100
    _ = try mesh.control.add(fault)
    let headers = Headers([("X-API-Key", "demo-key-001")])
    let response = try Client().send(
      Request("GET", "/api/users/user-001", headers: headers), to: mesh.status.gateway,
      timeout: 10_000)
    let id = try #require(response.headers["x-trace-id"])
    #expect(response.status >= 500)
    let trace = try #require(
      // The gateway's own span ends after all its calls.
      try Self.trace(mesh, id) { trace in
        ["user", "gateway"].allSatisfy { service in
          trace.spans.contains { $0.service == service && $0.kind == .server }
        }
      })
    let calls = trace.spans.filter { $0.kind == .client }.map(\.name)
    #expect(calls.prefix(2) == ["GET user", "GET user, try 2"])
    #expect(Set(trace.spans.filter { $0.kind == .client }.map(\.parent)).count == 1)
    let failed = try mesh.control.traces(.failed, through: Waypoint("user"), limit: 5).traces
    #expect(failed.map(\.id) == [id])
    #expect(try mesh.control.traces(.failed, through: Waypoint("product"), limit: 5).traces.isEmpty)
  }
}
