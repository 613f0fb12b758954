import MeshLook
import MeshModel
import Terminal

extension TopologyDrawing {
  /// A service: its health, its name, and in a box its rate.
  func drawNode(_ node: Int, on frame: inout Frame) {
    let box = scene.plan.boxes[node]
    let place = Area(
      column: area.column + box.column - offset.column, row: area.row + box.row - offset.row,
      columns: box.columns, rows: box.rows
    ).intersection(area)
    guard !place.isEmpty else { return }
    if scene.form.isBoxed {
      drawBox(node, box, on: &frame)
    } else {
      drawOpen(node, box, on: &frame)
    }
    if scene.groups[node] == nil { frame.onClick(place, .select(node)) }
  }

  /// How a service looks.
  private func look(_ node: Int) -> (sign: String, name: String, role: Role, ink: TextStyle) {
    let service = state.topology.nodes.indices.contains(node) ? state.topology.nodes[node] : nil
    let isMarked = node == marked && markedCall == nil
    let surface: Surface = isMarked ? .selected : .screen
    if let count = scene.groups[node] {
      return ("…", "\(count) more", .muted, TextStyle(.muted))
    }
    let status = service?.health.status
    let isFaded = !isWanted(node)
    let role: Role = isFaded ? .border : isOld ? .stale : status?.role ?? .unknown
    let text: Role = isFaded ? .border : isOld ? .stale : .text
    let isIll = status?.isIll == true
    return (
      status?.sign ?? "○", scene.graph.names[node], role,
      TextStyle(text, on: surface, isIll || isMarked ? .bold : [])
    )
  }

  private func drawOpen(_ node: Int, _ box: GraphBox, on frame: inout Frame) {
    let look = look(node)
    let surface = look.ink.surface
    let corner = GraphPoint(column: box.column, row: box.row)
    put(look.sign, at: corner, style: TextStyle(look.role, on: surface), on: &frame)
    put(
      isBroken(node) ? "◆" : " ", at: GraphPoint(column: box.column + 1, row: box.row),
      style: TextStyle(.fault, on: surface), on: &frame)
    let name = TextWidth.padded(look.name, to: box.columns - 2)
    put(
      name, at: GraphPoint(column: box.column + 2, row: box.row), style: look.ink, on: &frame)
    // More lines end here than the name has rows.
    for row in 1..<max(1, box.rows) {
      put(
        row == box.rows - 1 ? "╵" : "│", at: GraphPoint(column: box.column, row: box.row + row),
        style: TextStyle(isOld ? .stale : .border), on: &frame)
    }
  }

  private func isBroken(_ node: Int) -> Bool {
    scene.groups[node] == nil && state.isUnderFault(scene.graph.names[node])
  }

  private func drawBox(_ node: Int, _ box: GraphBox, on frame: inout Frame) {
    let look = look(node)
    let isMarked = node == marked && markedCall == nil
    let isIll = !isOld && [.bad, .warning].contains(look.role)
    let border = TextStyle(isMarked ? .accent : isIll ? look.role : .border)
    let inner = box.columns - 2
    let bars = isMarked ? ["┏", "━", "┓", "┃", "┗", "┛"] : ["╭", "─", "╮", "│", "╰", "╯"]
    let rule = String(repeating: bars[1], count: inner)
    put(
      bars[0] + rule + bars[2], at: GraphPoint(column: box.column, row: box.row), style: border,
      on: &frame)
    for row in 1..<max(1, box.rows - 1) {
      let line = GraphPoint(column: box.column, row: box.row + row)
      put(
        bars[3] + String(repeating: " ", count: inner) + bars[3], at: line, style: border,
        on: &frame)
    }
    put(
      bars[4] + rule + bars[5], at: GraphPoint(column: box.column, row: box.row + box.rows - 1),
      style: border, on: &frame)
    let surface = look.ink.surface
    let first = GraphPoint(column: box.column + 1, row: box.row + 1)
    put(look.sign, at: first, style: TextStyle(look.role, on: surface), on: &frame)
    put(
      isBroken(node) ? "◆" : " ", at: GraphPoint(column: first.column + 1, row: first.row),
      style: TextStyle(.fault, on: surface), on: &frame)
    put(
      TextWidth.padded(look.name, to: inner - 2),
      at: GraphPoint(column: first.column + 2, row: first.row), style: look.ink, on: &frame)
    drawFigures(node, box, on: &frame)
  }

  /// The rate of a service, and its errors where there is room.
  private func drawFigures(_ node: Int, _ box: GraphBox, on frame: inout Frame) {
    let service = state.topology.nodes.indices.contains(node) ? state.topology.nodes[node] : nil
    guard let service, box.rows >= 4 else { return }
    let place = GraphPoint(column: box.column + 1, row: box.row + 2)
    let isFaded = !isWanted(node)
    let role: Role = isFaded ? .border : isOld ? .stale : .muted
    let rate = Figures.rate(service.traffic.answersPerSecond)
    put(
      TextWidth.padded(rate, to: 6, at: .trailing) + "/s", at: place, style: TextStyle(role),
      on: &frame)
    let errors = service.traffic.errorRatio ?? 0
    guard errors > 0, box.columns >= 16 else { return }
    put(
      TextWidth.padded(Figures.share(errors), to: 6, at: .trailing),
      at: GraphPoint(column: place.column + 8, row: place.row),
      style: TextStyle(isFaded || isOld ? role : errors >= 0.1 ? .bad : .warning), on: &frame)
  }
}
