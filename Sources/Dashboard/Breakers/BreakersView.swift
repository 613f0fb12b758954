import MeshLook
import MeshModel
import Terminal

//   breaker             state     since   probe  to trip  trips  the last 60 s, now at the right
//   order → inventory   ╳ open       8s   2.5s   -            2  ───────╳╳╳╳╳✖╳╳╳╳◐────
//   …
//   faults                                                       ·····◆━━━━━━━━━━━◇·····
//   health of inventory ✖ failing                                ●●●●●●●▲▲✖✖✖✖✖▲▲●●●●●
//                                                                60s ago       30s   now
//   what there is to say about the marked one
//   ── what happened …

extension DashboardState {
  func drawBreakers(in area: Area, on frame: inout Frame) {
    let area = area.inset(columns: 1)
    let cards = faultCards(columns: area.columns, rows: max(1, area.rows / 5))
    frame.buffer.draw(Lines(cards), in: area)
    let body = area.dropping(top: cards.count + (area.rows >= 14 ? 1 : 0))
    let all = mesh.breakers
    guard let marked = markedBreaker else {
      frame.buffer.draw(Lines(noBreakers(columns: body.columns)), in: body)
      return
    }
    let remark = breakerRemark(marked, columns: body.columns, rows: body.rows >= 14 ? 3 : 2)
    let events = max(body.rows >= 16 ? 5 : 3, body.rows - all.count - remark.count - 6)
    let parts = body.rows([
      .flexible(atLeast: 3), .fixed(3), .fixed(remark.count), .fixed(events),
    ])
    let columns = BreakerColumns(columns: body.columns)
    drawTable(all, columns, in: parts[0], on: &frame)
    drawLanes(marked, columns, in: parts[1], on: &frame)
    frame.buffer.draw(Lines(remark), in: parts[2])
    drawEvents(in: parts[3], about: marked, on: &frame)
  }

  private func noBreakers(columns: Int) -> [StyledLine] {
    let text =
      mesh.isAbsent
      ? spelled(Sentence.noMesh)
      : "No breaker was heard of yet: they appear with the first call from one service to another."
    return Lines.wrapped(text, columns: columns, style: TextStyle(.muted))
  }

  private func drawTable(
    _ all: [Snapshot.Breaker], _ columns: BreakerColumns, in area: Area, on frame: inout Frame
  ) {
    let visible = Scroll.visible(
      selected: markedBreakerRow, count: all.count, visible: area.rows - 1)
    let table = TextTable(
      columns: columns.tableColumns, rows: all[visible].map { .cells(cells($0, columns)) },
      selected: markedBreakerRow - visible.lowerBound)
    frame.buffer.draw(table, in: area)
    for (line, row) in visible.enumerated() { frame.onClick(area.line(line + 1), .select(row)) }
    let edge = Area(column: area.endColumn, row: area.row + 1, columns: 1, rows: area.rows - 1)
    frame.buffer.draw(
      ScrollBar(offset: visible.lowerBound, count: all.count, visible: area.rows - 1), in: edge)
  }

  private func cells(_ breaker: Snapshot.Breaker, _ columns: BreakerColumns) -> [TableCell] {
    let isOld = MeshCondition(mesh).isOld
    let state = breaker.state
    let next = breaker.nextProbeSeconds.map { $0 - mesh.sinceFrame }
    let distance = breaker.distance.map {
      "\(Figures.plain($0.value)) of \(Figures.plain($0.limit))"
    }
    let probe = next.map { $0 > 0.05 ? "\(Figures.plain($0))s" : "ready" }
    return [
      TableCell("\(breaker.from) → \(breaker.instance ?? breaker.to)"),
      stateCell(breaker, isOld: isOld),
      TableCell(ageWords(breaker.since) ?? Figures.unknown, TextStyle(.muted)),
      TableCell(probe ?? Figures.unknown, TextStyle(probe == nil ? .muted : .accent)),
      TableCell(distance ?? Figures.unknown, TextStyle(distance == nil ? .muted : .text)),
      TableCell(
        Figures.count(breaker.trips), TextStyle(breaker.trips ?? 0 > 0 ? .warning : .muted)),
      TableCell(breaker.kind.words, TextStyle(.muted)),
      TableCell(
        state == .unknown
          ? "" : Timeline.line(timeline(columns).lane(of: breaker, mesh.frame?.events ?? []))),
    ]
  }

