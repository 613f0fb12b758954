import Instruments
import MeshLook
import Terminal

extension DashboardState {
  /// The requests that came by, the worst first.
  func drawTraces(through waypoint: String?, in area: Area, on frame: inout Frame) {
    let reading = mesh.reading
    let list = reading.list
    let remark = traceRemark(list, columns: area.columns, rows: area.rows >= 14 ? 2 : 1)
    let parts = area.rows([.fixed(1), .flexible(atLeast: 2), .fixed(remark.count)])
    let (text, role) = tracesTitle(reading, through: waypoint)
    frame.buffer.draw(
      text, at: parts[0].origin, style: TextStyle(role), limit: parts[0].columns)
    let marked = markedLine(openTargets)
    let visible = Scroll.visible(
      selected: marked, count: list.traces.count, visible: parts[1].rows - 1)
    let table = TextTable(
      columns: Self.traceColumns, rows: list.traces[visible].map { .cells(Self.cells($0)) },
      selected: marked - visible.lowerBound)
    frame.buffer.draw(table, in: parts[1].dropping(right: 1))
    for (line, row) in visible.enumerated() {
      frame.onClick(parts[1].line(line + 1), .select(row))
    }
    let edge = Area(
      column: area.endColumn - 1, row: parts[1].row + 1, columns: 1, rows: parts[1].rows - 1)
    frame.buffer.draw(
      ScrollBar(
        offset: visible.lowerBound, count: list.traces.count, visible: parts[1].rows - 1), in: edge)
    frame.buffer.draw(Lines(remark), in: parts[2])
  }

  private func tracesTitle(
    _ reading: MeshReading, through waypoint: String?
  ) -> (String, Role) {
    if let problem = reading.problem { return (problem, .warning) }
    guard reading.isHeard else { return ("Reading the requests …", .muted) }
    let list = reading.list
    let place = waypoint.map { " through \($0.replacing(":", with: " → "))" } ?? ""
    if list.traces.isEmpty { return (Sentence.noTraces(place), .muted) }
    return (
      "\(list.traces.count) of \(list.kept) requests\(place), the worst first",
      .heading
    )
  }

  private static let traceColumns = [
    TableColumn("trace", .fixed(8)), TableColumn("began", .fixed(12, dropOrder: 0)),
    TableColumn("took", .fixed(7), .trailing), TableColumn("spans", .fixed(5), .trailing),
    TableColumn("failed", .fixed(6), .trailing),
    TableColumn(" request", .flexible(atLeast: 24)),
  ]

  private static func cells(_ trace: Trace) -> [TableCell] {
    let line = TraceLine(trace)
    let role: Role = trace.failures > 0 ? .bad : .text
    return [
      TableCell(line.id, TextStyle(.muted)), TableCell(line.began, TextStyle(.muted)),
      TableCell(line.took, TextStyle(role)), TableCell(line.spans),
      TableCell(line.failed, TextStyle(role)), TableCell(" \(line.request)", TextStyle(role)),
    ]
  }

  /// Who took part in the marked request, and how often something failed.
  private func traceRemark(_ list: TraceList, columns: Int, rows: Int) -> [StyledLine] {
    let marked = markedLine(openTargets)
    var text = ""
    if list.traces.indices.contains(marked) {
      let trace = list.traces[marked]
      let failure = trace.spans.compactMap(\.failure).first.map { "; \($0)" } ?? ""
      text = "Through \(trace.services.joined(separator: ", "))\(failure)."
    }
    if list.lostSpans > 0 {
      text += " \(list.lostSpans) spans came too fast to be kept: some traces have gaps."
    }
    let lines = Lines.wrapped(text, columns: columns, style: TextStyle(.muted))
    return Array(lines.prefix(rows)) + Array(repeating: .empty, count: max(0, rows - lines.count))
  }

  /// One request as a waterfall.
  func drawTrace(in area: Area, on frame: inout Frame) {
    guard let trace = mesh.reading.list.traces.first else {
      let text = mesh.reading.problem ?? "Reading the request …"
      let style = TextStyle(mesh.reading.problem == nil ? .muted : .warning)
      frame.buffer.draw(Lines(Lines.wrapped(text, columns: area.columns, style: style)), in: area)
      return
    }
    let lines = Waterfall(trace, TraceTree(trace), columns: area.columns - 1).lines
    let offset = Scroll.clamped(mesh.line, count: lines.count, visible: area.rows)
    frame.buffer.draw(Lines(lines.map(\.line), from: offset), in: area.dropping(right: 1))
    let edge = Area(column: area.endColumn - 1, row: area.row, columns: 1, rows: area.rows)
    frame.buffer.draw(
      ScrollBar(offset: offset, count: lines.count, visible: area.rows), in: edge)
  }

  /// Moves through a waterfall.
  mutating func actInTrace(_ action: Action, page: Int) {
    guard case .move(let move) = action else {
      if action == .back { mesh.goUp() }
      return
    }
    let count = mesh.reading.list.traces.first.map {
      Waterfall($0, TraceTree($0), columns: size.columns - 3).lines.count
    }
    // The body of the screen has a few rows less than the screen.
    let most = max(0, (count ?? 0) - (size.rows - Self.rowsAroundBody))
    mesh.line = moved(min(mesh.line, most), move, count: most + 1, page: page)
  }

  private static let rowsAroundBody = 6
}
