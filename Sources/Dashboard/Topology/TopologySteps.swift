import MeshModel
import Terminal

/// Ways to go about a drawing.
enum Heading: Equatable, Sendable {
  case up, down, left, right
}

extension DashboardState {
  /// The place of the marked service in the scene.
  var markedNode: Int? {
    guard let scene = topology.scene, let marked = mesh.marked else { return nil }
    return scene.graph.place(of: marked)
  }

  /// Marks the nearest service in a direction; those that pass the filter only.
  mutating func step(_ heading: Heading) {
    topology.call = nil
    guard let next = neighbour(heading), let scene = topology.scene else { return }
    mesh.marked = scene.graph.names[next]
  }

  mutating func stepToEnd(_ heading: Heading) {
    guard let scene = topology.scene else { return }
    for _ in scene.graph.names {
      let before = mesh.marked
      step(heading)
      if mesh.marked == before || scene.isPart { return }
    }
  }

  private func neighbour(_ heading: Heading) -> Int? {
    guard let scene = topology.scene, let node = markedNode else { return nil }
    let own = scene.plan.boxes[node]
    let linked = Set(
      scene.graph.calls.flatMap { call in
        call.from == node ? [call.to] : call.to == node ? [call.from] : []
      })
    var best: (cost: Int, node: Int)?
    for (other, box) in scene.plan.boxes.enumerated() where other != node {
      guard scene.groups[other] == nil, passesFilter(scene.graph.names[other]) else { continue }
      let columns = box.column - own.column
      let rows = box.row - own.row
      let (ahead, aside) =
        switch heading {
        case .up: (-rows, abs(columns))
        case .down: (rows, abs(columns))
        case .left: (-columns, abs(rows) * 3)
        case .right: (columns, abs(rows) * 3)
        }
      guard ahead > 0 else { continue }
      let isAcross = heading == .left || heading == .right
      let cost = (ahead + 2 * aside) * (isAcross && !linked.contains(other) ? 4 : 1)
      if cost < best?.cost ?? .max { best = (cost, other) }
    }
    return best?.node
  }

  /// Whether a service passes the filter; one that is only called has to by nothing.
  func passesFilter(_ name: String) -> Bool {
    mesh.filter.isEmpty || mesh.filtered.shown.contains(name)
  }

  /// The upper left cell of the drawing so that what is marked can be seen, moved no further than
  /// that takes.
  func scrolled(_ offset: Position, in area: Area) -> Position {
    guard let scene = topology.scene, let node = markedNode else {
      return Position(column: 0, row: 0)
    }
    let box = scene.plan.boxes[node]
    return Position(
      column: Self.scrolled(
        offset.column, to: box.column..<box.column + box.columns, of: scene.plan.columns,
        visible: area.columns),
      row: Self.scrolled(
        offset.row, to: box.row..<box.row + box.rows, of: scene.plan.rows, visible: area.rows))
  }

  private static func scrolled(
    _ offset: Int, to range: Range<Int>, of length: Int, visible: Int
  ) -> Int {
    let margin = max(0, min(visible / 4, (visible - range.count) / 2))
    let lowest = range.upperBound + margin - visible
    let highest = max(lowest, range.lowerBound - margin)
    return max(0, min(max(lowest, min(offset, highest)), length - visible))
  }
}
