import MeshModel
import TestSupport

@testable import Telemetry

/// Answers of real Envoys (1.40, one beside each instance of a small shop), in the phases of one
/// afternoon: gateway calls order; order calls user, inventory and two instances of payment.
enum EnvoyCapture {
  static func file(_ name: String) throws -> [UInt8] {
    let path = try Tree.path("Tests/TelemetryTests/Captures/envoy/\(name)")
    guard let content = contents(of: path) else { throw HarnessError("cannot read \(path)") }
    return content
  }

  static func clock(_ seconds: Double) -> ClockReading {
    ClockReading(
      monotonic: Int(seconds * 1e9), wall: 1_800_000_000_000_000 + Int(seconds * 1e6))
  }

  static func answer(_ body: [UInt8], _ seconds: Double) -> SourceAnswer {
    SourceAnswer(.answered(status: 200, body: body), at: clock(seconds))
  }

  static func clusters(_ name: String) throws -> [EnvoyCluster] {
    guard let list = EnvoyCluster.list(try file(name)) else { throw HarnessError("\(name)") }
    return list
  }

  static func page(_ name: String, _ clusters: [EnvoyCluster]) throws -> EnvoyPage {
    try StatsScanner.scan(
      try file(name), into: EnvoyPage(EnvoyNames(clusters.map(\.statName))))
  }
}

/// A source that is asked again and again, and the state of the mesh that comes of it.
struct EnvoyWatch {
  private var source: EnvoySource
  private let proxy: String
  private(set) var state = MeshState()
  private(set) var latest = SourceReport(
    SourceIdentity(id: "", kind: ""), at: EnvoyCapture.clock(0), scrapeMilliseconds: 0)

  init(_ proxy: String = "order-1") throws {
    self.proxy = proxy
    source = EnvoySource(try WebAddress("http://127.0.0.1:9901"), named: "envoy=\(proxy)")
  }

  /// One round at a time, answered with these.
  mutating func look(
    at seconds: Double, stats: [UInt8], clusters: [UInt8], info: [UInt8]? = nil
  ) throws {
    let now = EnvoyCapture.clock(seconds)
    let requests = source.requests(at: now)
    let setup = [
      "server_info.json", "listeners.json", "config_listeners.json", "config_clusters.json",
    ]
    var answers = [stats, clusters].map { EnvoyCapture.answer($0, seconds) }
    for (index, name) in setup.enumerated() where requests.count > 2 {
      let body = index == 0 ? info : nil
      if let content = body ?? (try? EnvoyCapture.file("\(proxy).\(name)")) {
        answers.append(EnvoyCapture.answer(content, seconds))
      } else {
        answers.append(SourceAnswer(.answered(status: 403, body: []), at: now))
      }
    }
    take(answers, now)
  }

  mutating func fail(at seconds: Double, _ problem: String) {
    let now = EnvoyCapture.clock(seconds)
    let requests = source.requests(at: now)
    take(requests.map { _ in SourceAnswer(.failed(problem), at: now) }, now)
  }

  private mutating func take(_ answers: [SourceAnswer], _ now: ClockReading) {
    let reports = source.read(answers, at: now, scrapeMilliseconds: 1)
    latest = reports[0]
    state.take(reports, at: now)
  }

  /// A captured phase.
  mutating func look(at seconds: Double, _ phase: String) throws {
    try look(
      at: seconds, stats: EnvoyCapture.file("\(phase).\(proxy).stats.json"),
      clusters: EnvoyCapture.file("\(phase).\(proxy).clusters.json"))
  }

  func snapshot(at seconds: Double, window: Double = 10) -> Snapshot {
    state.snapshot(windowSeconds: window, at: EnvoyCapture.clock(seconds))
  }

  func requests(at seconds: Double) -> [SourceRequest] {
    var copy = source
    return copy.requests(at: EnvoyCapture.clock(seconds))
  }
}

extension Snapshot {
  func edge(_ to: String) -> Edge? { edges.first { $0.to == to } }

  func breaker(_ to: String, _ kind: BreakerKind, _ instance: String? = nil) -> Breaker? {
    breakers.first { $0.to == to && $0.kind == kind && $0.instance == instance }
  }
}
