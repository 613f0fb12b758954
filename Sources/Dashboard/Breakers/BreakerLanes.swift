import MeshLook
import MeshModel
import Terminal

extension DashboardState {
  /// The time axis that all lanes share.
  func breakerTimeline(_ columns: BreakerColumns) -> Timeline {
    let span = mesh.breakerView.span.seconds
    let now = mesh.now?.wall ?? 0
    var end = now
    // Time that stands still is looked at from the moment it was stopped, as long as that fits.
    if mesh.paused != nil {
      let stopped = max(now, mesh.stoppedAt?.wall ?? now)
      end = min(stopped, now + span * 900_000)
    }
    return Timeline(
      end: end, columns: columns.timeline.count, span: span,
      cursor: mesh.paused == nil ? nil : now)
  }

  /// How many lanes there are beside those of the breakers, for so many rows.
  static func laneCount(rows: Int) -> Int { rows < 14 ? 2 : rows < 24 ? 3 : 6 }

  /// What else happened on the same axis: faults, the health of both sides, rate and errors of the
  /// calls; and the axis itself.
  func drawBreakerLanes(
    _ marked: Snapshot.Breaker, _ columns: BreakerColumns, _ timeline: Timeline, in area: Area,
    on frame: inout Frame
  ) {
    var lanes = [faultLane(timeline)]
    if area.rows >= 3 { lanes += [healthLane("callee", marked.to, timeline)] }
    if area.rows >= 6 {
      lanes += [healthLane("caller", marked.from, timeline)] + trafficLanes(marked, timeline)
    }
    lanes.append(("✖ probe failed ◐ probe ◆ fault ◇ its end", timeline.axis))
    for (row, lane) in lanes.enumerated() where !area.line(row).isEmpty {
      let place = area.line(row)
      frame.buffer.draw(
        lane.name, at: place.origin, style: TextStyle(.muted),
        limit: columns.timeline.lowerBound - 1)
      let start = Position(column: place.column + columns.timeline.lowerBound, row: place.row)
      frame.buffer.draw(lane.line, at: start, limit: columns.timeline.count)
    }
  }

  private typealias Lane = (name: String, line: StyledLine)

  private func faultLane(_ timeline: Timeline) -> Lane {
    // Of the past only events tell how many faults were set.
    let isNow = mesh.paused == nil
    let marks = timeline.faults(mesh.chronicle.faults, now: mesh.faults.count)
    let names = isNow ? mesh.faults.map(\.fault.target) : []
    let shown = names.isEmpty ? "" : ": \(names.joined(separator: ", "))"
    return ("faults\(shown)", timeline.line(marks))
  }

  private func healthLane(_ side: String, _ name: String, _ timeline: Timeline) -> Lane {
    let service = mesh.frame?.snapshot?.services.first { $0.name == name }
    guard let service else { return ("\(side) \(name) is not seen", .empty) }
    let marks = timeline.health(of: service, mesh.chronicle.events(of: name))
    return ("\(side) \(name) \(service.health.status.rawValue)", timeline.line(marks))
  }

  /// Rate and errors of the calls the breaker guards.
  private func trafficLanes(_ breaker: Snapshot.Breaker, _ timeline: Timeline) -> [Lane] {
    let past = mesh.history.traffic(from: breaker.from, to: breaker.to)
    let now = markedEdge?.traffic
    let rates = timeline.bars(past.map { ($0.wall, $0.figures.answersPerSecond) }) { _ in .info }
    let errors = timeline.bars(past.map { ($0.wall, $0.figures.errorRatio) }, top: 1) {
      $0 >= 0.1 ? .bad : $0 > 0 ? .warning : .muted
    }
    return [
      ("calls \(Figures.rate(now?.answersPerSecond))/s", timeline.line(rates)),
      ("errors of them \(Figures.share(now?.errorRatio))", timeline.line(errors)),
    ]
  }

  /// The calls the marked breaker guards.
  var markedEdge: Snapshot.Edge? {
    guard let breaker = markedBreaker else { return nil }
    return mesh.frame?.snapshot?.edges.first { $0.from == breaker.from && $0.to == breaker.to }
  }
}
