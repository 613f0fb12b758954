import MeshModel
import TestSupport
import Testing

@testable import Telemetry

/// What a real HAProxy said while things went wrong behind it, compared with what is known of it: the
/// differences of its own counters, and what its clients saw.
struct HAProxyCaptureTests {
  struct Stretch: CustomTestStringConvertible {
    let from: String
    let to: String
    let seconds: Double
    let service: String
    var answers: Double
    var failed = 0.0
    var attempts: Double
    var failedAttempts = 0.0
    var retries = 0.0
    var shed = 0.0

    var testDescription: String { "\(service), \(from) to \(to)" }
  }

  static let stretches = [
    Stretch(
      from: "1-healthy", to: "2-slow", seconds: 13, service: "payment", answers: 771, attempts: 780),
    // Retries hide a server that fails every time: callers see nothing.
    Stretch(
      from: "3-failing-t1", to: "3-failing-t20", seconds: 19, service: "payment", answers: 1140,
      attempts: 2087, failedAttempts: 947, retries: 947),
    Stretch(
      from: "3-failing-t20", to: "4-app-crash", seconds: 15, service: "payment", answers: 778,
      attempts: 1042, failedAttempts: 264, retries: 264),
    Stretch(
      from: "5-recovering-t4", to: "5-recovering-t12", seconds: 8, service: "payment", answers: 480,
      attempts: 480),
    // Full queues: what is turned away was never sent to a server.
    Stretch(
      from: "5-recovering-t12", to: "6-queue-overflow", seconds: 14, service: "payment",
      answers: 1204, failed: 678, attempts: 542, shed: 678),
    Stretch(
      from: "5-recovering-t12", to: "6-queue-overflow", seconds: 14, service: "order", answers: 624,
      failed: 98, attempts: 1266, failedAttempts: 678, retries: 580),
    Stretch(
      from: "6-queue-overflow", to: "7-ratelimited", seconds: 28, service: "payment", answers: 2004,
      failed: 1193, attempts: 795, shed: 1193),
    Stretch(
      from: "9-observe-markdown-t2", to: "9-observe-markdown-t20", seconds: 18, service: "payment",
      answers: 1081, failed: 30, attempts: 1081, failedAttempts: 30),
  ]

  @Test(arguments: stretches)
  func answersAndAttemptsAreKeptApart(_ stretch: Stretch) throws {
    var look = ProxyLook()
    try look.take(captures: [stretch.from])
    #expect(look.edge(to: stretch.service)?.traffic == TrafficFigures())
    try look.take(captures: [stretch.to])
    let edge = try #require(look.edge(to: stretch.service))
    #expect(edge.from == "haproxy" && edge.protocol == "http")
    let figures = edge.traffic
    func near(_ value: Double?, _ expected: Double) -> Bool {
      value.map { abs($0 - expected) < 1e-9 } ?? false
    }
    #expect(near(figures.answersPerSecond, stretch.answers / stretch.seconds))
    #expect(near(figures.errorRatio, stretch.failed / stretch.answers))
    #expect(near(figures.attemptsPerSecond, stretch.attempts / stretch.seconds))
    #expect(near(figures.attemptErrorRatio, stretch.failedAttempts / stretch.attempts))
    #expect(near(figures.retriesPerSecond, stretch.retries / stretch.seconds))
    #expect(near(figures.shedPerSecond, stretch.shed / stretch.seconds))
    #expect(figures.timeoutsPerSecond == nil, "HAProxy does not count timeouts")
  }

  @Test func aServerHiddenBehindRetriesIsFoundByItsInstance() throws {
    var look = ProxyLook()
    try look.take(captures: ["3-failing-t1", "3-failing-t4", "3-failing-t8", "3-failing-t20"])
    #expect(try #require(look.edge(to: "payment")).traffic.errorRatio == 0)
    let ill = try #require(look.instance("payment-2"))
    #expect(ill.health == .unhealthy, "its checks are well, its answers are not")
    #expect(ill.traffic.attemptErrorRatio == 1 && ill.traffic.errorRatio == 1)
    #expect(try #require(look.instance("payment-1")).traffic.attemptErrorRatio == 0)
    let service = try #require(look.service("payment"))
    #expect(service.health.status == .failing && service.health.causes == ["payment"])
    #expect(look.service("order")?.health.status == .healthy)
  }

