public import Filter
public import MeshModel
public import Terminal

/// The services of a snapshot as a table: how each does, and under the ill ones why.
public struct ServiceTable {
  private let snapshot: Snapshot
  private let rows: [ServiceRow]

  /// - Parameter rows: those to show, in order.
  public init(_ snapshot: Snapshot, _ rows: [ServiceRow]) {
    self.snapshot = snapshot
    self.rows = rows
  }

  /// - Parameter width: the columns of the screen.
  public func lines(width: Int) -> [StyledLine] {
    let page = MeshPage(snapshot, width: width)
    guard !rows.isEmpty else {
      return page.lines(
        empty: snapshot.services.isEmpty ? MeshSentence.noServices : MeshSentence.noMatch)
    }
    let table = MeshTable(columns: Self.columns)
    return page.lines(
      table.lines(rows, width: width) { row in
        notes(row).flatMap { page.note($0.text, $0.role) }
      }, isDoubtful: rows.contains { TrafficCells.isDoubtful($0.service.traffic.latency) })
  }

  /// All that is known, one line a service, however wide.
  public func wideLines() -> [StyledLine] {
    MeshTable(columns: Self.wideColumns).lines(rows, width: nil)
  }

  private typealias Column = MeshTable<ServiceRow>.Column

  private static let columns: [MeshTable<ServiceRow>.Column] = [
    name, health,
    Column(title: "SUCCESS", need: 10) { TrafficCells.success($0.service.traffic.errorRatio) },
    Column(title: "RATE", need: 8) { TrafficCells.rate($0.service.traffic.answersPerSecond) },
    Column(title: "P50", need: 4) { TrafficCells.milliseconds($0.service.traffic.latency.p50) },
    Column(title: "P95", need: 3) { TrafficCells.milliseconds($0.service.traffic.latency.p95) },
    Column(title: "P99", need: 7) { TrafficCells.p99($0.service.traffic.latency) },
    instances, breaker,
  ]

  private static let wideColumns: [MeshTable<ServiceRow>.Column] =
    columns.dropLast(2) + [
      Column(title: "N") { TrafficCells.count($0.service.traffic.latency.count) },
      Column(title: "4XX") {
        StyledSpan(MeshFigures.share($0.service.traffic.classes.clientError))
      },
      Column(title: "INFLIGHT") { TrafficCells.count($0.service.inFlight) },
      Column(title: "RETRIES") { TrafficCells.rate($0.retriesPerSecond) },
      Column(title: "SHED") { TrafficCells.rate($0.shedPerSecond) },
      instances, breaker,
      Column(title: "CAUSE", alignment: .leading) { row in
        let causes = row.service.health.causes
        return StyledSpan(causes.isEmpty ? MeshFigures.unknown : causes.joined(separator: ","))
      },
      Column(title: "REASON", alignment: .leading) { StyledSpan($0.service.health.reason) },
    ]

  private static let name = Column(title: "SERVICE", alignment: .leading, isName: true) {
    StyledSpan($0.service.name, .text, .bold)
  }

  private static let health = Column(title: "HEALTH", alignment: .leading) { row in
    let status = row.service.health.status
    return StyledSpan("\(status.sign) \(status.rawValue)", status.role)
  }

  private static let instances = Column(title: "UP", need: 2) { row in
    guard let healthy = row.service.healthy, let total = row.service.total else {
      return StyledSpan(MeshFigures.unknown, .unknown)
    }
    return StyledSpan("\(healthy)/\(total)", healthy < total ? .warning : .text)
  }

  private static let breaker = Column(title: "BREAKER", alignment: .leading, need: 9) {
    TrafficCells.breaker($0.breakers)
  }

  private func notes(_ row: ServiceRow) -> [(text: String, role: Role)] {
    let status = row.service.health.status
    let reason =
      status.isIll || status == .starting
      ? [(MeshSentence.reason(row.service, among: snapshot), status.role)] : []
    let breakers = row.breakers.filter { $0.state != .closed && $0.state != .unknown }
    return reason + breakers.map { (MeshSentence.breaker($0), $0.state.role) }
  }
}
