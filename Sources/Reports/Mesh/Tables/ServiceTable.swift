public import Filter
internal import MeshLook
public import MeshModel
public import Terminal

/// The services of a snapshot as a table: how each does, and under the ill ones why.
public struct ServiceTable {
  private let snapshot: Snapshot
  private let rows: [ServiceRow]
  private let lines: [ServiceLine]
  /// Those that begin or end at one of them, or are kept there.
  private let channels: ChannelTable

  /// - Parameters:
  ///   - rows: those to show, in order.
  ///   - instances: whether to show the instances of each service under it.
  public init(_ snapshot: Snapshot, _ rows: [ServiceRow], instances: Bool = false) {
    self.snapshot = snapshot
    self.rows = rows
    lines = rows.flatMap { row in
      [ServiceLine(row)] + (instances ? ServiceLine.instances(of: row) : [])
    }
    let names = Set(rows.map(\.service.name))
    channels = ChannelTable(
      EdgeRow.rows(of: snapshot).filter { row in
        row.channel?.touches(names) ?? false
      })
  }

  /// - Parameter width: the columns of the screen.
  public func lines(width: Int) -> [StyledLine] {
    let page = MeshPage(snapshot, width: width)
    guard !rows.isEmpty else {
      return page.lines(
        empty: snapshot.services.isEmpty ? MeshSentence.noServices : MeshSentence.noMatch)
    }
    let table = MeshTable(columns: columns)
    var shown = table.lines(lines, width: width) { line in
      notes(line).flatMap { page.note($0.text, $0.role) }
    }
    if !channels.isEmpty { shown += [.empty] + channels.lines(page, width: width) }
    return page.lines(
      shown,
      isDoubtful: channels.isDoubtful
        || lines.contains { $0.traffic.latency.isDoubtful })
  }

  /// All that is known, one line a service, however wide.
  public func wideLines() -> [StyledLine] {
    MeshTable(columns: Self.wideColumns).lines(lines, width: nil) + channels.wideLines()
  }

  /// Messages have a column where somebody handles some.
  private var columns: [Column] {
    let handles = lines.contains { $0.messages.handledPerSecond != nil }
    return handles ? Self.columns : Self.columns.filter { $0.title != Self.messages.title }
  }

  private typealias Column = MeshTable<ServiceLine>.Column

  private static let columns: [MeshTable<ServiceLine>.Column] = [
    name,
    Column(title: "HEALTH", alignment: .leading) { $0.health },
    Column(title: "SUCCESS", need: 10) { TrafficCells.success($0.failedRatio) },
    Column(title: "RATE", need: 8) { TrafficCells.rate($0.traffic.answersPerSecond) },
    messages,
    Column(title: "P50", need: 4) { TrafficCells.milliseconds($0.traffic.latency.p50) },
    Column(title: "P95", need: 3) { TrafficCells.milliseconds($0.traffic.latency.p95) },
    Column(title: "P99", need: 7) { TrafficCells.p99($0.traffic.latency) },
    instances, breaker,
  ]

  private static let wideColumns: [MeshTable<ServiceLine>.Column] =
    columns.dropLast(2) + [
      Column(title: "MEAN") { TrafficCells.milliseconds($0.traffic.latency.mean) },
      Column(title: "N") { TrafficCells.count($0.traffic.latency.count) },
      Column(title: "4XX") {
        StyledSpan(Figures.share($0.traffic.classes.clientError))
      },
      Column(title: "REFUSED") { StyledSpan(Figures.share($0.traffic.refusedRatio)) },
      Column(title: "INFLIGHT") { TrafficCells.count($0.inFlight) },
      Column(title: "PUBLISHED") { TrafficCells.rate($0.messages.publishedPerSecond) },
      Column(title: "WAITING") { TrafficCells.count($0.row?.backlog?.waiting) },
      Column(title: "RETRIES") { TrafficCells.rate($0.row?.retriesPerSecond) },
      Column(title: "SHED") { TrafficCells.rate($0.row?.shedPerSecond) },
      instances, breaker,
      Column(title: "CAUSE", alignment: .leading) { line in
        let causes = line.row?.service.health.causes ?? []
        return StyledSpan(causes.isEmpty ? Figures.unknown : causes.joined(separator: ","))
      },
      Column(title: "REASON", alignment: .leading) { StyledSpan($0.reason) },
    ]

  private static let messages = Column(title: "MSGS", need: 6) {
    TrafficCells.rate($0.messages.handledPerSecond)
  }

  private static let name = Column(title: "SERVICE", alignment: .leading, isName: true) { $0.name }

  private static let instances = Column(title: "UP", need: 2) { line in
    guard let row = line.row else { return StyledSpan("") }
    guard let healthy = row.service.healthy, let total = row.service.total else {
      return StyledSpan(Figures.unknown, .unknown)
    }
    return StyledSpan("\(healthy)/\(total)", healthy < total ? .warning : .text)
  }

  private static let breaker = Column(title: "BREAKER", alignment: .leading, need: 9) {
    TrafficCells.breaker($0.breakers)
  }

  private func notes(_ line: ServiceLine) -> [(text: String, role: Role)] {
    guard let row = line.row else { return [] }
    let status = row.service.health.status
    // Where nothing is known of anybody, that is said once.
    let isUnknown = status == .unknown && rows.contains { $0.service.health.status != .unknown }
    let reason =
      status.isIll || status == .starting || isUnknown
      ? [(MeshSentence.reason(row.service, among: snapshot), status.role)] : []
    let breakers = row.breakers.filter { $0.state != .closed && $0.state != .unknown }
    return reason + breakers.map { (MeshSentence.breaker($0), $0.state.role) }
  }
}
