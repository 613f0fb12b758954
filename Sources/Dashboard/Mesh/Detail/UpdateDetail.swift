import Instruments
import Terminal

extension DashboardState {
  /// The marked line: where that stands now which was marked, or else the same line.
  func markedLine(_ targets: [MeshPlace]) -> Int {
    guard let level = mesh.path.last else { return 0 }
    return level.marked.flatMap(targets.firstIndex(of:))
      ?? max(0, min(level.line, targets.count - 1))
  }

  /// What the marked line of what is open leads to.
  var markedTarget: MeshPlace? {
    let targets = openTargets
    let line = markedLine(targets)
    return targets.indices.contains(line) ? targets[line] : nil
  }

  /// What can be marked on what is open.
  var openTargets: [MeshPlace] {
    if case .traces = mesh.place { return mesh.reading.shownTraces.map { .trace($0.id) } }
    return detailText()?.targets ?? []
  }

  /// Shows a service, above the table of all.
  mutating func open(_ name: String) {
    mesh.marked = name
    mesh.place = .service(name)
  }

  /// Moves through what is open, or opens what is marked on it.
  mutating func actInDetail(_ action: Action, page: Int) {
    let targets = openTargets
    let line = markedLine(targets)
    switch action {
    case .back where mesh.scope == .traces && !mesh.reading.filter.isEmpty: filterTraces("")
    case .back: mesh.goUp()
    case .move(let move) where targets.isEmpty:
      mesh.line = moved(
        mesh.line, move, count: max(1, (detailText()?.entries.count ?? 0) - page), page: page)
    case .move(.top),
      .move(.up) where line == 0:
      mesh.path[mesh.path.count - 1].unmark()
    case .move(let move): mark(moved(line, move, count: targets.count, page: page), of: targets)
    case .select(let row):
      mark(row, of: targets)
      // A second click opens what the first one marked.
      if row == line, targets.indices.contains(row) { mesh.open(targets[row]) }
    case .accept:
      mark(line, of: targets)
      if targets.indices.contains(line) { mesh.open(targets[line]) }
    default: break
    }
  }

  /// Marks a line.
  mutating func mark(_ line: Int, of targets: [MeshPlace]) {
    guard !mesh.path.isEmpty, targets.indices.contains(line) else { return }
    mesh.path[mesh.path.count - 1].line = line
    mesh.path[mesh.path.count - 1].marked = targets[line]
  }
}