  private func stateCell(_ breaker: Snapshot.Breaker, isOld: Bool) -> TableCell {
    let past = mesh.passing.last {
      $0.from == breaker.from && ($0.to == breaker.to || $0.to == breaker.instance)
    }
    if mesh.paused == nil, let past {
      return TableCell("(\(past.state.rawValue))", TextStyle(past.state.role))
    }
    return TableCell(
      "\(breaker.state.sign) \(breaker.state.short)",
      TextStyle(isOld ? .stale : breaker.state.role))
  }

  private func timeline(_ columns: BreakerColumns) -> Timeline {
    Timeline(end: mesh.now?.wall ?? 0, columns: columns.timeline.count)
  }

  /// What else happened on the same axis: faults, and the health of the marked one's callee.
  private func drawLanes(
    _ marked: Snapshot.Breaker, _ columns: BreakerColumns, in area: Area, on frame: inout Frame
  ) {
    let timeline = timeline(columns)
    let events = mesh.frame?.events ?? []
    let service = mesh.frame?.snapshot?.services.first { $0.name == marked.to }
    var lanes: [(String, StyledLine)] = [
      (
        "faults",
        Timeline.line(timeline.faults(events, now: mesh.paused == nil ? mesh.faults.count : 0))
      )
    ]
    if let service {
      lanes.append(
        (
          "health of \(service.name)", Timeline.line(timeline.health(of: service, events))
        ))
    }
    lanes.append(("", StyledLine(timeline.axis, TextStyle(.muted))))
    for (row, (name, line)) in lanes.enumerated() {
      let place = area.line(row)
      frame.buffer.draw(
        name, at: place.origin, style: TextStyle(.muted), limit: columns.timeline.lowerBound - 1)
      let start = Position(column: place.column + columns.timeline.lowerBound, row: place.row)
      if !place.isEmpty { frame.buffer.draw(line, at: start, limit: columns.timeline.count) }
    }
  }

  /// The marked breaker in sentences.
  private func breakerRemark(
    _ breaker: Snapshot.Breaker, columns: Int, rows: Int
  ) -> [StyledLine] {
    let callee = breaker.instance ?? breaker.to
    let text =
      "\(breaker.from) → \(callee) is \(breaker.state.rawValue) \(BreakerWords.remark(breaker, self))."
    let style = TextStyle(breaker.state.isTripped ? .heading : .muted)
    let lines = Lines.wrapped(text, columns: columns, style: style)
    return Array(lines.prefix(rows)) + Array(repeating: .empty, count: max(0, rows - lines.count))
  }
}

/// The columns of the table of breakers for a width; the timeline has to know its own.
struct BreakerColumns {
  let tableColumns: [TableColumn]
  /// Where the timeline stands.
  let timeline: Range<Int>

  init(columns: Int) {
    tableColumns = [
      TableColumn("breaker", .flexible(atLeast: 17, share: 1)),
      TableColumn("state", .fixed(11)),
      TableColumn("since", .fixed(6), .trailing),
      TableColumn("probe", .fixed(6, dropOrder: 3), .trailing),
      TableColumn("to trip", .fixed(9, dropOrder: 2), .trailing),
      TableColumn("trips", .fixed(5, dropOrder: 1), .trailing),
      TableColumn("kind", .fixed(17, dropOrder: 0)),
      TableColumn("last \(Timeline.span)s", .flexible(atLeast: 20, share: 4)),
    ]
    let ranges = Division.ranges(of: columns, among: tableColumns.map(\.track), gap: 1)
    timeline = ranges.last.flatMap(\.self) ?? 0..<0
  }
}
