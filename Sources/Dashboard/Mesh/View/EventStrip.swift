import MeshLook
import MeshModel
import Terminal

extension DashboardState {
  /// The latest events about what is open, the newest at the top.
  func drawEvents(in area: Area, about place: MeshPlace = .table, on frame: inout Frame) {
    let events = (mesh.frame?.events ?? []).filter { event in
      switch place {
      case .service(let name): event.concerns(name)
      case .instance(let id, let service):
        event.subject.split(separator: ":").contains { $0 == id } || event.subject == service
      case .edge(let from, let to):
        event.concerns(to) || event.concerns(from) && !event.subject.contains(":")
      case .table, .logs, .requestLogs, .traces, .trace: true
      }
    }
    drawEvents(events, in: area, on: &frame)
  }

  /// The latest events of a breaker, of the health of both its sides, and of all faults.
  func drawEvents(in area: Area, about breaker: Snapshot.Breaker, on frame: inout Frame) {
    let subjects: Set = [breaker.subject, breaker.from, breaker.to, breaker.callee]
    let now = mesh.now?.wall ?? 0
    drawEvents(mesh.chronicle.events(of: subjects, until: now), in: area, on: &frame)
  }

  private func drawEvents(_ events: [MeshEvent], in area: Area, on frame: inout Frame) {
    guard area.rows >= 2 else { return }
    let rule = String(repeating: "─", count: area.columns)
    frame.buffer.draw(rule, at: area.origin, style: TextStyle(.border))
    let title = Position(column: area.column + 2, row: area.row)
    frame.buffer.draw(" what happened, newest first ", at: title, style: TextStyle(.muted))
    guard !events.isEmpty else {
      frame.buffer.draw(
        "nothing yet", at: area.line(1).origin, style: TextStyle(.muted), limit: area.columns)
      return
    }
    for (row, event) in events.reversed().prefix(area.rows - 1).enumerated() {
      frame.buffer.draw(
        eventLine(event, columns: area.columns), at: area.line(row + 1).origin, limit: area.columns)
    }
  }

  private func eventLine(_ event: MeshEvent, columns: Int) -> StyledLine {
    let look = event.look
    let age = ageWords(event.at) ?? ""
    let subject = event.subject.replacing(":", with: " to ")
    let width = columns >= 100 ? 24 : columns >= 76 ? 20 : 16
    return StyledLine([
      StyledSpan(TextWidth.padded(age, to: 6, at: .trailing) + "  ", TextStyle(.muted)),
      StyledSpan(TextWidth.padded("\(look.sign) \(look.words)", to: 15), TextStyle(look.role)),
      StyledSpan(TextWidth.padded(subject, to: width) + " ", TextStyle(.text)),
      StyledSpan(event.detail, TextStyle(.muted)),
    ])
  }
}

extension MeshEvent {
  /// Whether a service, one of its instances, or an edge from or to it is the subject.
  func concerns(_ service: String) -> Bool {
    subject.split(separator: ":").contains { part in
      guard part.hasPrefix(service) else { return false }
      let rest = part.dropFirst(service.count)
      return rest.isEmpty || rest.first == "-" && rest.dropFirst().allSatisfy(\.isNumber)
    }
  }
}
