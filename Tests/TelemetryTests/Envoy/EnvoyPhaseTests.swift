import MeshModel
import Testing

@testable import Telemetry

/// What is said of the edges in each phase, beside what the load generator and Envoy itself counted.
struct EnvoyPhaseTests {
  /// Two looks ten seconds apart.
  private static func between(
    _ first: String, _ second: String, _ proxy: String = "order-1"
  ) throws -> Snapshot {
    var watch = try EnvoyWatch(proxy)
    try watch.look(at: 100, first)
    try watch.look(at: 110, second)
    return watch.snapshot(at: 110)
  }

  private static func close(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) < 1e-9 } ?? false
  }

  @Test func aFirstLookGivesNoRates() throws {
    var watch = try EnvoyWatch()
    try watch.look(at: 100, "healthy")
    let snapshot = watch.snapshot(at: 100)
    #expect(snapshot.edges.map(\.to) == ["inventory", "payment", "user"])
    #expect(snapshot.edges.allSatisfy { $0.from == "order" })
    #expect(snapshot.edges.allSatisfy { $0.traffic == TrafficFigures() })
    #expect(snapshot.sources.map(\.isGood) == [true])
  }

  @Test func slowIsNoError() throws {
    let edge = try #require(Self.between("healthy", "slow").edge("payment"))
    #expect(Self.close(edge.traffic.answersPerSecond, 119.3))
    #expect(Self.close(edge.traffic.attemptsPerSecond, 120))
    #expect(edge.traffic.errorRatio == 0)
    #expect(edge.traffic.retriesPerSecond == 0)
    #expect(edge.inFlight != nil)
  }

  @Test func retriesHideFailures() throws {
    let edge = try #require(Self.between("starting", "flaky").edge("inventory"))
    // 3112 answers, 21 of them errors; 3313 attempts, of which 197 were tried again.
    #expect(Self.close(edge.traffic.answersPerSecond, 311.2))
    #expect(Self.close(edge.traffic.errorRatio, 21.0 / 3112))
    #expect(Self.close(edge.traffic.attemptErrorRatio, 218.0 / 3313))
    #expect(Self.close(edge.traffic.retriesPerSecond, 19.7))
    #expect(Self.close(edge.traffic.retryAmplification, 3313.0 / 3116))
  }

  @Test func answersAndAttemptsAreKeptApart() throws {
    let edge = try #require(Self.between("starting", "failing-12s").edge("payment"))
    #expect(Self.close(edge.traffic.errorRatio, 19.0 / 4016))
    #expect(Self.close(edge.traffic.attemptErrorRatio, 52.0 / 4050))
    #expect(Self.close(edge.traffic.classes.serverError, 19.0 / 4016))
    #expect(Self.close(edge.traffic.budgetExhaustedPerSecond, 1.6))
  }

  @Test func whatALimitTurnsAwayIsNoAttempt() throws {
    let snapshot = try Self.between("proxy-down", "overflow")
    let edge = try #require(snapshot.edge("payment"))
    #expect(Self.close(edge.traffic.shedPerSecond, 51.5))
    #expect(Self.close(edge.traffic.answersPerSecond, 135.6))
    #expect(Self.close(edge.traffic.attemptsPerSecond, 85.4))
    #expect(Self.close(edge.traffic.errorRatio, 515.0 / 1356))
    #expect(edge.traffic.attemptErrorRatio == 0)
    let breaker = try #require(snapshot.breaker("payment", .concurrency))
    #expect(breaker.state == .shedding && breaker.confidence == .derived)
    #expect(snapshot.breaker("inventory", .concurrency)?.state == .closed)
  }

  @Test func whoHangsTimesOut() throws {
    let snapshot = try Self.between("starting", "hang-15s")
    let edge = try #require(snapshot.edge("payment"))
    #expect(Self.close(edge.traffic.timeoutsPerSecond, 6))
    #expect(Self.close(edge.traffic.unreachablePerSecond, 8.7))
    // 118 that were tried again and 68 that were not; the hosts' own count has one more, still open.
    #expect(Self.close(edge.traffic.attemptErrorRatio, 186.0 / 8038))
    #expect(snapshot.breaker("payment", .retryBudget) != nil)
  }

  @Test func aRateLimitActsBeforeAnyCluster() throws {
    let snapshot = try Self.between("overflow", "rate-limited", "gateway-1")
    let gateway = try #require(snapshot.services.first { $0.name == "gateway-1" })
    #expect(Self.close(gateway.traffic.rateLimitedPerSecond, 45.8))
    #expect(gateway.traffic.classes.clientError ?? 0 > 0)
    let edge = try #require(snapshot.edge("order"))
    #expect(edge.traffic.classes.clientError == 0)
    #expect(snapshot.breaker("gateway-1", .rateLimit)?.state == .shedding)
  }

  @Test func recoveryIsSeen() throws {
    let snapshot = try Self.between("rate-limited", "recovered")
    let edge = try #require(snapshot.edge("payment"))
    #expect(edge.traffic.errorRatio == 0 && edge.traffic.shedPerSecond == 0)
    let payment = try #require(snapshot.services.first { $0.name == "payment" })
    #expect(payment.health.status == .healthy)
    #expect(payment.instances.map(\.health) == [.healthy, .healthy])
  }

  @Test(arguments: [
    ("healthy", InstanceHealth.healthy), ("failing-12s", .ejected), ("crash", .unhealthy),
    ("proxy-down", .unhealthy), ("recovered", .healthy),
  ])
  func instancesAreAsTheProxyFindsThem(_ phase: String, _ expected: InstanceHealth) throws {
    let snapshot = try Self.between("healthy", phase)
    let payment = try #require(snapshot.services.first { $0.name == "payment" })
    #expect(payment.instances.map(\.id) == ["payment-1", "payment-2"])
    #expect(payment.instances.map(\.health) == [.healthy, expected])
    #expect(payment.instances[1].observedBy == ["order-1"])
    #expect(payment.total == 2)
    let breaker = try #require(snapshot.breaker("payment", .ejection, "payment-2"))
    let isEjected = phase == "failing-12s" || phase == "crash"
    #expect((breaker.state == .open) == isEjected)
  }

  @Test func theOwnApplicationIsNoEdgeAndNoService() throws {
    let snapshot = try Self.between("healthy", "slow")
    #expect(snapshot.services.map(\.name) == ["inventory", "order", "payment", "user"])
  }

  @Test func whatCannotTripIsTold() throws {
    let snapshot = try Self.between("overflow", "rate-limited", "gateway-1")
    let breaker = try #require(snapshot.breaker("order", .ejection, "order-1"))
    #expect(breaker.state == .cannotTrip)
    #expect(breaker.reason?.contains("192") == true)
  }

  @Test func peersThatAreNotUpYetAreStarting() throws {
    var watch = try EnvoyWatch()
    try watch.look(at: 100, "starting")
    let inventory = try #require(
      watch.snapshot(at: 100).services.first { $0.name == "inventory" })
    #expect(inventory.health.status == .starting)
  }

  @Test func pendingOverflowIsSheddingToo() throws {
    let clusters = Array(
      #"{"cluster_statuses":[{"name":"small","observability_name":"small"}]}"#.utf8)
    let idle = Array(#"{"stats":[{"name":"server.uptime","value":1}]}"#.utf8)
    var watch = try EnvoyWatch()
    try watch.look(at: 100, stats: idle, clusters: clusters)
    try watch.look(
      at: 103, stats: EnvoyCapture.file("pending-overflow.lab.stats.json"), clusters: clusters)
    let edge = try #require(watch.snapshot(at: 103).edge("small"))
    #expect(Self.close(edge.traffic.shedPerSecond, 35181.0 / 3))
    #expect(Self.close(edge.traffic.answersPerSecond, 35240.0 / 3))
    #expect(Self.close(edge.traffic.attemptsPerSecond, 61.0 / 3))
  }
}
