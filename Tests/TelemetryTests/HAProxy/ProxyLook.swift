import MeshModel
import TestSupport

@testable import Telemetry

/// A HAProxy source that is fed with answers from files, second by second.
struct ProxyLook {
  private var source = HAProxySource(socket: "/run/haproxy.sock")
  private(set) var state = MeshState()
  private var second = 0.0

  private static let wallStart = 1_800_000_000_000_000

  private var now: ClockReading {
    ClockReading(
      monotonic: Int(second * 1e9), wall: Self.wallStart + Int(second * 1e6))
  }

  /// Takes an answer that came so many seconds after the start.
  mutating func take(_ text: [UInt8], at second: Double) {
    take(.answered(status: 200, body: text), at: second)
  }

  mutating func take(_ outcome: SourceAnswer.Outcome, at second: Double) {
    self.second = second
    let reports = source.read([SourceAnswer(outcome, at: now)], at: now, scrapeMilliseconds: 1)
    state.take(reports, at: now)
  }

  /// Takes captures at the moments at which they were made, by the uptime they tell.
  mutating func take(captures names: [String]) throws {
    for name in names {
      let text = try capture("haproxy/\(name).txt", suite: #filePath)
      let info = ProxyInfo(try StatTable(text).rest)
      take(text, at: Double(info.uptimeSeconds ?? 0))
    }
  }

  /// The last half minute.
  var snapshot: Snapshot { state.snapshot(windowSeconds: 30, at: now) }

  func edge(to name: String) -> Snapshot.Edge? { snapshot.edges.first { $0.to == name } }

  func service(_ name: String) -> Snapshot.Service? {
    snapshot.services.first { $0.name == name }
  }

  func instance(_ id: String) -> Snapshot.Instance? {
    snapshot.services.flatMap(\.instances).first { $0.id == id }
  }

  /// The kinds of what happened to a subject, in order.
  func happened(_ subject: String) -> [EventKind] {
    state.events.all.filter { $0.subject == subject }.map(\.kind)
  }

  func breaker(_ kind: BreakerKind, _ callee: String) -> Snapshot.Breaker? {
    snapshot.breakers.first { $0.kind == kind && ($0.instance ?? $0.to) == callee }
  }
}

/// A table of statistics made up for a test: columns that are left out are missing.
struct MadeUpTable {
  private var columns: [String]
  private var lines: [[String]] = []

  init(_ columns: String...) { self.columns = ["pxname", "svname", "type", "mode"] + columns }

  mutating func frontend(_ name: String, _ values: String...) {
    lines.append([name, "FRONTEND", "0", "http"] + values)
  }

  mutating func server(_ backend: String, _ name: String, _ values: String...) {
    lines.append([backend, name, "2", "http"] + values)
  }

  mutating func backend(_ name: String, _ values: String...) {
    lines.append([name, "BACKEND", "1", "http"] + values)
  }

  func text(process: Int = 7, uptime: Int = 10) -> [UInt8] {
    let rows = lines.map { $0.joined(separator: ",") + ",\n" }.joined()
    let header = "# " + columns.joined(separator: ",") + ",\n"
    return Array("\(header)\(rows)\nPid: \(process)\nUptime_sec: \(uptime)\n\n".utf8)
  }
}
