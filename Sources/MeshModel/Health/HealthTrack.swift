/// Follows the health of one service from look to look, so that it does not flap.
///
/// Between healthy, degraded and failing a turn needs several looks one after the other that agree
/// that it is no longer as it was; anything else is taken over at once.
struct HealthTrack: Sendable {
  private(set) var current: Health
  /// Looks in a row that said something else.
  private var doubts = 0

  /// Nobody knows how long it had been so.
  init(_ first: Health) { current = first }

  /// Takes the latest verdict; gives the status that was left, when health turned.
  mutating func take(
    _ verdict: Health, at wall: Int, confirmations: Int
  ) -> Health.Status? {
    // Fewer requests are no sign that it got better.
    let isSame = verdict.status == current.status || (current.status == .failing && verdict.isThin)
    if isSame {
      doubts = 0
      let (status, since) = (current.status, current.since)
      current = verdict
      current.status = status
      current.since = since
      return nil
    }
    doubts += 1
    // Before there was a window, nothing was seen that could be doubted now.
    let hasWindow = current.sample != nil
    if hasWindow, Self.flaps(current.status), Self.flaps(verdict.status), doubts < confirmations {
      // The figures beside it are the latest; a reason of old would contradict them.
      current.sample = verdict.sample
      current.reason = "\(verdict.reason); \(verdict.status.rawValue) if the next look agrees"
      return nil
    }
    let left = current.status
    doubts = 0
    current = verdict
    current.since = wall
    return left
  }

  private static func flaps(_ status: Health.Status) -> Bool {
    status == .healthy || status.isIll
  }
}
