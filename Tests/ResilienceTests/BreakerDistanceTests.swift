import TestSupport
import Testing

@testable import Resilience

@Suite struct BreakerDistanceTests {
  private func distance(
    after outcomes: [Outcome], _ change: (inout BreakerSettings) -> Void = { _ in }
  ) throws -> BreakerDistance? {
    var breaker = try CircuitBreaker(BreakerSettings().with(change), now: .at(0))
    for outcome in outcomes { _ = breaker.call(outcome, at: 0) }
    return breaker.report(now: .at(0)).distance
  }

  @Test func countsFailuresInARow() throws {
    #expect(
      try distance(after: [.failure, .failure, .failure])
        == BreakerDistance(value: 3, limit: 5, unit: .failuresInRow))
    #expect(
      try distance(after: []) == BreakerDistance(value: 0, limit: 5, unit: .failuresInRow))
  }

  @Test func namesTheLimitThatIsNearest() throws {
    let half = [Outcome](repeating: .success, count: 21) + .init(repeating: .failure, count: 19)
    #expect(
      try distance(after: half) { $0.consecutiveFailures = 30 }
        == BreakerDistance(value: 47.5, limit: 50, unit: .failurePercent))
    let slow = [Outcome](repeating: .success, count: 15) + .init(repeating: .slow, count: 5)
    #expect(
      try distance(after: slow) {
        $0.slowCallRatePercent = 26
        $0.consecutiveFailures = nil
      } == BreakerDistance(value: 25, limit: 26, unit: .slowCallPercent))
  }

  @Test func showsTheCallsThatARateWaitsFor() throws {
    #expect(
      try distance(after: [.failure, .failure, .success]) { $0.consecutiveFailures = nil }
        == BreakerDistance(value: 3, limit: 20, unit: .calls))
  }

  @Test func isUnknownOnceTripped() throws {
    #expect(try distance(after: .init(repeating: .failure, count: 5)) == nil)
  }

  /// The fewest bad calls that trip are counted by trying; the distance named must be of the limit
  /// that trips, and its value below its limit until then.
  @Test(arguments: 1...600)
  func namesTheLimitThatTripsNext(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let settings = BreakerSettings().with {
      // Too long for anything to fall out of it.
      $0.window = .calls(1000)
      $0.minimumCalls = generator.number(1...30)
      $0.failureRatePercent = generator.number(1...99)
      $0.consecutiveFailures = generator.number(1...20)
    }
    var breaker = try CircuitBreaker(settings, now: .at(0))
    for _ in 0..<generator.number(0...60) {
      _ = breaker.call(generator.once(in: 4) ? .failure : .success, at: 0)
    }
    guard let distance = breaker.report(now: .at(0)).distance else { return }
    #expect(distance.value < distance.limit)
    while breaker.state(at: 0) == .closed { _ = breaker.call(.failure, at: 0) }
    let report = breaker.report(now: .at(0))
    guard case .failureRate = report.reason else {
      #expect(distance.unit == .failuresInRow)
      return
    }
    #expect([.failurePercent, .calls].contains(distance.unit))
  }
}
