import Testing
import TestSupport

@testable import Resilience

extension Instant {
  /// So many milliseconds after the tests' zero.
  static func at(_ milliseconds: Int64) -> Instant {
    Instant(nanoseconds: 0) + .milliseconds(milliseconds)
  }
}

extension BreakerSettings {
  /// Settings that trip on this many failures in a row and on nothing else.
  static func trippingAfter(_ failures: Int) -> BreakerSettings {
    var settings = BreakerSettings()
    settings.failureRatePercent = nil
    settings.consecutiveFailures = failures
    return settings
  }

  func with(_ change: (inout BreakerSettings) -> Void) -> BreakerSettings {
    var changed = self
    change(&changed)
    return changed
  }
}

extension CircuitBreaker {
  /// Makes one call, if it is permitted, and gives all events of it.
  mutating func call(_ outcome: Outcome, at milliseconds: Int64) -> [BreakerEvent] {
    let answer = admit(now: .at(milliseconds))
    guard case .permitted(let permit) = answer.decision else { return Array(answer.events) }
    return Array(answer.events) + Array(record(outcome, for: permit, now: .at(milliseconds)))
  }

  /// Asks for a call and leaves it under way.
  mutating func begin(at milliseconds: Int64) throws -> BreakerPermit {
    guard case .permitted(let permit) = admit(now: .at(milliseconds)).decision else {
      throw HarnessError("not permitted at \(milliseconds) ms")
    }
    return permit
  }

  func state(at milliseconds: Int64) -> BreakerState { report(now: .at(milliseconds)).state }
}

extension SeededGenerator {
  mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &self) }

  mutating func length(_ low: Nanoseconds, _ high: Nanoseconds) -> Nanoseconds {
    Nanoseconds(.random(in: low.count...high.count, using: &self))
  }

  /// True once in so many times.
  mutating func once(in times: Int) -> Bool { number(1...times) == 1 }
}
