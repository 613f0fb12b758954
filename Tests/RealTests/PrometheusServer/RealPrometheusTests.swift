import HTTP
import JSON
import Live
import MeshModel
import Telemetry
import TestSupport
import Testing

/// What the source says of a real Prometheus server, compared with what was scraped and with the
/// server's own arithmetic.
@Suite(.serialized)
struct RealPrometheusTests {
  /// Makes up requests at a rate for so many seconds, while the server scrapes.
  private static func load(
    _ page: MovingPage, rate: Double, seconds: Double, _ request: (inout SeededGenerator) -> Void
  ) throws {
    var chance = SeededGenerator(seed: 7)
    let start = monotonicNow
    var made = 0.0
    try eventually(within: .seconds(20), "the load to end") {
      let spent = min(Double(monotonicNow - start) / 1e9, seconds)
      while made < spent * rate {
        request(&chance)
        made += 1
      }
      return spent >= seconds
    }
  }

  @Test func ratesRatiosAndPercentilesAgree() throws {
    let server = try RealPrometheus()
    defer { server.stop() }
    let watched = try Watched("prometheus=http://127.0.0.1:\(server.port)")
    try watched.poll(until: "the first scrapes") { $0.edge(to: "payment") != nil }
    let page = server.page
    try Self.load(page, rate: 400, seconds: 7) { chance in
      let isError = Int.random(in: 0..<10, using: &chance) == 0
      if Int.random(in: 0..<5, using: &chance) == 0 {
        page.shed()
      } else {
        let milliseconds = Double.random(in: 2...60, using: &chance)
        page.answer(milliseconds: isError ? milliseconds * 8 : milliseconds, isError: isError)
      }
    }
    watched.mesh.poll()
    let snapshot = watched.snapshot(5)
    let edge = try #require(snapshot.edge(to: "payment"))
    #expect(edge.from == "order" && snapshot.sources.map(\.problem) == [nil])
    #expect(try #require(edge.traffic.answersPerSecond).isWithin(0.05, of: 400))
    #expect(try #require(edge.traffic.attemptsPerSecond).isWithin(0.05, of: 320))
    #expect(abs(try #require(edge.traffic.errorRatio) - 0.28) < 0.03)
    #expect(try #require(edge.traffic.shedPerSecond).isWithin(0.1, of: 80))
    #expect(snapshot.breaker(.concurrency, "payment")?.state == .shedding)

    // Nothing moves any more, so soon both look at the same samples.
    try Self.compare(watched, server)
  }

  /// With `histogram_quantile` over the last minute.
  private static func compare(_ watched: Watched, _ server: RealPrometheus) throws {
    try eventually(within: .seconds(6), "the same percentiles") {
      watched.mesh.poll()
      guard let latency = watched.snapshot(60).edge(to: "payment")?.traffic.latency,
        let p50 = latency.p50, let p95 = latency.p95, let p99 = latency.p99
      else { return false }
      let told = try [0.5, 0.95, 0.99].map { try quantile($0, server) }
      return latency.method == .interpolated
        && zip([p50, p95, p99], told).allSatisfy { abs($0 - $1) < 1e-6 * $1 }
    }
  }

  private static func quantile(_ share: Double, _ server: RealPrometheus) throws -> Double {
    let query =
      "histogram_quantile(\(share), sum by (le) (increase(envoy_cluster_upstream_rq_time_bucket[1m])))"
    let answer = try server.ask("/api/v1/query", query: [("query", query)])
    let result = try JSONDocument(answer.body).root["data"]?["result"]?.items.first
    return try #require(result?["value"]?.items.last?.string.flatMap { Double($0) })
  }

  @Test func whatHappensIsSeenInItsOrder() throws {
    let server = try RealPrometheus()
    defer { server.stop() }
    let source = "prometheus=http://127.0.0.1:\(server.port)"
    let watched = try Watched(source)
    try watched.poll(until: "the closed breaker") {
      $0.breaker(.ejection, "payment")?.state == .closed
    }
    #expect(watched.snapshot().services.first { $0.name == "order" }?.healthy == 1)
    server.page.eject(1)
    try watched.poll(until: "the ejection") { $0.breaker(.ejection, "payment")?.state == .open }
    #expect(
      watched.snapshot().breaker(.ejection, "payment")?.reason == "1 of 2 instances ejected")
    server.page.eject(0)
    try watched.poll(until: "its end") { $0.breaker(.ejection, "payment")?.state == .closed }
    #expect(watched.happened("order:payment") == [.breakerOpen, .breakerClosed])

    try Self.load(server.page, rate: 200, seconds: 3) { _ in server.page.answer(milliseconds: 4) }
    server.page.beginAnew()
    try Self.load(server.page, rate: 200, seconds: 3) { _ in server.page.answer(milliseconds: 4) }
    watched.mesh.poll()
    // Over the seconds on both sides of the restart; what lies across it counts for nothing.
    let rate = try #require(watched.snapshot(4).edge(to: "payment")?.traffic.answersPerSecond)
    #expect(rate.isWithin(0.15, of: 200), "\(rate)")
    #expect(watched.happened("127.0.0.1:\(server.page.port)") == [.restart])
    server.crash()
    try watched.poll(until: "the loss") { $0.sources.first?.isGood == false }
    // A question under way finds the connection broken; the next finds nobody.
    try watched.poll(until: "nobody to listen") {
      $0.sources.first?.problem == "connection refused"
    }
    #expect(watched.happened(source) == [.sourceLost], "told once")
  }
}
