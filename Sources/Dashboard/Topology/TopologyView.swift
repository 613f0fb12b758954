import MeshModel
import Terminal

//   ◆ ARMED 1:58 …                                                                      cards
//
//   ● gateway ─┬─ 20.4 ───────▸▲ order ─┬── 6.3 52.0% ╳▸✖ payment                       graph
//              └─ 40.1 ───────────────────────────────▸● product
//
//   ── payment: called by 1, calls none ────────────────────────── 5 services           what is
//   ✖ payment has been failing for 12s: http 5xx 52.0% >= 10%                           marked
//   from order   6.3/s  failed 52.0%  p95 22 ms  ╳ open for 4s: 5 of 10 calls failed

/// The parts of the tab.
struct TopologyAreas {
  let cards: Area
  let filter: Area
  let graph: Area
  let strip: Area

  init(_ state: DashboardState, in body: Area) {
    let inside = body.inset(columns: 1)
    let cards = state.faultCards(columns: inside.columns, rows: max(1, inside.rows / 5)).count
    let filter = state.mesh.filter.isEmpty && !state.typesFilter ? 0 : 1
    let strip = Self.stripRows(inside.rows)
    let parts = inside.rows([
      .fixed(max(cards, inside.rows >= 14 ? 1 : 0)), .fixed(filter), .flexible(atLeast: 1),
      .fixed(strip),
    ])
    (self.cards, self.filter, graph, self.strip) = (parts[0], parts[1], parts[2], parts[3])
  }

  private static func stripRows(_ rows: Int) -> Int {
    switch rows {
    case ..<7: 0
    case ..<15: 4
    case ..<24: 6
    case ..<40: 8
    default: 10
    }
  }
}

extension DashboardState {
  /// Who calls whom.
  func drawTopology(in area: Area, on frame: inout Frame) {
    let areas = TopologyAreas(self, in: area)
    let body = area.inset(columns: 1)
    if let work = mesh.work, work.errand == .start || mesh.isAbsent {
      drawWork(work, in: body, on: &frame)
      return
    }
    if mesh.isAbsent {
      drawAbsent(in: body.dropping(top: body.rows >= 14 ? 1 : 0), on: &frame)
      return
    }
    frame.buffer.draw(
      Lines(faultCards(columns: body.columns, rows: max(1, body.rows / 5))), in: areas.cards)
    drawFilter(in: areas.filter, shown: shownServices.count, on: &frame)
    guard let scene = topology.scene else {
      drawNothingYet(in: areas.graph, on: &frame)
      return
    }
    let drawing = TopologyDrawing(self, scene, in: areas.graph)
    drawing.draw(on: &frame)
    drawStrip(scene, drawing, in: areas.strip, on: &frame)
    if !topology.hasTraffic { drawQuiet(below: scene.plan.rows, in: areas.graph, on: &frame) }
  }

  /// That there are no calls, by what was seen before.
  private var quietWords: String {
    guard let last = mesh.lastCalls else { return Sentence.noCallsYet }
    guard let now = mesh.now?.wall, last <= now, let age = ageWords(last) else {
      return Sentence.noCallsThen
    }
    return Sentence.noCallsNow(age)
  }

  /// Connected, but nobody calls anybody.
  private func drawQuiet(below rows: Int, in area: Area, on frame: inout Frame) {
    let hint = mesh.isOwn ? " " + Sentence.loadHint(mesh.nameOption) : ""
    let lines = Lines.wrapped(
      quietWords + hint, columns: area.columns, style: TextStyle(.info))
    let top = min(rows + 1, area.rows - lines.count)
    guard top >= 0 else { return }
    frame.buffer.fill(
      area.dropping(top: top).intersection(
        Area(column: area.column, row: area.row, columns: area.columns, rows: top + lines.count)),
      style: .plain)
    frame.buffer.draw(Lines(lines), in: area.dropping(top: top))
  }
}
