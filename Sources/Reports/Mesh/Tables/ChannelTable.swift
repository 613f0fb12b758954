internal import Filter
internal import MeshLook
internal import MeshModel
internal import Terminal

/// The messages on their way between services as a table: what is published, handled and left lying.
struct ChannelTable {
  private let rows: [EdgeRow]

  /// - Parameter rows: of which those that are channels are shown, in this order.
  init(_ rows: [EdgeRow]) { self.rows = rows.filter { $0.channel != nil } }

  var isEmpty: Bool { rows.isEmpty }

  /// Whether a lag rests on few messages.
  var isDoubtful: Bool { rows.contains { $0.edge.traffic.latency.isDoubtful } }

  /// With what is wrong under each line.
  func lines(_ page: MeshPage, width: Int) -> [StyledLine] {
    MeshTable(columns: Self.columns).lines(rows, width: width) { row in
      (row.channel?.notes ?? []).flatMap { page.note($0, .warning) }
    }
  }

  /// All that is known, one line a channel, however wide.
  func wideLines() -> [StyledLine] {
    isEmpty ? [] : MeshTable(columns: Self.wideColumns).lines(rows, width: nil)
  }

  private typealias Column = MeshTable<EdgeRow>.Column

  private static let ends: [Column] = [
    Column(title: "FROM", alignment: .leading, need: 4, isName: true) {
      StyledSpan($0.edge.from.isEmpty ? Figures.unknown : $0.edge.from, .text, .bold)
    },
    Column(title: "TOPIC", alignment: .leading, isName: true) {
      StyledSpan($0.channel?.topic ?? "")
    },
    Column(title: "TO", alignment: .leading, isName: true) {
      StyledSpan($0.edge.to.isEmpty ? Figures.unknown : $0.edge.to, .text, .bold)
    },
  ]

  private static let columns: [Column] =
    ends + [
      Column(title: "PUBLISHED", need: 5) {
        TrafficCells.rate($0.channel?.messages.publishedPerSecond)
      },
      Column(title: "HANDLED", need: 9) {
        TrafficCells.rate($0.channel?.messages.handledPerSecond)
      },
      Column(title: "OK", need: 6) { TrafficCells.success($0.edge.traffic.errorRatio) },
      Column(title: "WAITING", need: 8) { waiting($0.channel?.level) },
      Column(title: "OLDEST", need: 7) { age($0.channel?.level ?? ChannelLevel()) },
      Column(title: "DEAD", need: 3) { dead($0.channel?.level.deadLetters) },
      Column(title: "LAG P99", need: 2) { TrafficCells.p99($0.edge.traffic.latency) },
    ]

  private static let wideColumns: [Column] =
    ends + [
      Column(title: "EVENTS", alignment: .leading) {
        StyledSpan($0.channel?.eventNames ?? Figures.unknown)
      }
    ] + columns.dropFirst(ends.count).dropLast() + [
      figure("FAILED", \.failedPerSecond), figure("REDELIVERED", \.redeliveredPerSecond),
      figure("IGNORED", \.ignoredPerSecond),
      Column(title: "INFLIGHT") { TrafficCells.count($0.channel?.level.inFlight) },
      Column(title: "LAG P50") { TrafficCells.milliseconds($0.edge.traffic.latency.p50) },
      Column(title: "LAG P95") { TrafficCells.milliseconds($0.edge.traffic.latency.p95) },
      Column(title: "LAG P99") { TrafficCells.p99($0.edge.traffic.latency) },
      Column(title: "HANDLING P99") {
        TrafficCells.p99($0.channel?.messages.handling ?? .init())
      },
      Column(title: "N") { TrafficCells.count($0.edge.traffic.latency.count) },
      Column(title: "BROKER", alignment: .leading) { StyledSpan($0.channel?.broker ?? "") },
    ]

  private static func figure(
    _ title: String, _ figure: any KeyPath<MessageFigures, Double?> & Sendable
  ) -> Column {
    Column(title: title) { TrafficCells.rate($0.channel?.messages[keyPath: figure]) }
  }

  private static func waiting(_ level: ChannelLevel?) -> StyledSpan {
    var cell = TrafficCells.count(level?.waiting)
    if level?.isOld == true { cell.style = TextStyle(.warning) }
    return cell
  }

  private static func age(_ level: ChannelLevel) -> StyledSpan {
    StyledSpan(
      level.age, level.oldestAge == nil ? .unknown : level.isOld ? .warning : .text)
  }

  private static func dead(_ count: Double?) -> StyledSpan {
    var cell = TrafficCells.count(count)
    if let count, count > 0 { cell.style = TextStyle(.warning) }
    return cell
  }
}
