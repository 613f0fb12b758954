import MeshLook
import MeshModel
import Terminal

/// The columns of the table of breakers for a width; the time axis has to know its own.
struct BreakerColumns {
  let tableColumns: [TableColumn]
  /// Where the time axis stands.
  let timeline: Range<Int>
  /// The columns there are for a breaker's name.
  let name: Int
  /// Whether gauges stand beside their numbers, and reasons beside the state.
  let showsGauges: Bool
  let showsReason: Bool

  init(columns: Int, span: TimelineSpan) {
    showsGauges = columns >= 110
    showsReason = columns >= 150
    let reason = [TableColumn("reason", .flexible(atLeast: 24, share: 1))]
    let probe =
      showsGauges
      ? TableColumn("next probe", .fixed(12))
      : TableColumn("probe", .fixed(6, dropOrder: 3), .trailing)
    let distance =
      showsGauges
      ? TableColumn("to trip", .fixed(17))
      : TableColumn("to trip", .fixed(9, dropOrder: 2), .trailing)
    tableColumns =
      [
        TableColumn("breaker", .flexible(atLeast: 17, share: 1)),
        TableColumn("state", .fixed(13)),
        TableColumn("since", .fixed(6), .trailing),
      ] + (showsReason ? reason : []) + [
        probe, distance,
        TableColumn("opened", .fixed(6, dropOrder: 1), .trailing),
        TableColumn(
          "last \(span.words)", .flexible(atLeast: 20, share: 4)),
      ]
    let ranges = Division.ranges(of: columns, among: tableColumns.map(\.track), gap: 1)
    timeline = ranges.last.flatMap(\.self) ?? 0..<0
    name = ranges.first.flatMap(\.self)?.count ?? 0
  }
}

extension DashboardState {
  /// The table of breakers: kinds, their breakers, the time axis of each.
  func drawBreakerTable(
    _ columns: BreakerColumns, _ timeline: Timeline, in area: Area, on frame: inout Frame
  ) {
    let lines = mesh.breakerLines
    let selected = markedBreakerLine ?? 0
    let visible = Scroll.visible(selected: selected, count: lines.count, visible: area.rows - 1)
    let rows = lines[visible].map { line -> TableRow in
      switch line {
      case .heading: .heading("")
      case .breaker(let breaker): .cells(cells(breaker, columns, timeline))
      }
    }
    let table = TextTable(
      columns: columns.tableColumns, rows: Array(rows),
      selected: markedBreakerLine.map { $0 - visible.lowerBound })
    frame.buffer.draw(table, in: area)
    for (row, line) in visible.enumerated() {
      if case .heading(let kind, let count, let tripped) = lines[line] {
        let heading = Self.heading(kind, count, tripped)
        frame.buffer.draw(heading, at: area.line(row + 1).origin, limit: area.columns)
      } else {
        frame.onClick(area.line(row + 1), .select(line))
      }
    }
    let edge = Area(column: area.endColumn, row: area.row + 1, columns: 1, rows: area.rows - 1)
    frame.buffer.draw(
      ScrollBar(offset: visible.lowerBound, count: lines.count, visible: area.rows - 1), in: edge)
  }

  private static func heading(_ kind: BreakerKind, _ count: Int, _ tripped: Int) -> StyledLine {
    StyledLine([
      StyledSpan("\(count) \(count == 1 ? kind.words : kind.plural)", TextStyle(.heading)),
      StyledSpan(tripped > 0 ? ", \(tripped) tripped" : "", TextStyle(.bad)),
      StyledSpan(": \(kind.deed)", TextStyle(.muted)),
    ])
  }

  private func cells(
    _ breaker: Snapshot.Breaker, _ columns: BreakerColumns, _ timeline: Timeline
  ) -> [TableCell] {
    let isOld = MeshCondition(mesh).isOld
    let reason = TableCell(breaker.reason ?? "", TextStyle(.muted))
    return [
      nameCell(breaker, room: columns.name), stateCell(breaker, isOld: isOld),
      TableCell(ageWords(breaker.since) ?? Figures.unknown, TextStyle(.muted)),
    ] + (columns.showsReason ? [reason] : []) + [
      probeCell(breaker, columns), distanceCell(breaker, columns),
      TableCell(
        Figures.count(breaker.trips), TextStyle(breaker.trips ?? 0 > 0 ? .warning : .muted)),
      TableCell(timeline.line(lane(of: breaker, timeline))),
    ]
  }

  /// What is called by whom, and how much retries make of it where that is a lot; the name goes first
  /// where there is no room for both, since the marked breaker's is told below, too.
  private func nameCell(_ breaker: Snapshot.Breaker, room: Int) -> TableCell {
    let name = "\(breaker.from) → \(breaker.callee)"
    guard let amplification = mesh.amplified[breaker.edge] else { return TableCell(name) }
    let sign = " ×\(Figures.plain(amplification))"
    guard TextWidth.columns(name) + TextWidth.columns(sign) <= room else { return TableCell(name) }
    return TableCell(StyledLine([StyledSpan(name), StyledSpan(sign, TextStyle(.warning))]))
  }

  private func stateCell(_ breaker: Snapshot.Breaker, isOld: Bool) -> TableCell {
    stateCell(
      breaker.state, past: mesh.passing(of: breaker), isOld ? .stale : breaker.state.role)
  }

  private func probeCell(_ breaker: Snapshot.Breaker, _ columns: BreakerColumns) -> TableCell {
    guard let countdown = countdown(breaker) else {
      return TableCell(Figures.unknown, TextStyle(.muted))
    }
    let style = TextStyle(.accent)
    guard columns.showsGauges else { return TableCell(countdown.words, style) }
    let bar =
      countdown.part.map { Gauge(part: $0, cells: 4).text } ?? String(repeating: " ", count: 6)
    return TableCell(bar + TextWidth.padded(countdown.words, to: 6, at: .trailing), style)
  }

  private func distanceCell(_ breaker: Snapshot.Breaker, _ columns: BreakerColumns) -> TableCell {
    guard let distance = breaker.distance else {
      return TableCell(Figures.unknown, TextStyle(.muted))
    }
    let words = "\(Figures.plain(distance.value)) of \(Figures.plain(distance.limit))"
    guard columns.showsGauges else { return TableCell(words) }
    let gauge = Gauge(part: distance.partGone, cells: 5)
    return TableCell(
      StyledLine([
        StyledSpan(gauge.text, TextStyle(gauge.role)), StyledSpan(" " + words, TextStyle(.text)),
      ]))
  }

  /// When the next probe is due; nil when nobody knows, which is so, too, when what is known is old.
  func countdown(_ breaker: Snapshot.Breaker) -> ProbeCountdown? {
    guard let next = breaker.nextProbeSeconds, !MeshCondition(mesh).isOld else { return nil }
    let waited = breaker.since.flatMap { since in
      mesh.frame.map { Double(max(0, $0.at.wall - since)) / 1e6 }
    }
    return ProbeCountdown(left: next - mesh.sinceFrame, whole: waited.map { $0 + next })
  }

  /// What the time axis shows of a breaker.
  func lane(of breaker: Snapshot.Breaker, _ timeline: Timeline) -> [Timeline.Mark] {
    guard breaker.state != .unknown else { return [] }
    return timeline.lane(of: breaker, mesh.chronicle.events(of: breaker.subject)) {
      mesh.history.states(of: breaker)
    }
  }
}

/// From whom to whom calls go.
struct EdgeName: Hashable, Sendable {
  let from: String
  let to: String
}

extension Snapshot.Breaker {
  /// The calls it guards.
  var edge: EdgeName { EdgeName(from: from, to: to) }
}
