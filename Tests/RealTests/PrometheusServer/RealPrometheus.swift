import HTTP
import Synchronization
import TestSupport

/// A real Prometheus that scrapes a page of ours every second.
final class RealPrometheus {
  let page: MovingPage
  let port: UInt16
  private let folder: TemporaryFolder
  private let program: RunningProgram

  init() throws {
    folder = try TemporaryFolder()
    page = try MovingPage()
    port = try freePort()
    let configuration = try folder.file(
      "prometheus.yml",
      """
      global: {scrape_interval: 1s, scrape_timeout: 1s}
      scrape_configs:
        - job_name: envoy
          static_configs:
            - targets: ["127.0.0.1:\(page.port)"]
              labels: {service: order, node: order-1}

      """)
    program = try RunningProgram(
      [
        "prometheus", "--config.file=\(configuration)",
        "--storage.tsdb.path=\(folder.path("data"))",
        "--web.listen-address=127.0.0.1:\(port)", "--log.level=error",
      ], log: folder.path("log"), lifetime: 50)
    try eventually(within: .seconds(10), "Prometheus to be ready: \(program.printed)") {
      (try? ask("/-/ready"))?.status == 200
    }
  }

  /// What it answers to a GET.
  func ask(_ path: String, query: [(name: String, value: String)] = []) throws -> Response {
    try Client().send(
      Request("GET", path, query: query), to: "http://127.0.0.1:\(port)", timeout: 2000)
  }

  /// Ends Prometheus as a crash would.
  func crash() { program.end() }

  /// Ends all that was started.
  func stop() {
    program.stop()
    page.stop()
  }
}

/// A page in the words of Envoy's, of a cluster whose requests a test makes up.
final class MovingPage: Sendable {
  private struct Counts {
    var answers = 0
    var errors = 0
    var shed = 0
    var buckets = [Int](repeating: 0, count: bounds.count + 1)
    var sum = 0.0
    var ejected = 0
    let began = monotonicNow
  }

  /// Envoy's own, in milliseconds.
  private static let bounds = [
    0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000,
  ]

  private let server: Server
  private let state: State

  private final class State: Sendable {
    let counts = Mutex(Counts())
  }

  init() throws {
    let state = State()
    self.state = state
    server = try Server(Server.Settings()) { _ in
      Response(200, text: state.counts.withLock { Self.text($0) })
    }
  }

  var port: UInt16 { server.port }

  func stop() { server.stop() }

  /// A request that was answered after so many milliseconds.
  func answer(milliseconds: Double, isError: Bool = false) {
    state.counts.withLock { counts in
      counts.answers += 1
      if isError { counts.errors += 1 }
      counts.sum += milliseconds
      counts.buckets[Self.bounds.firstIndex { milliseconds <= $0 } ?? Self.bounds.count] += 1
    }
  }

  /// One that a limit turned away.
  func shed() { state.counts.withLock { $0.shed += 1 } }

  func eject(_ count: Int) { state.counts.withLock { $0.ejected = count } }

  /// As after a restart.
  func beginAnew() { state.counts.withLock { $0 = Counts() } }

  private static func text(_ counts: Counts) -> String {
    var lines: [String] = []
    func line(_ name: String, _ value: Double, _ label: String? = nil) {
      let labels = ["envoy_cluster_name=\"payment\"", label].compactMap(\.self)
      lines.append("envoy_cluster_\(name){\(labels.joined(separator: ","))} \(value)")
    }
    let well = Double(counts.answers - counts.errors)
    let failed = Double(counts.errors + counts.shed)
    line("upstream_rq_total", Double(counts.answers))
    line("upstream_rq_xx", well, "envoy_response_code_class=\"2\"")
    line("upstream_rq_xx", failed, "envoy_response_code_class=\"5\"")
    // Envoy leaves out what it never wrote.
    if counts.shed > 0 { line("upstream_rq_active_overflow", Double(counts.shed)) }
    line("circuit_breakers_default_rq_open", 0)
    line("outlier_detection_ejections_active", Double(counts.ejected))
    line("membership_total", 2)
    lines.append("envoy_server_uptime{} \((monotonicNow - counts.began) / 1_000_000_000)")
    var below = 0
    for (index, bound) in bounds.enumerated() {
      below += counts.buckets[index]
      line("upstream_rq_time_bucket", Double(below), "le=\"\(bound)\"")
    }
    line("upstream_rq_time_bucket", Double(counts.answers), "le=\"+Inf\"")
    line("upstream_rq_time_sum", counts.sum)
    line("upstream_rq_time_count", Double(counts.answers))
    return lines.joined(separator: "\n") + "\n"
  }
}
