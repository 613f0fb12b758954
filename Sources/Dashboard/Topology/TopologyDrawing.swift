import MeshModel
import Terminal

/// The graph on the screen: lines first, then what is written at them, then the services.
struct TopologyDrawing {
  let state: DashboardState
  let scene: TopologyScene
  let area: Area
  /// The cell of the drawing in the upper left corner of the area.
  let offset: Position
  let marked: Int?
  let markedCall: Int?
  let isOld: Bool

  init(_ state: DashboardState, _ scene: TopologyScene, in area: Area) {
    self.state = state
    self.scene = scene
    self.area = area
    offset = state.scrolled(state.topology.offset, in: area)
    marked = state.markedNode
    markedCall = state.topology.call.flatMap(scene.call)
    isOld = MeshCondition(state.mesh).isOld
  }

  func draw(on frame: inout Frame) {
    drawLines(on: &frame)
    for call in scene.graph.calls.indices { drawTip(call, on: &frame) }
    for call in scene.graph.calls.indices { drawLabel(call, on: &frame) }
    for node in scene.graph.names.indices { drawNode(node, on: &frame) }
  }

  /// Whether a call belongs to what is marked.
  func isLit(_ call: Int) -> Bool {
    if let markedCall { return call == markedCall }
    return scene.graph.calls[call].from == marked || scene.graph.calls[call].to == marked
  }

  /// Whether a service passes the filter.
  func isWanted(_ node: Int) -> Bool {
    scene.groups[node] != nil || state.passesFilter(scene.graph.names[node])
  }

  func isWanted(call: Int) -> Bool {
    isWanted(scene.graph.calls[call].from) || isWanted(scene.graph.calls[call].to)
  }

  private func drawLines(on frame: inout Frame) {
    var canvas = LineCanvas(area, offset: offset)
    let calls = scene.plan.routes.indices
    for call in calls where !isLit(call) {
      canvas.draw(
        line(call),
        LineCanvas.Pen(role: isOld ? .stale : .border, isDotted: words(call).isAsynchronous))
    }
    for call in calls where isLit(call) {
      let words = words(call)
      canvas.draw(
        line(call),
        LineCanvas.Pen(
          role: isOld ? .stale : words.role ?? .accent, isHeavy: true,
          isDotted: words.isAsynchronous))
    }
    if state.appearance.isAnimated, !isOld { drawTraffic(on: &canvas) }
    canvas.paint(on: &frame)
  }

  /// The corners of a call's line. Where the name of the caller leaves room beside it, the line
  /// begins at the name.
  private func line(_ call: Int) -> [GraphPoint] {
    var points = scene.plan.routes[call].points
    let caller = scene.graph.calls[call].from
    let box = scene.plan.boxes[caller]
    guard !scene.form.isBoxed, scene.form.direction == .rightward,
      let first = points.first, first.row == box.row, first.column == box.column + box.columns
    else { return points }
    let name = TextWidth.columns(scene.label(of: caller), atMost: box.columns)
    let start = box.column + min(box.columns, name + 3)
    points[0] = GraphPoint(column: start, row: first.row)
    if points.count == 1 || points[1] != first { points.insert(first, at: 1) }
    return points
  }

  private func drawTraffic(on canvas: inout LineCanvas) {
    for (call, route) in scene.plan.routes.enumerated() where isWanted(call: call) {
      guard state.topology.calls.indices.contains(call),
        let traffic = state.topology.calls[call].edge?.traffic,
        let flow = TrafficFlow(traffic, call: call)
      else { continue }
      let cells = zip(route.points, route.points.dropFirst()).reduce(0) {
        $0 + abs($1.1.column - $1.0.column) + abs($1.1.row - $1.0.row)
      }
      canvas.draw(flow.dots(cells: cells, at: state.topology.time), along: route.points)
    }
  }

  func words(_ call: Int) -> CallWords {
    let figures = state.topology.calls.indices.contains(call) ? state.topology.calls[call] : nil
    return CallWords(figures, isUnderFault: state.isUnderFault(scene.name(of: call)))
  }

  private func drawTip(_ call: Int, on frame: inout Frame) {
    let points = scene.plan.routes[call].points
    guard let last = points.last, let place = position(last) else { return }
    let isAcross = scene.form.direction == .rightward
    let isBackward = scene.plan.routes[call].isBackward
    let glyph = isAcross ? isBackward ? "◂" : "▸" : isBackward ? "▴" : "▾"
    let role: Role = isOld ? .stale : words(call).role ?? (isLit(call) ? .accent : .border)
    frame.buffer.draw(glyph, at: place, style: TextStyle(role))
  }

  private func drawLabel(_ call: Int, on frame: inout Frame) {
    let route = scene.plan.routes[call]
    let words = words(call)
    let isFaded = !isWanted(call: call)
    if scene.form.direction == .rightward, words.isIdle, !words.isAsynchronous {
      put(
        String(repeating: isLit(call) ? "┅" : "┄", count: scene.form.label.columns),
        at: route.label, style: TextStyle(isOld ? .stale : .border), on: &frame)
    }
    for part in words.parts(scene.form.label) {
      let role: Role = isFaded ? .border : isOld ? .stale : part.role
      let style = TextStyle(role, isLit(call) && !isFaded ? .bold : [])
      put(
        part.text, at: GraphPoint(column: route.label.column + part.column, row: route.label.row),
        style: style, on: &frame)
    }
    var place = Area(
      column: area.column + route.label.column - offset.column,
      row: area.row + route.label.row - offset.row, columns: scene.form.label.columns, rows: 1)
    place = place.intersection(area)
    if !place.isEmpty { frame.onClick(place, .selectCall(call)) }
  }

  /// The place of a cell on the screen; nil when it is not in sight.
  func position(_ point: GraphPoint) -> Position? {
    let place = Position(
      column: area.column + point.column - offset.column,
      row: area.row + point.row - offset.row)
    return area.contains(place) ? place : nil
  }

  /// Writes as much of a text as is in sight.
  func put(_ text: String, at point: GraphPoint, style: TextStyle, on frame: inout Frame) {
    let row = area.row + point.row - offset.row
    guard row >= area.row, row < area.endRow else { return }
    let column = area.column + point.column - offset.column
    guard column < area.endColumn else { return }
    if column >= area.column {
      // What does not fit is cut, not shortened: the rest is behind the edge.
      let room = area.endColumn - column
      let visible = TextWidth.columns(text, atMost: room) > room ? text.cut(to: room) : text
      frame.buffer.draw(visible, at: Position(column: column, row: row), style: style)
    } else {
      let rest = text.dropping(columns: area.column - column)
      put(
        rest, at: GraphPoint(column: offset.column, row: point.row), style: style, on: &frame)
    }
  }
}

extension String {
  /// The first so many columns.
  fileprivate func cut(to columns: Int) -> String {
    var result = ""
    var used = 0
    for (glyph, width) in SafeGlyphs(self) {
      guard used + width <= columns else { break }
      result += glyph.text
      used += width
    }
    return result
  }

  /// What is left after so many columns; half a wide character is a space.
  fileprivate func dropping(columns: Int) -> String {
    var result = ""
    var used = 0
    for (glyph, width) in SafeGlyphs(self) {
      if used >= columns {
        result += glyph.text
      } else if used + width > columns {
        result += " "
      }
      used += width
    }
    return result
  }
}
