import Live
import MeshModel
import Telemetry
import TestSupport
import Testing

/// What the source says of a real HAProxy, compared with what its clients saw.
@Suite(.serialized)
struct RealHAProxyTests {
  /// One of two servers fails each request; without retries the clients see it, with them they do
  /// not. Either way it is found.
  @Test(arguments: [false, true])
  func ratesAndErrorsAreThoseOfTheClients(_ retries: Bool) throws {
    let proxy = try RealProxy(backend: retries ? "retry-on conn-failure 500" : "", server: "check")
    defer { proxy.stop() }
    proxy.apps[1].turn(.answering(500))
    let load = try ExactLoad(proxy.base, rate: 150)
    defer { load.stop() }
    let watched = try Watched("haproxy=\(proxy.socket)")
    let before = proxy.apps.map(\.served).reduce(0, +)
    let stretch = try watched.poll(seconds: 6)
    let served = proxy.apps.map(\.served).reduce(0, +) - before
    let seen = load.tally(stretch)
    let snapshot = watched.snapshot(6)
    let edge = try #require(snapshot.edge(to: "pay"))
    let seconds = Double(stretch.upperBound - stretch.lowerBound) / 1e9
    #expect(edge.from == "web" && seen.count > 500)
    let rate = try #require(edge.traffic.answersPerSecond)
    #expect(rate.isWithin(0.05, of: Double(seen.count) / seconds), "\(rate) \(seen) \(seconds)")
    #expect(abs(try #require(edge.traffic.errorRatio) - seen.errorRatio) <= 0.01)
    #expect(retries ? seen.errorRatio == 0 : seen.errorRatio > 0.4)
    let again = try #require(edge.traffic.retriesPerSecond)
    #expect(retries ? again > 20 : again == 0)
    let attempts = try #require(edge.traffic.attemptsPerSecond)
    #expect(attempts.isWithin(0.05, of: Double(served) / seconds), "\(attempts), \(served)")
    #expect(retries ? attempts > 1.4 * rate : attempts < 1.02 * rate)
    let ill = try #require(snapshot.instance("pay-2"))
    #expect(try #require(ill.traffic.errorRatio) > 0.98)
    #expect(ill.address == nil, "a user of the socket is not told addresses")
    #expect(snapshot.services.first { $0.name == "pay" }?.health.status == .failing)
  }

  @Test func theMeanIsThatOfTheClients() throws {
    let proxy = try RealProxy()
    defer { proxy.stop() }
    for app in proxy.apps { app.turn(.slow(30)) }
    let load = try ExactLoad(proxy.base, rate: 100)
    defer { load.stop() }
    let watched = try Watched("haproxy=\(proxy.socket)")
    let stretch = try watched.poll(seconds: 3)
    let durations = load.tally(stretch).durations
    let latency = try #require(watched.snapshot(3).edge(to: "pay")).traffic.latency
    let mean = try #require(latency.mean)
    // Rounded up to whole milliseconds, and the client's own share is missing.
    #expect(mean >= 30 && mean <= durations.reduce(0, +) / Double(durations.count) + 2)
    #expect(latency.method == .mean && latency.p99 == nil)
  }

