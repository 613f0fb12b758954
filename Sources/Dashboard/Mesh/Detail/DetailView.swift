import MeshModel
import Terminal

extension DashboardState {
  /// The text of the service, edge or instance that is open; nil when it is not there any more, or
  /// something else is open.
  func detailText(columns: Int = 76) -> DetailText? {
    guard let snapshot = mesh.frame?.snapshot else { return nil }
    var text = DetailText(self, snapshot, columns: columns)
    switch mesh.place {
    case .service(let name):
      guard let service = snapshot.services.first(where: { $0.name == name }) else { return nil }
      text.add(service)
    case .edge(let from, let to):
      let edge = snapshot.edges.first { $0.from == from && $0.to == to }
      let way = MessageWay(from: from, to: to, in: snapshot)
      if edge == nil, way == nil { return nil }
      if let edge { text.add(edge) }
      if let way { text.add(way, isAlone: edge == nil) }
    case .instance(let id, let name):
      guard let service = snapshot.services.first(where: { $0.name == name }),
        let instance = service.instances.first(where: { $0.id == id })
      else { return nil }
      text.add(instance, of: service)
    case .table, .logs, .requestLogs, .traces, .trace: return nil
    }
    return text
  }

  func drawDetail(in area: Area, on frame: inout Frame) {
    guard let text = detailText(columns: area.columns - 1) else {
      let gone = Sentence.gone(mesh.place.target ?? "")
      frame.buffer.draw(
        Lines(Lines.wrapped(gone, columns: area.columns, style: TextStyle(.warning))), in: area)
      return
    }
    let events = area.rows >= 16 ? min(6, area.rows / 4) : 0
    let parts = area.rows([.flexible(), .fixed(events)])
    draw(text.entries, in: parts[0], on: &frame)
    drawEvents(in: parts[1], about: mesh.place, on: &frame)
  }

  private func draw(_ entries: [DetailText.Entry], in area: Area, on frame: inout Frame) {
    let targets = entries.indices.filter { entries[$0].target != nil }
    let line =
      targets.isEmpty ? mesh.line : markedLine(targets.compactMap { entries[$0].target })
    let marked = targets.indices.contains(line) ? targets[line] : nil
    let offset = Self.offset(
      marked, isFresh: mesh.path.last?.marked == nil, isLast: line == targets.count - 1, line,
      count: entries.count, visible: area.rows)
    for (row, index) in (offset..<min(entries.count, offset + area.rows)).enumerated() {
      let place = area.line(row)
      frame.buffer.draw(entries[index].line, at: place.origin, limit: area.columns - 1)
      guard let target = targets.firstIndex(of: index) else { continue }
      if index == marked {
        frame.buffer.draw("▸", at: place.origin, style: TextStyle(.accent))
        frame.buffer.paint(place.dropping(right: 1), surface: .selected)
      }
      frame.onClick(place, .select(target))
    }
    let edge = Area(column: area.endColumn - 1, row: area.row, columns: 1, rows: area.rows)
    frame.buffer.draw(
      ScrollBar(offset: offset, count: entries.count, visible: area.rows), in: edge)
  }

  /// The first line shown: the head of the text stays as long as what is marked is in sight. What has
  /// nothing to mark is scrolled line by line.
  private static func offset(
    _ marked: Int?, isFresh: Bool, isLast: Bool, _ line: Int, count: Int, visible: Int
  ) -> Int {
    let most = max(0, count - visible)
    guard let marked else { return min(most, line) }
    if line == 0, marked < visible || isFresh { return 0 }
    return isLast ? min(most, marked) : min(most, max(0, marked + 2 - visible))
  }
}
