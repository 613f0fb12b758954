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
  struct Look {
    var sign: String
    var name: String
    var role: Role
    var ink: TextStyle
  }

  private func look(_ node: Int) -> Look {
    let service = state.topology.nodes.indices.contains(node) ? state.topology.nodes[node] : nil
    let isMarked = node == marked && markedCall == nil
    let surface: Surface = isMarked ? .selected : .screen
    let name = scene.label(of: node)
    if scene.groups[node] != nil {
      return Look(sign: "…", name: name, role: .muted, ink: TextStyle(.muted))
    }
    let status = service?.health.status
    let isFaded = !isWanted(node)
    let role: Role = isFaded ? .border : isOld ? .stale : status?.role ?? .unknown
    let text: Role = isFaded ? .border : isOld ? .stale : .text
    let isIll = status?.isIll == true
    return Look(
      sign: isFaded ? "·" : status?.sign ?? "○", name: name, role: role,
      ink: TextStyle(text, on: surface, isIll || isMarked ? .bold : []))
  }

  private func drawOpen(_ node: Int, _ box: GraphBox, on frame: inout Frame) {
    let look = look(node)
    let surface = look.ink.surface
    let corner = GraphPoint(column: box.column, row: box.row)
    put(look.sign, at: corner, style: TextStyle(look.role, on: surface), on: &frame)
    put(
      isBroken(node) ? "◆" : " ", at: GraphPoint(column: box.column + 1, row: box.row),
      style: TextStyle(.fault, on: surface), on: &frame)
    put(
      TextWidth.clipped(look.name, to: box.columns - 3),
      at: GraphPoint(column: box.column + 2, row: box.row), style: look.ink, on: &frame)
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
    let isIll = !isOld && [.bad, .warning].contains(look.role)
    let isMarked = look.ink.surface == .selected
    let border = TextStyle(isMarked ? .accent : isIll ? look.role : .border)
    let inner = box.columns - 2
    let bars = isMarked ? ["┏", "━", "┓", "┃", "┗", "┛"] : ["╭", "─", "╮", "│", "╰", "╯"]
    let rule = String(repeating: bars[1], count: inner)
    for row in 0..<box.rows {
      let isEdge = row == 0 || row == box.rows - 1
      let ends = row == 0 ? (bars[0], bars[2]) : isEdge ? (bars[4], bars[5]) : (bars[3], bars[3])
      let middle = isEdge ? rule : String(repeating: " ", count: inner)
      put(
        ends.0 + middle + ends.1, at: GraphPoint(column: box.column, row: box.row + row),
        style: border, on: &frame)
    }
    drawExits(node, box, isMarked: isMarked, style: border, on: &frame)
    drawName(look, isBroken(node), at: box, inner: inner, on: &frame)
    drawFigures(node, box, on: &frame)
  }

  /// Joins the lines that begin at a box with its border.
  private func drawExits(
    _ node: Int, _ box: GraphBox, isMarked: Bool, style: TextStyle, on frame: inout Frame
  ) {
    guard scene.form.direction == .rightward else { return }
    for (call, route) in scene.plan.routes.enumerated()
    where scene.graph.calls[call].from == node && !route.isBackward {
      guard let first = route.points.first else { continue }
      let place = GraphPoint(column: box.column + box.columns - 1, row: first.row)
      put(isMarked ? "┣" : isLit(call) ? "┝" : "├", at: place, style: style, on: &frame)
      if isLit(call) { return }
    }
  }

  private func drawName(
    _ look: Look, _ isBroken: Bool, at box: GraphBox, inner: Int, on frame: inout Frame
  ) {
    let surface = look.ink.surface
    let row = box.row + 1
    if surface == .selected {
      put(
        String(repeating: " ", count: inner), at: GraphPoint(column: box.column + 1, row: row),
        style: look.ink, on: &frame)
    }
    put(
      look.sign, at: GraphPoint(column: box.column + 2, row: row),
      style: TextStyle(look.role, on: surface), on: &frame)
    put(
      isBroken ? "◆" : " ", at: GraphPoint(column: box.column + 3, row: row),
      style: TextStyle(.fault, on: surface), on: &frame)
    put(
      TextWidth.clipped(look.name, to: inner - 4),
      at: GraphPoint(column: box.column + 4, row: row), style: look.ink, on: &frame)
  }

  /// The requests a service answers, or else the messages it handles, a second; and its errors where there
  /// is room.
  private func drawFigures(_ node: Int, _ box: GraphBox, on frame: inout Frame) {
    let service = state.topology.nodes.indices.contains(node) ? state.topology.nodes[node] : nil
    guard let service, box.rows >= 4 else { return }
    let place = GraphPoint(column: box.column + 2, row: box.row + 2)
    let isFaded = !isWanted(node)
    let role: Role = isFaded ? .border : isOld ? .stale : .muted
    let answers = service.traffic.answersPerSecond
    let handled = service.messages.handledPerSecond
    let rate = Figures.rate(answers ?? 0 > 0 ? answers : handled ?? answers)
    put(
      TextWidth.padded(rate, to: 6, at: .trailing) + "/s", at: place, style: TextStyle(role),
      on: &frame)
    let errors = service.failedRatio ?? 0
    guard errors > 0, box.columns >= 18 else { return }
    put(
      TextWidth.padded(Figures.share(errors), to: 6, at: .trailing),
      at: GraphPoint(column: place.column + 8, row: place.row),
      style: TextStyle(isFaded || isOld ? role : errors >= 0.1 ? .bad : .warning), on: &frame)
  }
}