  @Test func aServerIsMarkedDownProbedAndTakenBack() throws {
    let proxy = try RealProxy(
      backend: "option httpchk GET /healthz",
      server:
        "check inter 700ms rise 2 observe layer7 error-limit 5 on-error mark-down slowstart 2s")
    defer { proxy.stop() }
    let load = try ExactLoad(proxy.base, rate: 100)
    defer { load.stop() }
    let watched = try Watched("haproxy=\(proxy.socket)")
    try watched.poll(until: "both servers up") { $0.breaker(.ejection, "pay-2")?.state == .closed }
    proxy.apps[1].turn(.answering(500))
    try watched.poll(until: "pay-2 marked down") { $0.breaker(.ejection, "pay-2")?.state == .open }
    let open = try #require(watched.snapshot().breaker(.ejection, "pay-2"))
    #expect(open.reason?.hasPrefix("Detected 5 consecutive errors") == true, "\(open)")
    #expect(open.confidence == .reported && open.trips == 1)
    #expect(watched.snapshot().instance("pay-2")?.health == .ejected)
    proxy.apps[1].turn(.answering(200))
    try watched.poll(until: "pay-2 probed") { $0.instance("pay-2")?.health == .probing }
    #expect(watched.snapshot().breaker(.ejection, "pay-2")?.state == .halfOpen)
    // Until then its errors are within the window that its health is judged by.
    try watched.poll(within: .seconds(25), until: "pay-2 up again") {
      $0.instance("pay-2")?.health == .healthy
    }
    #expect(
      watched.happened("web:pay-2") == [.breakerOpen, .breakerHalfOpen, .breakerClosed])
    #expect(watched.happened("web:pay-1").isEmpty)
  }

  @Test func aFullQueueSheds() throws {
    let proxy = try RealProxy(server: "maxconn 2")
    defer { proxy.stop() }
    for app in proxy.apps { app.turn(.slow(50)) }
    // Eighty a second fit.
    let load = try ExactLoad(proxy.base, rate: 160, connections: 48)
    defer { load.stop() }
    let watched = try Watched("haproxy=\(proxy.socket)")
    try watched.poll(until: "the first ones shed") {
      $0.breaker(.concurrency, "pay")?.state == .shedding
    }
    let stretch = try watched.poll(seconds: 5)
    let seen = load.tally(stretch)
    let snapshot = watched.snapshot(5)
    let figures = try #require(snapshot.edge(to: "pay")).traffic
    let seconds = Double(stretch.upperBound - stretch.lowerBound) / 1e9
    let shed = Double(seen.statuses[503] ?? 0) / seconds
    let told = try #require(figures.shedPerSecond)
    #expect(shed > 20 && told.isWithin(0.05, of: shed), "\(told) of \(shed)")
    #expect(abs(try #require(figures.errorRatio) - seen.errorRatio) <= 0.01)
    // No server has failed. The counters of one page are not read at one moment, though, so a request
    // that is shed just then may count as an attempt that failed.
    #expect(try #require(figures.attemptErrorRatio) <= 0.01)
    let breaker = try #require(snapshot.breaker(.concurrency, "pay"))
    #expect(breaker.state == .shedding && breaker.distance?.limit == 4)
    for app in proxy.apps { app.turn(.answering(200)) }
    try watched.poll(until: "room again") { $0.breaker(.concurrency, "pay")?.state == .closed }
    let kinds = watched.happened("web:pay")
    #expect(kinds.first == .breakerOpen && kinds.last == .breakerClosed)
  }

  @Test func aReloadIsARestartAndACrashALoss() throws {
    let proxy = try RealProxy()
    defer { proxy.stop() }
    let source = "haproxy=\(proxy.socket)"
    let watched = try Watched(source)
    let load = try ExactLoad(proxy.base, rate: 100)
    defer { load.stop() }
    try watched.poll(until: "traffic") { ($0.edge(to: "pay")?.traffic.answersPerSecond ?? 0) > 20 }
    try proxy.reload(process: Self.process(at: proxy.socket))
    try watched.poll(until: "the restart") { _ in watched.happened("proxy") == [.restart] }
    let stretch = try watched.poll(seconds: 3)
    let seen = Double(load.tally(stretch).count)
    let seconds = Double(stretch.upperBound - stretch.lowerBound) / 1e9
    let rate = try #require(watched.snapshot(3).edge(to: "pay")?.traffic.answersPerSecond)
    #expect(rate.isWithin(0.05, of: seen / seconds), "counted anew, and only once")
    proxy.crash()
    try watched.poll(until: "the loss") { $0.sources.first?.isGood == false }
    #expect(watched.happened(source) == [.sourceLost] && watched.happened("proxy") == [.restart])
    try watched.poll(until: "nobody to listen") {
      $0.sources.first?.problem == "connection refused"
    }
    #expect(watched.happened(source) == [.sourceLost], "told once")
  }

  /// The number of the process that answers at a socket.
  private static func process(at socket: String) throws -> Int {
    let answer = Fetcher().fetch([.line(socket: socket, line: "show info")]).first?.body
    let lines = String(decoding: answer ?? [], as: UTF8.self).split(separator: "\n")
    let line = try #require(lines.first { $0.hasPrefix("Pid: ") })
    return try #require(Int(line.dropFirst("Pid: ".count)))
  }
}
