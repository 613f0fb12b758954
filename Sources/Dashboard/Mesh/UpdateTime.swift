import MeshModel
import Terminal

extension DashboardState {
  /// Stops the picture, moves it through the last minutes, or returns to now. Rounds go on coming in.
  mutating func actOnTime(_ action: Action) {
    switch action {
    case .freeze where mesh.paused != nil: mesh.resume()
    case .freeze: mesh.pause(stepsBack: 0)
    case .earlier: mesh.pause(stepsBack: 1)
    case .muchEarlier: mesh.pause(stepsBack: 10)
    case .later: mesh.pause(stepsBack: -1)
    case .muchLater: mesh.pause(stepsBack: -10)
    default: break
    }
  }
}

extension MeshTab {
  /// Goes back from what is shown by so many rounds; forwards beyond the newest is now again.
  mutating func pause(stepsBack: Int) {
    let entries = history.entries
    let shown = paused.flatMap { history.index(of: $0) } ?? entries.count - 1
    let wanted = max(0, shown - stepsBack)
    guard entries.indices.contains(wanted) else {
      resume()
      return
    }
    if paused == nil { stoppedAt = clock }
    paused = entries[wanted].number
    showPast()
  }

  /// Shows now.
  mutating func resume() {
    paused = nil
    stoppedAt = nil
    frame = live
    now = clock
    trends = liveTrends
    arrange(isForced: true)
  }

  /// Shows the round that time was stopped at; the oldest when it has been forgotten meanwhile.
  mutating func showPast() {
    guard let number = paused else { return }
    guard let entry = history.entries.first(where: { $0.number >= number }) else {
      resume()
      return
    }
    paused = entry.number
    var past = entry.frame
    past.events = (live?.events ?? []).filter { $0.at <= past.at.wall }
    frame = past
    now = past.at
    trends = history.trends(until: entry.number)
    arrange(isForced: true)
  }

  /// Seconds since the moment that is shown.
  var secondsBack: Int? {
    guard paused != nil, let clock, let now else { return nil }
    return max(0, clock.monotonic - now.monotonic) / Self.second
  }
}
