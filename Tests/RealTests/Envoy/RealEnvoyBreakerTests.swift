import Live
import MeshModel
import TestSupport
import Testing

/// What the source says of the breakers of a real Envoy, compared with its own log and with what its
/// clients saw.
@Suite(.serialized)
struct RealEnvoyBreakerTests {
  private static func outliers(atMost percent: Int) -> String {
    """
    outlier_detection: {consecutive_5xx: 5, interval: 0.5s, base_ejection_time: 1s, \
    max_ejection_percent: \(percent), max_ejection_time_jitter: 0s, \
    successful_active_health_check_uneject_host: false}
    """
  }

  @Test func anInstanceIsEjectedTriedAgainAndTakenBack() throws {
    let envoy = try RealEnvoy(
      RealEnvoy.Settings(
        cluster: [
          Self.outliers(atMost: 50), "circuit_breakers: {thresholds: [{max_retries: 100}]}",
        ],
        route: ["retry_policy: {retry_on: 5xx, num_retries: 5}"]))
    defer { envoy.stop() }
    let load = try ExactLoad(envoy.base, rate: 100)
    defer { load.stop() }
    let watched = try Watched("envoy=\(envoy.admin)")
    try watched.poll(until: "both in the rotation") {
      $0.breaker(.ejection, "payment-2")?.state == .closed && $0.edge(to: "payment") != nil
    }
    envoy.apps[1].turn(.answering(500))
    try watched.poll(until: "the ejection") { $0.breaker(.ejection, "payment-2")?.state == .open }
    let open = try #require(watched.snapshot().breaker(.ejection, "payment-2"))
    #expect(open.confidence == .reported && open.trips == 1 && open.from == "order")
    #expect(watched.snapshot().instance("payment-2")?.health == .ejected)
    // Looks a second apart seldom meet the moment between two ejections.
    for _ in 1...12 where !watched.happened("order:payment-2").contains(.probeFailed) {
      _ = try watched.poll(seconds: 1)
    }
    let ill = watched.happened("order:payment-2")
    #expect(ill.first == .breakerOpen && ill.contains(.probeFailed), "\(ill)")
    #expect(try #require(watched.snapshot().edge(to: "payment")?.traffic.retriesPerSecond) > 0)

    // Without requests the probation lasts until its time is over, or until there are some again.
    load.stop()
    envoy.apps[1].turn(.answering(200))
    try watched.poll(until: "payment-2 on probation") {
      $0.instance("payment-2")?.health == .probing
    }
    #expect(watched.snapshot().breaker(.ejection, "payment-2")?.state == .halfOpen)
    let more = try ExactLoad(envoy.base, rate: 100)
    defer { more.stop() }
    try watched.poll(until: "payment-2 taken back") {
      $0.instance("payment-2")?.health == .healthy
    }
    let all = watched.happened("order:payment-2")
    #expect(Array(all.suffix(2)) == [.breakerHalfOpen, .breakerClosed], "\(all)")
    let closed = try #require(watched.snapshot().breaker(.ejection, "payment-2"))
    #expect(closed.state == .closed)
    try eventually("as many trips as its log has, \(closed)") {
      closed.trips == Double(envoy.ejections("EJECT"))
    }
    #expect(watched.happened("order:payment-1").isEmpty)
  }

  @Test func aLimitOnRequestsSheds() throws {
    let limits = "circuit_breakers: {thresholds: [{max_requests: 4, track_remaining: true}]}"
    let envoy = try RealEnvoy(RealEnvoy.Settings(cluster: [limits]))
    defer { envoy.stop() }
    for app in envoy.apps { app.turn(.slow(50)) }
    // Eighty a second fit.
    let load = try ExactLoad(envoy.base, rate: 160, connections: 48)
    defer { load.stop() }
    let watched = try Watched("envoy=\(envoy.admin)")
    try watched.poll(until: "the first ones shed") {
      $0.breaker(.concurrency, "payment")?.state == .shedding
    }
    let stretch = try watched.poll(seconds: 4)
    let seen = load.tally(stretch)
    let snapshot = watched.snapshot(4)
    let figures = try #require(snapshot.edge(to: "payment")).traffic
    let shed =
      Double(seen.statuses[503] ?? 0) * 1e9 / Double(stretch.upperBound - stretch.lowerBound)
    let told = try #require(figures.shedPerSecond)
    #expect(shed > 20 && told.isWithin(0.05, of: shed), "\(told) of \(shed)")
    #expect(abs(try #require(figures.errorRatio) - seen.errorRatio) <= 0.01)
    // No app has failed. Counters of one page are not read at one moment: the odd one is too many.
    #expect(try #require(figures.attemptErrorRatio) < 0.01)
    let breaker = try #require(snapshot.breaker(.concurrency, "payment"))
    #expect(breaker.state == .shedding && breaker.distance?.limit == 4)
    // Without slow apps it could still be too much for a moment, on a busy machine.
    load.stop()
    try watched.poll(within: .seconds(15), until: "room again") {
      $0.breaker(.concurrency, "payment")?.state != .shedding
    }
    #expect(watched.happened("order:payment") == [.breakerOpen, .breakerClosed])
  }

