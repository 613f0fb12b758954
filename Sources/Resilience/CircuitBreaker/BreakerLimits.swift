/// When a breaker trips, and how far it is from that.
extension CircuitBreaker {
  /// The first limit that is reached: failures in a row, then the failure rate, then slow calls.
  func reasonToTrip() -> TripReason? {
    if let limit = settings.consecutiveFailures, failuresInRow >= limit {
      return .consecutiveFailures(failuresInRow)
    }
    let counts = window.total
    guard counts.calls >= settings.minimumCalls else { return nil }
    if let percent = settings.failureRatePercent, counts.failures * 100 >= percent * counts.calls {
      return .failureRate(failures: counts.failures, calls: counts.calls)
    }
    if let percent = settings.slowCallRatePercent, counts.slow * 100 >= percent * counts.calls {
      return .slowCallRate(slow: counts.slow, calls: counts.calls)
    }
    return nil
  }

  /// How far the nearest limit is: the one that the fewest bad calls from now on would reach.
  func distance(_ counts: OutcomeCounts) -> BreakerDistance? {
    var nearest: (badCalls: Int, distance: BreakerDistance)?
    func offer(_ badCalls: Int, _ distance: BreakerDistance) {
      if badCalls < nearest?.badCalls ?? .max { nearest = (badCalls, distance) }
    }
    if let limit = settings.consecutiveFailures {
      offer(
        limit - failuresInRow,
        BreakerDistance(value: Double(failuresInRow), limit: Double(limit), unit: .failuresInRow))
    }
    if let percent = settings.failureRatePercent {
      let bad = counts.failures
      offer(badCalls(bad, counts, percent), rate(bad, counts, percent, .failurePercent))
    }
    if let percent = settings.slowCallRatePercent {
      let bad = counts.slow
      offer(badCalls(bad, counts, percent), rate(bad, counts, percent, .slowCallPercent))
    }
    return nearest?.distance
  }

  /// How many bad calls in a row would reach a rate, if no call fell out of the window meanwhile.
  private func badCalls(_ bad: Int, _ counts: OutcomeCounts, _ percent: Int) -> Int {
    let tooFewCalls = max(settings.minimumCalls - counts.calls, 1)
    let missing = percent * counts.calls - 100 * bad
    if missing <= 0 { return tooFewCalls }
    // Of nothing but bad calls one never gets 100 percent while a good one is in the window.
    if percent == 100 { return .max - 1 }
    return max(tooFewCalls, (missing + 99 - percent) / (100 - percent))
  }

  /// A rate against its limit; where it is beyond that and waits for more calls, their number.
  private func rate(
    _ bad: Int, _ counts: OutcomeCounts, _ percent: Int, _ unit: BreakerDistance.Unit
  ) -> BreakerDistance {
    if counts.calls > 0, bad * 100 >= percent * counts.calls {
      // With enough calls (good ones fell out of the window by time) the next call decides.
      let calls = min(counts.calls, settings.minimumCalls - 1)
      return BreakerDistance(
        value: Double(calls), limit: Double(settings.minimumCalls), unit: .calls)
    }
    let value = counts.calls == 0 ? 0 : Double(bad * 100) / Double(counts.calls)
    return BreakerDistance(value: value, limit: Double(percent), unit: unit)
  }
}

/// How far a closed breaker is from tripping.
public struct BreakerDistance: Sendable, Hashable {
  /// Where it stands; below `limit`.
  public let value: Double
  /// Where it trips.
  public let limit: Double
  /// What both numbers count.
  public let unit: Unit

  /// What is counted; the raw value is the text people read.
  public enum Unit: String, Sendable, Hashable, CaseIterable {
    case failuresInRow = "consecutive failures"
    case failurePercent = "failure percent"
    case slowCallPercent = "slow call percent"
    /// The rate is beyond its limit already; it trips once the window holds enough calls.
    case calls = "calls"
  }
}
