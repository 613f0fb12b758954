internal import MeshModel

/// What has to be remembered of a server from look to look, because a single row does not tell.
struct ServerMemory {
  /// Of the breaker that marks the server down.
  private var state = BreakerCondition.closed
  /// It is out of the rotation for what it answered to requests, or on its way back.
  private(set) var isMarkedDown = false
  /// Why, in HAProxy's words.
  private var reason: String?
  /// When the state began, where that was before the first look. Microseconds of the wall clock.
  private var since: Int?
  /// Attempts that came to nothing: HAProxy does not count them by themselves.
  private(set) var lostAttempts = 0.0

  init(_ row: StatTable.Row, wall: Int) {
    // The check that lets a server come up again replaces the reason, but it was marked down before.
    let wasMarkedDown = (row.number(.markedDown) ?? 0) > 0
    isMarkedDown = wasMarkedDown && Self.isOnItsWayBack(row)
    take(row)
    if let seconds = row.number(.lastChange), seconds < 1e9 {
      since = wall - Int(seconds) * 1_000_000
    }
  }

  mutating func take(_ row: StatTable.Row) {
    switch ServerStatus(row[.status] ?? "").standing {
    case .down where Self.isAboutAnswers(row):
      isMarkedDown = true
      reason = row[.lastCheck] ?? reason
    case .up where row.number(.throttle) == nil: isMarkedDown = false
    case .maintenance, .unchecked: isMarkedDown = false
    default: break
    }
    let earlier = state
    state = !isMarkedDown ? .closed : Self.isOnItsWayBack(row) ? .halfOpen : .open
    if state != earlier { since = nil }
    lostAttempts = max(lostAttempts, Self.lost(row))
  }

  /// Checks find it well again, or it is up and starts slowly.
  private static func isOnItsWayBack(_ row: StatTable.Row) -> Bool {
    ServerStatus(row[.status] ?? "").isComingUp || row.number(.throttle) != nil
  }

  /// `HANA` stands for the analysis of what was answered to requests; an asterisk before it says that
  /// a check is under way.
  private static func isAboutAnswers(_ row: StatTable.Row) -> Bool {
    row.holds("HANA", in: .checkStatus) || row.holds("* HANA", in: .checkStatus)
  }

  /// What was sent and neither answered nor is under way. While an answer is still being passed on it
  /// stands in both, so this may be less than it is, but never more. Who hangs up gets no answer and
  /// that is not the server's fault.
  private static func lost(_ row: StatTable.Row) -> Double {
    guard let sent = row.number(.sessions), let answered = row.number(.requests),
      let current = row.number(.currentSessions)
    else { return 0 }
    return max(sent - answered - current - (row.number(.clientAborts) ?? 0), 0)
  }

  /// How the server does.
  func health(_ row: StatTable.Row) -> InstanceHealth {
    ServerStatus(row[.status] ?? "").health(
      startsSlowly: row.number(.throttle) != nil, isMarkedDown: isMarkedDown)
  }

  /// The breaker that marks this server down; nil when nobody looks after it.
  func breaker(_ row: StatTable.Row, to service: String, instance: String) -> BreakerReading? {
    let status = ServerStatus(row[.status] ?? "")
    switch status.standing {
    case .up, .down, .draining: break
    case .maintenance, .unresolved, .unchecked, .unknown: return nil
    }
    var reading = BreakerReading(
      to: service, instance: instance, kind: .ejection, state: state,
      confidence: state == .halfOpen ? .derived : .reported)
    reading.since = since
    reading.reason =
      switch state {
      case .open: reason
      case .halfOpen: Self.progress(status, row)
      default: nil
      }
    // Both count more than these breakers' trips, each for another reason.
    reading.trips = row.number(.markedDown).flatMap { marked in
      row.number(.wentDown).map { min(marked, $0) }
    }
    return reading
  }

  private static func progress(_ status: ServerStatus, _ row: StatTable.Row) -> String? {
    if let progress = status.progress {
      return "\(progress.done) of \(progress.needed) checks passed"
    }
    return row.number(.throttle).map { "starts slowly, at \(Int($0))% of its weight" }
  }
}
