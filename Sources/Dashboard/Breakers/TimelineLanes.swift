import MeshLook
import MeshModel
import Terminal

extension Timeline {
  /// The states of a breaker. A half-open one lasts milliseconds: it is drawn from its event.
  ///
  /// - Parameters:
  ///   - events: what happened to it, the oldest first.
  ///   - seen: the states that rounds saw it in, for breakers of which no events tell.
  func lane(
    of breaker: Snapshot.Breaker, _ events: [MeshEvent],
    seen: () -> [(wall: Int, state: BreakerCondition)] = { [] }
  ) -> [Mark] {
    let own = events.filter { Self.isOfBreaker($0.kind) }
    guard let first = own.first else { return laneWithoutEvents(breaker, seen()) }
    let open = Mark("╳", .bad)
    let closed = Mark("─", .ok)
    var changes: [Change] = []
    for (index, event) in own.enumerated() {
      switch event.kind {
      case .breakerOpen:
        let failed = index > 0 && own[index - 1].kind == .probeFailed
        changes.append(
          Change(at: event.at, mark: Mark("╳", .bad, 1), holds: open, counts: !failed))
      case .breakerHalfOpen:
        let half = Mark("◐", .warning)
        changes.append(
          Change(at: event.at, mark: Mark("◐", .warning, 3), holds: half, counts: false))
      case .probeFailed:
        changes.append(Change(at: event.at, mark: Mark("✖", .bad, 4), holds: open))
      case .breakerClosed:
        changes.append(Change(at: event.at, mark: Mark("─", .ok, 1), holds: closed))
      default: break
      }
    }
    return lane(first.kind == .breakerOpen ? closed : open, changes)
  }

  private static func isOfBreaker(_ kind: EventKind) -> Bool {
    [.breakerOpen, .breakerHalfOpen, .breakerClosed, .probeFailed].contains(kind)
  }

  /// What is known without events: since when it is as it is, and what rounds saw before that.
  private func laneWithoutEvents(
    _ breaker: Snapshot.Breaker, _ seen: [(wall: Int, state: BreakerCondition)]
  ) -> [Mark] {
    func mark(_ state: BreakerCondition) -> Mark { Mark(state.sign, state.role) }
    let since = breaker.since ?? .max
    if since <= start { return lane(mark(breaker.state), []) }
    var changes: [Change] = []
    var last: BreakerCondition?
    for look in seen where look.wall < since && look.state != last {
      changes.append(Change(at: look.wall, mark: mark(look.state), holds: mark(look.state)))
      last = look.state
    }
    if breaker.since != nil || changes.isEmpty {
      let at = min(since, end)
      changes.append(Change(at: at, mark: mark(breaker.state), holds: mark(breaker.state)))
    }
    return lane(nil, changes)
  }

  /// Whether anything was broken on purpose: from the first fault that was set to the last that ended.
  ///
  /// - Parameter now: how many faults are set at the end.
  func faults(_ events: [MeshEvent], now: Int) -> [Mark] {
    let off = Mark("·", .border)
    let on = Mark("━", .fault)
    // Those that are still set were set by events that may have been forgotten.
    let before = max(0, events.reduce(now) { $0 + ($1.kind == .faultOn ? -1 : 1) })
    var count = before
    let changes = events.map { event -> Change in
      count = max(0, count + (event.kind == .faultOn ? 1 : -1))
      let mark = event.kind == .faultOn ? Mark("◆", .fault, 2) : Mark("◇", .fault, 1)
      return Change(at: event.at, mark: mark, holds: count > 0 ? on : off)
    }
    return lane(before > 0 ? on : off, changes)
  }

  /// The health of a service.
  func health(of service: Snapshot.Service, _ events: [MeshEvent]) -> [Mark] {
    func mark(_ status: Health.Status?) -> Mark? {
      status.map { Mark($0.sign, $0.role, $0.gravity) }
    }
    let own = events.filter { $0.kind == .health }
    let changes = own.compactMap { event in
      mark(event.turn?.to).map { Change(at: event.at, mark: $0, holds: $0.lasting) }
    }
    let first = own.first.map { $0.turn?.from } ?? service.health.status
    return lane(mark(first)?.lasting, changes)
  }
}

extension Timeline.Mark {
  /// The same as something that lasts: it gives way to what happens.
  fileprivate var lasting: Timeline.Mark { Timeline.Mark(glyph, role) }
}

extension MeshEvent {
  /// The two sides of a change of health, as in `healthy to failing: …`.
  var turn: (from: Health.Status, to: Health.Status)? {
    let words = detail.prefix { $0 != ":" }.split(separator: " ").map(String.init)
    guard words.count == 3, let from = Health.Status(rawValue: words[0]),
      let to = Health.Status(rawValue: words[2])
    else { return nil }
    return (from, to)
  }
}
