import MeshModel
import Terminal

extension DashboardState {
  /// A service in detail; nil when it is not there any more.
  func serviceText(_ name: String, columns: Int = 76) -> ServiceText? {
    guard let snapshot = mesh.frame?.snapshot,
      let service = snapshot.services.first(where: { $0.name == name })
    else { return nil }
    return ServiceText(self, service, snapshot, columns: columns)
  }

  func drawService(_ name: String, in area: Area, on frame: inout Frame) {
    guard let text = serviceText(name, columns: area.columns - 1) else {
      let gone = "The service \(name) is not there any more; Esc goes back to all."
      frame.buffer.draw(
        Lines(Lines.wrapped(gone, columns: area.columns, style: TextStyle(.warning))), in: area)
      return
    }
    let events = area.rows >= 16 ? min(6, area.rows / 4) : 0
    let parts = area.rows([.flexible(), .fixed(events)])
    draw(text.entries, in: parts[0], on: &frame)
    drawEvents(in: parts[1], about: name, on: &frame)
  }

  private func draw(_ entries: [ServiceText.Entry], in area: Area, on frame: inout Frame) {
    let targets = entries.indices.filter { entries[$0].target != nil }
    let marked = targets.indices.contains(mesh.line) ? targets[mesh.line] : nil
    let offset = Scroll.offset(
      selected: mesh.line == 0 ? 0 : marked ?? 0, count: entries.count, visible: area.rows)
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
}
