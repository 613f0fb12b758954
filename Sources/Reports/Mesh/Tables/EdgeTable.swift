public import Filter
internal import MeshLook
public import MeshModel
public import Terminal

/// What goes between services as tables: of the calls what callers got, and apart from it what was
/// sent for that; of messages what becomes of them.
public struct EdgeTable {
  private let snapshot: Snapshot
  private let rows: [EdgeRow]
  private let channels: ChannelTable

  /// - Parameter rows: those to show, in order.
  public init(_ snapshot: Snapshot, _ rows: [EdgeRow]) {
    self.snapshot = snapshot
    self.rows = rows.filter { $0.channel == nil }
    channels = ChannelTable(rows)
  }

  /// - Parameter width: the columns of the screen.
  public func lines(width: Int) -> [StyledLine] {
    let page = MeshPage(snapshot, width: width)
    guard !rows.isEmpty || !channels.isEmpty else {
      let isSilent = snapshot.edges.isEmpty && snapshot.channels.isEmpty
      return page.lines(empty: isSilent ? MeshSentence.noEdges : MeshSentence.noMatch)
    }
    let table = MeshTable(columns: Self.columns)
    let calls = table.lines(rows, width: width) { row in
      Self.notes(row).flatMap { page.note($0.text, $0.role) }
    }
    var parts = rows.isEmpty ? [] : [calls]
    if !channels.isEmpty { parts.append(channels.lines(page, width: width)) }
    return page.lines(
      Array(parts.joined(separator: [.empty])),
      isDoubtful: channels.isDoubtful
        || rows.contains { $0.edge.traffic.latency.isDoubtful })
  }

  /// All that is known, one line an edge, however wide.
  public func wideLines() -> [StyledLine] {
    let calls = MeshTable(columns: Self.wideColumns).lines(rows, width: nil)
    return rows.isEmpty && !channels.isEmpty ? channels.wideLines() : calls + channels.wideLines()
  }

  private typealias Column = MeshTable<EdgeRow>.Column

  private static let columns: [MeshTable<EdgeRow>.Column] = [
    Column(title: "FROM", alignment: .leading, isName: true) {
      StyledSpan($0.edge.from, .text, .bold)
    },
    Column(title: "TO", alignment: .leading, isName: true) {
      StyledSpan($0.edge.to, .text, .bold)
    },
    Column(title: "ANSWERS", need: 8) { TrafficCells.rate($0.edge.traffic.answersPerSecond) },
    Column(title: "OK", need: 9) { TrafficCells.success($0.edge.traffic.errorRatio) },
    Column(title: "ATTEMPTS", need: 4) { TrafficCells.rate($0.edge.traffic.attemptsPerSecond) },
    Column(title: "OK", need: 3) { TrafficCells.success($0.edge.traffic.attemptErrorRatio) },
    Column(title: "AMP", need: 5) { TrafficCells.times($0.edge.traffic.retryAmplification) },
    Column(title: "P99", need: 7) { TrafficCells.p99($0.edge.traffic.latency) },
    breaker,
  ]

  private static let wideColumns: [MeshTable<EdgeRow>.Column] =
    columns.dropLast(2) + [
      figure("RETRIES", \.retriesPerSecond), figure("SHED", \.shedPerSecond),
      figure("TIMEOUTS", \.timeoutsPerSecond), figure("LIMITED", \.rateLimitedPerSecond),
      Column(title: "P50") { TrafficCells.milliseconds($0.edge.traffic.latency.p50) },
      Column(title: "P95") { TrafficCells.milliseconds($0.edge.traffic.latency.p95) },
      Column(title: "P99") { TrafficCells.p99($0.edge.traffic.latency) },
      Column(title: "MEAN") { TrafficCells.milliseconds($0.edge.traffic.latency.mean) },
      Column(title: "N") { TrafficCells.count($0.edge.traffic.latency.count) },
      Column(title: "INFLIGHT") { TrafficCells.count($0.edge.inFlight) },
      Column(title: "PROTOCOL", alignment: .leading) { StyledSpan($0.edge.protocol) },
      breaker,
    ]

  private static let breaker = Column(title: "BREAKER", alignment: .leading, need: 10) {
    TrafficCells.breaker($0.breakers)
  }

  private static func figure(
    _ title: String, _ figure: any KeyPath<TrafficFigures, Double?> & Sendable
  ) -> Column {
    Column(title: title) { TrafficCells.rate($0.edge.traffic[keyPath: figure]) }
  }

  private static func notes(_ row: EdgeRow) -> [(text: String, role: Role)] {
    let breakers = row.breakers.filter { $0.state != .closed && $0.state != .unknown }
    return MeshSentence.notes(row.edge).map { ($0, .warning) }
      + breakers.map { (MeshSentence.breaker($0), $0.state.role) }
  }
}
