import TestSupport

@testable import Resilience

/// A breaker as slow and plain as can be: keeps every call for ever and counts from the beginning.
struct NaiveBreaker {
  let settings: BreakerSettings
  let start: Instant
  /// Calls counted in this state, with when.
  private var calls: [(Instant, Outcome)] = []

  init(_ settings: BreakerSettings, now: Instant) {
    self.settings = settings
    start = now
  }

  mutating func count(_ outcome: Outcome, _ now: Instant) {
    if outcome != .ignored { calls.append((now, outcome)) }
  }

  mutating func forget() { calls = [] }

  func counts(_ now: Instant) -> OutcomeCounts {
    switch settings.window {
    case .calls(let count):
      calls.suffix(count).reduce(.zero) { $0 + OutcomeCounts($1.1) }
    case .time(let length, let buckets):
      calls.filter { bucket($0.0, length, buckets) > bucket(now, length, buckets) - Int64(buckets) }
        .reduce(.zero) { $0 + OutcomeCounts($1.1) }
    }
  }

  private func bucket(_ time: Instant, _ length: Nanoseconds, _ buckets: Int) -> Int64 {
    time.since(start).count / (length.count / Int64(buckets))
  }

  var failuresInRow: Int {
    calls.reversed().prefix { $0.1 == .failure || $0.1 == .slowFailure }.count
  }

  func isToTrip(_ now: Instant) -> Bool {
    let counts = counts(now)
    func reached(_ part: Int, _ percent: Int?) -> Bool {
      guard let percent, counts.calls >= settings.minimumCalls else { return false }
      return Double(part) / Double(counts.calls) >= Double(percent) / 100
    }
    return failuresInRow >= settings.consecutiveFailures ?? .max
      || reached(counts.failures, settings.failureRatePercent)
      || reached(counts.slow, settings.slowCallRatePercent)
  }
}

extension BreakerSettings {
  /// Any settings that can be used, small enough for all to matter in a short history.
  static func random(_ generator: inout SeededGenerator) -> BreakerSettings {
    let calls = generator.number(1...30)
    let length = generator.length(.milliseconds(100), .seconds(5))
    var settings = BreakerSettings()
    settings.window =
      generator.once(in: 2)
      ? .calls(calls) : .time(length, buckets: generator.number(1...12))
    settings.minimumCalls = generator.number(1...calls)
    settings.failureRatePercent = generator.once(in: 3) ? nil : generator.number(1...100)
    settings.slowCallRatePercent = generator.once(in: 2) ? nil : generator.number(1...100)
    settings.consecutiveFailures = generator.once(in: 3) ? nil : generator.number(1...9)
    if settings.failureRatePercent == nil, settings.slowCallRatePercent == nil {
      settings.consecutiveFailures = generator.number(1...9)
    }
    settings.openDuration = generator.length(.milliseconds(1), .seconds(2))
    if generator.once(in: 2) {
      settings.growth = BreakerGrowth(factor: generator.number(2...4), cap: .seconds(7))
    }
    settings.permittedProbes = generator.number(1...5)
    settings.successesToClose = generator.number(1...8)
    settings.probeTimeout = generator.length(.milliseconds(1), .seconds(2))
    return settings
  }
}
