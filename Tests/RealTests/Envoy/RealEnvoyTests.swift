import MeshModel
import TestSupport
import Testing

/// What the source says of a real Envoy, compared with what its clients saw.
@Suite(.serialized)
struct RealEnvoyTests {
  /// One request of ten goes to the slow app, and its share is in the percentiles.
  @Test func ratesErrorsAndPercentilesAreThoseOfTheClients() throws {
    let envoy = try RealEnvoy(RealEnvoy.Settings(share: 1))
    defer { envoy.stop() }
    envoy.apps[0].turn(.slow(120))
    envoy.apps[1].turn(.slow(250))
    let load = try ExactLoad(envoy.base, rate: 100, connections: 32)
    defer { load.stop() }
    let watched = try Watched("envoy=\(envoy.admin)")
    try watched.poll(until: "traffic") { ($0.edge(to: "payment")?.traffic.latency.count ?? 0) > 50 }
    let stretch = try watched.poll(seconds: 6)
    let seen = load.tally(stretch)
    let seconds = Double(stretch.upperBound - stretch.lowerBound) / 1e9
    let snapshot = watched.snapshot(6)
    let edge = try #require(snapshot.edge(to: "payment"))
    #expect(edge.from == "order" && seen.count > 500)
    let rate = try #require(edge.traffic.answersPerSecond)
    #expect(rate.isWithin(0.05, of: Double(seen.count) / seconds), "\(rate) \(seen) \(seconds)")
    #expect(edge.traffic.errorRatio == 0 && seen.errorRatio == 0)
    let latency = edge.traffic.latency
    #expect(latency.method == .exact)
    for (told, share) in [(latency.p50, 0.5), (latency.p95, 0.95), (latency.p99, 0.99)] {
      let told = try #require(told)
      let exact = try #require(seen.percentile(share))
      #expect(Self.areNeighbours(told, exact), "p\(share): \(told), and \(exact) in truth")
    }
    #expect(snapshot.instance("payment-2")?.address == envoy.apps[1].address)
  }

  /// Three of ten requests fail; without retries the clients see it, with them they do not.
  @Test(arguments: [false, true])
  func errorsAndAttemptsAreThoseOfTheClients(_ retries: Bool) throws {
    let again = "retry_policy: {retry_on: 5xx, num_retries: 3}"
    let envoy = try RealEnvoy(
      RealEnvoy.Settings(cluster: Self.ampleRetries, route: retries ? [again] : [], share: 3))
    defer { envoy.stop() }
    envoy.apps[1].turn(.answering(500))
    let load = try ExactLoad(envoy.base, rate: 150)
    defer { load.stop() }
    let watched = try Watched("envoy=\(envoy.admin)")
    try watched.poll(until: "traffic") { ($0.edge(to: "payment")?.traffic.latency.count ?? 0) > 50 }
    let before = envoy.apps.map(\.served).reduce(0, +)
    let stretch = try watched.poll(seconds: 5)
    let served = envoy.apps.map(\.served).reduce(0, +) - before
    let seen = load.tally(stretch)
    let seconds = Double(stretch.upperBound - stretch.lowerBound) / 1e9
    let figures = try #require(watched.snapshot(5).edge(to: "payment")).traffic
    let rate = try #require(figures.answersPerSecond)
    #expect(rate.isWithin(0.05, of: Double(seen.count) / seconds))
    let attempts = try #require(figures.attemptsPerSecond)
    #expect(attempts.isWithin(0.05, of: Double(served) / seconds), "\(attempts), \(served)")
    #expect(abs(try #require(figures.errorRatio) - seen.errorRatio) <= 0.01)
    #expect(retries ? seen.errorRatio < 0.05 : seen.errorRatio > 0.25)
    let repeated = try #require(figures.retriesPerSecond)
    #expect(retries ? abs(attempts - rate - repeated) < 0.05 * rate : repeated == 0)
    #expect(retries == (repeated > 20))
    #expect(abs(try #require(figures.attemptErrorRatio) - 0.3) < 0.03)
  }

  /// Envoy's own limit of three retries at a time is soon reached.
  private static let ampleRetries = ["circuit_breakers: {thresholds: [{max_retries: 100}]}"]

  /// Whether two durations lie in the same of Envoy's buckets, which have two digits, or in two that
  /// touch.
  private static func areNeighbours(_ left: Double, _ right: Double) -> Bool {
    let width = max(left, right) < 100 ? 1.0 : max(left, right) < 1000 ? 10.0 : 100.0
    return abs((left / width).rounded(.down) - (right / width).rounded(.down)) <= 1
  }
}