  @Test func breakersThatCannotTripAreCalledSo() throws {
    let endless = [
      "max_connections", "max_pending_requests", "max_requests", "max_retries",
    ].map { "\($0): 4294967295" }.joined(separator: ", ")
    let envoy = try RealEnvoy(
      RealEnvoy.Settings(
        cluster: [
          Self.outliers(atMost: 0), "circuit_breakers: {thresholds: [{\(endless)}]}",
        ]))
    defer { envoy.stop() }
    let load = try ExactLoad(envoy.base, rate: 100)
    defer { load.stop() }
    let watched = try Watched("envoy=\(envoy.admin)")
    try watched.poll(until: "the high limits") {
      $0.breaker(.concurrency, "payment")?.state == .cannotTrip
    }
    #expect(watched.snapshot().breaker(.ejection, "payment-2")?.state == .closed)
    envoy.apps[1].turn(.answering(500))
    try watched.poll(until: "the ejections forbidden") {
      $0.breaker(.ejection, "payment-2")?.state == .cannotTrip
    }
    let reason = watched.snapshot().breaker(.ejection, "payment-2")?.reason ?? ""
    #expect(reason.contains("its limit on ejections"), "\(reason)")
    #expect(watched.snapshot().instance("payment-2")?.health == .healthy)
    #expect(envoy.ejections("EJECT") == 0 && load.tally().errorRatio > 0)
    #expect(!watched.mesh.state.events.all.contains { $0.kind == .breakerOpen })
  }

  /// Counters that began anew must not become rates, in neither direction.
  @Test func aRestartIsToldAndCountsForNothing() throws {
    let envoy = try RealEnvoy()
    defer { envoy.stop() }
    let source = "envoy=\(envoy.admin)"
    let watched = try Watched(source)
    let load = try ExactLoad(envoy.base, rate: 100)
    defer { load.stop() }
    _ = try watched.poll(seconds: 3)
    envoy.crash()
    try envoy.start()
    // No look has met the gap.
    watched.mesh.poll()
    #expect(watched.happened("order-1") == [.restart] && watched.happened(source).isEmpty)
    let across = watched.snapshot(10).edge(to: "payment")?.traffic.answersPerSecond
    #expect(across.map { $0 > 50 && $0 < 110 } ?? true, "\(across ?? 0)")
    let stretch = try watched.poll(seconds: 3)
    let seen = load.tally(stretch).statuses[200] ?? 0
    let seconds = Double(stretch.upperBound - stretch.lowerBound) / 1e9
    let rate = try #require(watched.snapshot(3).edge(to: "payment")?.traffic.answersPerSecond)
    #expect(rate.isWithin(0.05, of: Double(seen) / seconds), "counted anew, and only once")

    envoy.crash()
    try watched.poll(until: "the loss") { $0.sources.first?.problem == "connection refused" }
    #expect(watched.happened(source) == [.sourceLost])
    try envoy.start()
    try watched.poll(until: "its return") { $0.sources.first?.isGood == true }
    #expect(watched.happened(source) == [.sourceLost, .sourceBack])
    try watched.poll(until: "the second restart") { _ in
      watched.happened("order-1") == [.restart, .restart]
    }
    try watched.poll(until: "figures again") {
      ($0.edge(to: "payment")?.traffic.answersPerSecond ?? 0) > 50
    }
  }
}
