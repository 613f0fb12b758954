import MeshModel
import TestSupport
import Testing

@testable import Telemetry

/// Scrapes on a server become observations of the moments at which they were made.
struct PrometheusSourceTests {
  private static func server() -> ServerLook {
    var look = ServerLook()
    look.series = [
      ServerLook.Series(
        "http_client_request_duration_seconds_count", ["to": "pay", "code": "200"], growing(30)),
      ServerLook.Series(
        "http_client_request_duration_seconds_count", ["to": "pay", "code": "500"], growing(10)),
    ]
    return look
  }

  @Test func theLastMinuteIsThereAtOnce() throws {
    var look = Self.server()
    look.look(at: 70.9)
    let figures = try #require(look.figures(to: "pay"))
    #expect(figures.answersPerSecond == 40 && figures.errorRatio == 0.25)
    #expect(look.state.round > 20, "a round for each scrape")
  }

  /// Two rounds see the same scrape, then a new one: each counts once, over its own time.
  @Test(arguments: [1.0, 2.0, 7.0, 15.0])
  func scrapesCountOnceHoweverOftenTheServerIsAsked(_ interval: Double) throws {
    var look = Self.server()
    look.interval = interval
    for second in stride(from: 61.0, through: 80, by: 1) { look.look(at: second + 0.7) }
    let figures = try #require(look.figures(to: "pay"))
    #expect(figures.answersPerSecond.map { abs($0 - 40) < 1e-9 } == true)
  }

  @Test func aYoungScrapeWaits() {
    var look = Self.server()
    look.look(at: 70.2)
    let before = look.state.round
    look.look(at: 70.4)
    #expect(look.state.round == before + 1, "only the round itself")
    look.look(at: 70.6)
    #expect(look.state.round == before + 3, "and now the scrape at 70")
  }

  @Test(arguments: [0, 3600.0, -3600])
  func theServersClockMayBeElsewhereAndBeSet(_ step: Double) throws {
    var look = Self.server()
    look.serverStart = 1_600_000_000
    for second in stride(from: 61.0, through: 75, by: 1) { look.look(at: second + 0.7) }
    look.serverStart += step
    for second in stride(from: 76.0, through: 99, by: 1) { look.look(at: second + 0.7) }
    #expect(look.figures(to: "pay")?.answersPerSecond == 40)
    #expect(look.snapshot().sources.map(\.isGood) == [true])
  }

  @Test func whatIsMissingIsAskedFor() {
    var look = Self.server()
    look.look(at: 70.7)
    let first = look.asked.compactMap { if case .get(let url) = $0 { url } else { nil } }
    #expect(
      first.count == 5
        && first.allSatisfy { $0.hasPrefix("http://127.0.0.1:9090/api/v1/query?query=") })
    #expect(first[0].hasSuffix("query=time%28%29") && first[1].hasSuffix("query=up"))
    #expect(first[2...].allSatisfy { $0.hasSuffix("%22%7D%5B65s%5D") })
    let plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?=%"
    #expect(first.allSatisfy { $0.allSatisfy(plain.contains) })
    look.look(at: 71.7)
    let next = look.asked.compactMap { if case .get(let url) = $0 { url } else { nil } }
    #expect(next[2...].allSatisfy { $0.hasSuffix("%5B5s%5D") }, "\(next)")
  }

  @Test(arguments: ["process_start_time_seconds", "envoy_server_uptime"])
  func aProcessThatStartsAnewIsARestart(_ name: String) throws {
    var look = Self.server()
    look.series.append(
      ServerLook.Series(
        name, [:],
        { second in
          name == "envoy_server_uptime"
            ? second < 70 ? 900 + second : second - 69
            : second < 70 ? 1_799_000_000 : 1_800_000_069
        }))
    look.series.append(
      ServerLook.Series(
        "http_server_request_duration_seconds_count", ["code": "200"],
        { $0 < 70 ? $0 * 20 : ($0 - 69) * 20 }))
    for second in stride(from: 60.0, through: 90, by: 1) { look.look(at: second + 0.7) }
    let restarts = look.state.events.all.filter { $0.kind == .restart }
    #expect(restarts.map(\.subject) == ["127.0.0.1:7101"])
    let served = try #require(look.snapshot().services.first { $0.name == "order" }).traffic
    #expect(served.answersPerSecond == 20)
  }

  @Test func whoIsNotReachedIsUnhealthy() throws {
    var look = Self.server()
    look.look(at: 70.7)
    func health() -> InstanceHealth? {
      look.snapshot().services.first { $0.name == "order" }?.instances.first?.health
    }
    #expect(health() == .healthy)
    look.up = 0
    look.look(at: 71.7)
    #expect(health() == .unhealthy)
  }

  @Test func twoServicesOfOneAddressStayApart() throws {
    var look = Self.server()
    look.series = ["a", "b"].map { name in
      ServerLook.Series(
        "istio_requests_total",
        [
          "reporter": "source", "source_canonical_service": name, "response_code": "200",
          "destination_canonical_service": "pay",
        ], growing(name == "a" ? 5 : 7))
    }
    for second in stride(from: 61.0, through: 75, by: 1) { look.look(at: second + 0.7) }
    let edges = look.snapshot().edges
    #expect(edges.map(\.from) == ["a", "b"])
    #expect(edges.map(\.traffic.answersPerSecond) == [5, 7])
  }

  @Test("any one query that is refused leaves what the others tell", arguments: 0..<5)
  func oneRefusal(query: Int) throws {
    var look = Self.server()
    for second in 61...75 { look.look(at: Double(second) + 0.7) }
    look.refused = query
    for second in 76...80 { look.look(at: Double(second) + 0.7) }
    let snapshot = look.snapshot()
    #expect(snapshot.sources.map(\.problem) == ["it answers with status 502"])
    #expect(snapshot.sources.map(\.isHeard) == [true])
    #expect(look.figures(to: "pay")?.answersPerSecond == 40)
  }

  @Test func aServerThatIsGoneOrRefusesIsIll() throws {
    var look = Self.server()
    look.look(at: 70.7)
    look.take(Array(repeating: .failed("connection refused"), count: 5), at: 71.7)
    #expect(look.snapshot().sources.map(\.problem) == ["connection refused"])
    let refusal = try capture("prometheus/error.json")
    look.take(Array(repeating: .answered(status: 400, body: refusal), count: 5), at: 72.7)
    #expect(look.snapshot().sources.first?.problem?.hasPrefix("it refuses a query: inv") == true)
    look.take(Array(repeating: .answered(status: 502, body: []), count: 5), at: 73.7)
    #expect(look.snapshot().sources.map(\.problem) == ["it answers with status 502"])
    look.take([], at: 74.7)
    look.look(at: 75.7)
    #expect(look.snapshot().sources.map(\.isGood) == [true])
    #expect(look.figures(to: "pay")?.answersPerSecond == 40)
  }
}
