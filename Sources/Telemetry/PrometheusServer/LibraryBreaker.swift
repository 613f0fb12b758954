internal import MeshModel

/// A breaker of resilience4j and what it counts.
struct LibraryBreaker {
  private var state: String?
  private var failurePercent: Double?
  private var counts = TrafficCounts()

  mutating func take(_ name: String?, _ value: Double) {
    if value > 0 { state = name }
  }

  /// -1 says that there were not enough calls yet.
  mutating func fails(_ percent: Double) { failurePercent = percent >= 0 ? percent : nil }

  /// A call that went through. An ignored one failed in a way that is not the callee's fault.
  mutating func called(_ kind: String?, _ value: Double) {
    switch kind {
    case "failed":
      counts.add(value, to: .failedAttempts)
      counts.add(value, to: .unanswered)
    case "successful", "ignored": counts.add(value, to: .success)
    default: return
    }
    counts.add(value, to: .attempts)
  }

  /// Calls that were not let through: their callers got no answer.
  mutating func refused(_ value: Double) { counts.add(value, to: .shed) }

  mutating func saved(_ value: Double) { counts.add(value, to: .savedByRetry) }

  /// Adds what only the library knows to what is known of the calls.
  func complete(_ known: inout Traffic) {
    for count: TrafficCount in [.shed, .savedByRetry] {
      if let value = counts[count] { known.counts[count] = value }
    }
  }

  /// The calls as the library counts them, for want of anybody else who does; nil without any.
  var traffic: Traffic? {
    guard counts[.attempts] != nil else { return nil }
    var counts = counts
    counts.add(counts[.shed] ?? 0, to: .unanswered)
    counts[.failedAttempts] = counts[.failedAttempts] ?? 0
    return Traffic(counts: counts, latency: LatencyHistogram(count: 0, sum: 0))
  }

  func reading(to service: String) -> BreakerReading? {
    let condition: BreakerCondition
    switch state {
    case "closed": condition = .closed
    case "open": condition = .open
    case "half_open": condition = .halfOpen
    case "forced_open": condition = .forcedOpen
    case "disabled", "metrics_only": condition = .disabled
    default: return nil
    }
    var reading = BreakerReading(
      to: service, kind: .library, state: condition, confidence: .reported)
    if condition.isTripped, let failurePercent {
      reading.reason = "\(Int(min(failurePercent, 100).rounded()))% of the calls failed"
    }
    return reading
  }
}
