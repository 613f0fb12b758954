import Instruments
import MeshLook
import Terminal

//   13 of 50 that match, of 2100 requests through order → payment
//   trace    began           took spans failed  request                     why
//   1e383879 00:01:57.392  12.4ms     7    ✗ 5  gateway-1 POST /api/orders  payment-1: 503
//   …
//   Through gateway, order, payment. payment-1: 503.                        the marked one

extension DashboardState {
  /// The requests that came by, the worst first.
  func drawTraces(through waypoint: String?, in area: Area, on frame: inout Frame) {
    let traces = mesh.reading.shownTraces
    let marked = markedLine(traces.map { .trace($0.id) })
    let remark = traceRemark(
      traces.indices.contains(marked) ? traces[marked] : nil, columns: area.columns,
      rows: area.rows >= 14 ? 2 : 1)
    let filter = mesh.reading.filter.isEmpty && !typesTraceFilter ? 0 : 1
    let parts = area.rows([
      .fixed(filter), .fixed(1), .flexible(atLeast: 2), .fixed(remark.count),
    ])
    drawTraceFilter(in: parts[0], on: &frame)
    let (text, role) = tracesTitle(traces.count, through: waypoint)
    frame.buffer.draw(
      text, at: parts[1].origin, style: TextStyle(role), limit: parts[1].columns)
    drawTable(traces, marked: marked, in: parts[2], on: &frame)
    frame.buffer.draw(Lines(remark), in: parts[3])
  }

  private func drawTable(
    _ traces: [Trace], marked: Int, in area: Area, on frame: inout Frame
  ) {
    let visible = Scroll.visible(selected: marked, count: traces.count, visible: area.rows - 1)
    let table = TextTable(
      columns: Self.traceColumns, rows: traces[visible].map { .cells(Self.cells($0)) },
      selected: marked - visible.lowerBound)
    frame.buffer.draw(table, in: area.dropping(right: 1))
    for (line, row) in visible.enumerated() {
      frame.onClick(area.line(line + 1), .select(row))
    }
    let edge = Area(
      column: area.endColumn - 1, row: area.row + 1, columns: 1, rows: area.rows - 1)
    frame.buffer.draw(
      ScrollBar(offset: visible.lowerBound, count: traces.count, visible: area.rows - 1), in: edge)
  }

  /// Whether the filter is being typed.
  private var typesTraceFilter: Bool {
    if case .prompt(let prompt) = box, case .traceFilter = prompt.purpose { return true }
    return false
  }

  private func drawTraceFilter(in area: Area, on frame: inout Frame) {
    guard !area.isEmpty else { return }
    let filter = TraceFilter(mesh.reading.filter)
    let note =
      " "
      + TextWidth.clipped(
        filter.problem ?? Sentence.traceFilterHint, to: area.columns * 3 / 5)
    let label = frame.buffer.draw("Filter ", at: area.origin, style: TextStyle(.key))
    let room = area.dropping(left: label).dropping(right: TextWidth.columns(note) + 1)
    if case .prompt(let prompt) = box, typesTraceFilter {
      let field = InputField(prompt.input)
      frame.buffer.draw(field, in: room)
      frame.cursor = field.cursor(in: room)
    } else {
      frame.buffer.draw(
        filter.text, at: room.origin, style: TextStyle(.accent), limit: room.columns)
    }
    let place = Position(column: room.endColumn, row: area.row)
    frame.buffer.draw(
      note, at: place, style: TextStyle(filter.problem == nil ? .muted : .warning))
  }

  private func tracesTitle(_ shown: Int, through waypoint: String?) -> (String, Role) {
    let reading = mesh.reading
    if let problem = reading.problem { return (problem, .warning) }
    guard reading.isHeard else { return ("Reading the requests …", .muted) }
    let list = reading.list
    let place = waypoint.map { " through \($0.replacing(":", with: " → "))" } ?? ""
    if shown == 0 {
      return reading.filter.isEmpty
        ? (Sentence.noTraces(place), .muted) : (Sentence.noTracePasses(place), .muted)
    }
    let all = max(list.matching, shown)
    let count = shown == all ? "\(all)" : "\(shown) of \(all)"
    let what = all == 1 ? "request" : "requests"
    return ("\(count) \(what)\(place), of \(list.kept) kept; the worst first", .heading)
  }

  private static let traceColumns = [
    TableColumn("trace", .fixed(8)), TableColumn("began", .fixed(12, dropOrder: 0)),
    TableColumn("took", .fixed(7), .trailing), TableColumn("spans", .fixed(5), .trailing),
    TableColumn("failed", .fixed(6), .trailing),
    TableColumn(" request", .flexible(atLeast: 24, share: 1)),
    TableColumn("why", .flexible(atLeast: 30, share: 1, dropOrder: 1)),
  ]

  private static func cells(_ trace: Trace) -> [TableCell] {
    let line = TraceLine(trace)
    let role: Role =
      switch trace.outcome {
      case .fine: .text
      case .refused: .warning
      case .failed: .bad
      }
    return [
      TableCell(line.id, TextStyle(.muted)), TableCell(line.began, TextStyle(.muted)),
      TableCell(line.took, TextStyle(role)), TableCell(line.spans),
      TableCell(line.failed, TextStyle(role)), TableCell(" \(line.request)", TextStyle(role)),
      TableCell(line.why, TextStyle(.muted)),
    ]
  }

  /// Who took part in the marked request, and where it began to fail.
  private func traceRemark(_ marked: Trace?, columns: Int, rows: Int) -> [StyledLine] {
    var parts: [String] = []
    if let marked {
      // Where there is room for one line, what went wrong is worth more.
      let services = "Through \(marked.services.joined(separator: ", "))."
      parts = [marked.failureWords.map { "✗ \($0)." }, services].compactMap { $0 }
    }
    let lost = mesh.reading.list.lostSpans
    if lost > 0 { parts.append(Sentence.lostSpans(lost)) }
    let lines = Lines.wrapped(
      parts.joined(separator: " "), columns: columns, style: TextStyle(.muted))
    return Array(lines.prefix(rows)) + Array(repeating: .empty, count: max(0, rows - lines.count))
  }

  /// Lists only the requests that a filter lets pass.
  mutating func filterTraces(_ text: String) {
    guard case .traces = mesh.place else { return }
    mesh.path[mesh.path.count - 1].reading.filter = text
    mesh.path[mesh.path.count - 1].unmark()
  }
}