  @Test func onlyAMeanIsKnownOfLatency() throws {
    var look = ProxyLook()
    try look.take(captures: ["1-healthy", "2-slow"])
    let latency = try #require(look.edge(to: "payment")).traffic.latency
    #expect(latency.method == .mean && latency.count == 771 && latency.mean == 113)
    #expect(latency.p50 == nil && latency.p95 == nil && latency.p99 == nil)
    // The queue in front of the servers is part of what callers wait for.
    try look.take(captures: ["5-recovering-t12", "6-queue-overflow"])
    #expect(try #require(look.edge(to: "payment")).traffic.latency.mean == 322)
  }

  @Test func theQueueShedsAndRecovers() throws {
    var look = ProxyLook()
    try look.take(captures: ["5-recovering-t12"])
    let calm = try #require(look.breaker(.concurrency, "payment"))
    #expect(calm.state == .closed && calm.distance?.limit == 16)
    try look.take(captures: ["6-queue-overflow"])
    let full = try #require(look.breaker(.concurrency, "payment"))
    #expect(full.state == .shedding && full.confidence == .derived)
    #expect(full.reason == "16 of 16 requests at a time, 46 waiting")
    #expect(full.distance == TripDistance(value: 16, limit: 16, unit: "requests at a time"))
    #expect(look.breaker(.concurrency, "order")?.state == .closed)
    try look.take(captures: ["7-ratelimited", "8-recovered"])
    #expect(look.breaker(.concurrency, "payment")?.state == .closed)
    #expect(look.happened("haproxy:payment") == [.breakerOpen, .breakerClosed])
  }

  @Test func deniedRequestsAreLimited() throws {
    var look = ProxyLook()
    try look.take(captures: ["6-queue-overflow", "7-ratelimited"])
    let proxy = try #require(look.service("haproxy")).traffic
    #expect(abs(try #require(proxy.rateLimitedPerSecond) - 1221.0 / 28) < 1e-9)
    // All frontends together: 2207 at one, 5951 at another, 15 for the page of metrics.
    #expect(abs(try #require(proxy.answersPerSecond) - 8173.0 / 28) < 1e-9)
  }

  @Test func aRestartBeginsAnew() throws {
    var look = ProxyLook()
    try look.take(captures: ["7-ratelimited", "8-recovered"])
    look.take(try capture("haproxy/9-observe-markdown-t2.txt"), at: 200)
    #expect(look.state.events.all.map(\.kind).contains(.restart))
    let restarts = look.state.events.all.filter { $0.kind == .restart }
    #expect(restarts.map(\.subject) == ["haproxy"])
    look.take(try capture("haproxy/9-observe-markdown-t5.txt"), at: 203)
    let edge = look.state.snapshot(
      windowSeconds: 3, at: ClockReading(monotonic: 203_000_000_000, wall: 0)
    ).edges.first { $0.to == "payment" }
    #expect(try #require(edge?.traffic.answersPerSecond) == 60)
  }

  @Test func serversBecomeInstancesWithAddresses() throws {
    var look = ProxyLook()
    try look.take(captures: ["1-healthy"])
    let service = try #require(look.service("payment"))
    #expect(service.instances.map(\.id) == ["payment-1", "payment-2"])
    #expect(service.instances.map(\.address) == ["127.0.0.1:8103", "127.0.0.1:8104"])
    #expect(service.instances.allSatisfy { $0.observedBy == ["haproxy"] && $0.health == .healthy })
    #expect(service.healthy == 2 && service.total == 2)
    let proxy = try #require(look.instance("haproxy"))
    #expect(proxy.version == "2.6.12-1+deb12u4" && proxy.health == .healthy)
    // What only answers for itself is no service.
    #expect(look.snapshot.edges.map(\.to) == ["inventory", "order", "payment", "user"])
  }
}
