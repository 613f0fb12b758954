import MeshModel
import Terminal

//   ◆ ARMED 1:58 …                                                                      cards
//
//   service     health    breaker   success  rate  p50  p95  p99 …                      table, or
//   ✖ payment   failing   ╳ open      48.0%  20.1  8.1  183 1.2s                        a service
//
//   payment has been failing for 12s: http 5xx 52.0% >= 10% of 201 answers              marked row
//   ── events ──────────────────────────────────────────
//   3s ago  ╳ breaker open   order:payment  5 of 10 calls failed                        the latest

extension DashboardState {
  func drawMesh(in area: Area, on frame: inout Frame) {
    let area = area.inset(columns: 1)
    let cards = faultCards(columns: area.columns, rows: max(1, area.rows / 5))
    let gap = area.rows >= 14 ? 1 : 0
    let body = area.dropping(top: cards.count + gap)
    frame.buffer.draw(Lines(cards), in: area)
    if let work = mesh.work, work.errand == .start || mesh.isAbsent {
      drawWork(work, in: body, on: &frame)
    } else if mesh.isAbsent {
      drawAbsent(in: body, on: &frame)
    } else {
      drawOpen(in: body, on: &frame)
    }
  }

  private func drawOpen(in body: Area, on frame: inout Frame) {
    switch mesh.place {
    case .table: drawServices(in: body, on: &frame)
    case .service, .edge, .instance: drawDetail(in: body, on: &frame)
    case .logs(let target):
      drawLogs(of: target.replacing(":", with: " and "), in: body, on: &frame)
    case .requestLogs(let id):
      drawLogs(of: "request \(id.prefix(8))", in: body, on: &frame)
    case .traces(let waypoint): drawTraces(through: waypoint, in: body, on: &frame)
    case .trace: drawTrace(in: body, on: &frame)
    }
  }

  private func drawServices(in area: Area, on frame: inout Frame) {
    let services = shownServices
    guard !services.isEmpty || !mesh.filter.isEmpty || typesFilter else {
      drawNothingYet(in: area, on: &frame)
      return
    }
    let remark = markedRemark(
      columns: area.columns, rows: area.rows >= 17 ? 3 : area.rows >= 14 ? 2 : 1)
    let rows = shownChannels
    let channels = channelRows(
      rows.count, in: area, services: services.count, remark: remark.count)
    let events = eventRows(
      in: area, services: services.count, remark: remark.count + channels)
    let filter = mesh.filter.isEmpty && !typesFilter ? 0 : 1
    let parts = area.rows([
      .fixed(filter), .flexible(atLeast: 3), .fixed(channels), .fixed(remark.count),
      .fixed(events),
    ])
    drawFilter(in: parts[0], shown: services.count, on: &frame)
    drawServiceTable(services, in: parts[1], on: &frame)
    drawChannels(rows, in: parts[2], on: &frame)
    frame.buffer.draw(Lines(remark), in: parts[3])
    drawEvents(in: parts[4], on: &frame)
  }

  /// All channels are shown where they leave the events their rows, else none: those of a service are on
  /// its page.
  private func channelRows(_ count: Int, in area: Area, services: Int, remark: Int) -> Int {
    // A title, and a line that keeps it apart from what follows.
    let rows = count + 2
    let spare = area.rows - remark - services - 3 - leastEvents(in: area)
    return count > 0 && rows <= spare ? rows : 0
  }

  private func leastEvents(in area: Area) -> Int {
    area.rows >= 17 ? 5 : area.rows >= 11 ? 4 : area.rows >= 9 ? 3 : 0
  }

  /// The strip of events gets what the table does not need, and a few rows in any case.
  private func eventRows(in area: Area, services: Int, remark: Int) -> Int {
    max(leastEvents(in: area), area.rows - remark - services - 3)
  }

  /// Whether the filter is being typed.
  var typesFilter: Bool {
    if case .prompt(let prompt) = box, case .filter = prompt.purpose { return true }
    return false
  }

  func drawFilter(in area: Area, shown: Int, on frame: inout Frame) {
    guard !area.isEmpty else { return }
    let all = mesh.frame?.snapshot?.services.count ?? 0
    let label = frame.buffer.draw("Filter ", at: area.origin, style: TextStyle(.key))
    let problem = mesh.filtered.problem
    let count = "\(shown) of \(all) services"
    let note = " " + TextWidth.clipped(problem ?? count, to: area.columns * 3 / 5)
    let room = area.dropping(left: label).dropping(right: TextWidth.columns(note) + 1)
    if case .prompt(let prompt) = box, case .filter = prompt.purpose {
      let field = InputField(prompt.input)
      frame.buffer.draw(field, in: room)
      frame.cursor = field.cursor(in: room)
    } else {
      frame.buffer.draw(
        mesh.filter.text, at: room.origin, style: TextStyle(.accent), limit: room.columns)
    }
    let place = Position(column: room.endColumn, row: area.row)
    frame.buffer.draw(note, at: place, style: TextStyle(problem == nil ? .muted : .warning))
  }

  /// Connected, but there is no service to show.
  func drawNothingYet(in area: Area, on frame: inout Frame) {
    let problems = (mesh.frame?.snapshot?.sources ?? []).compactMap { source in
      source.problem.map { "\(source.id): \($0)" }
    }
    let text =
      problems.isEmpty
      ? "Waiting for the first figures."
      : "Nothing can be shown yet. " + problems.joined(separator: " ")
    let style = TextStyle(problems.isEmpty ? .muted : .warning)
    frame.buffer.draw(Lines(Lines.wrapped(text, columns: area.columns, style: style)), in: area)
  }
}
