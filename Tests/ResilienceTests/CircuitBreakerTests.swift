import Testing

@testable import Resilience

@Suite struct CircuitBreakerTests {
  @Test func tripsOnFailuresInARow() throws {
    var breaker = try CircuitBreaker(.trippingAfter(3), now: .at(0))
    #expect(breaker.call(.failure, at: 1).isEmpty)
    #expect(breaker.call(.slowFailure, at: 2).isEmpty)
    #expect(breaker.call(.success, at: 3).isEmpty)
    #expect(breaker.call(.failure, at: 4).isEmpty)
    #expect(breaker.call(.ignored, at: 5).isEmpty)
    #expect(breaker.call(.failure, at: 6).isEmpty)
    #expect(
      breaker.call(.failure, at: 7) == [.opened(.consecutiveFailures(3), nextProbe: .at(5007))])
    #expect(
      breaker.call(.success, at: 1007)
        == [.callNotPermitted(.open(retryAfter: .milliseconds(4000)))])
  }

  @Test func tripsOnTheFailureRateOfEnoughCalls() throws {
    let settings = BreakerSettings.hystrix.with {
      $0.minimumCalls = 4
      $0.failureRatePercent = 75
    }
    var breaker = try CircuitBreaker(settings, now: .at(0))
    for time in 1...3 { #expect(breaker.call(.failure, at: Int64(time)).isEmpty) }
    #expect(
      breaker.call(.success, at: 4)
        == [.opened(.failureRate(failures: 3, calls: 4), nextProbe: .at(5004))])
  }

  @Test func tripsOnSlowCallsWhetherTheyFailedOrNot() throws {
    let settings = BreakerSettings.resilience4j.with {
      $0.window = .calls(4)
      $0.minimumCalls = 4
      $0.failureRatePercent = nil
      $0.slowCallRatePercent = 50
    }
    var breaker = try CircuitBreaker(settings, now: .at(0))
    for outcome in [Outcome.failure, .success, .slow] { _ = breaker.call(outcome, at: 1) }
    #expect(
      breaker.call(.slowFailure, at: 2)
        == [.opened(.slowCallRate(slow: 2, calls: 4), nextProbe: .at(60_002))])
  }

  @Test func callWindowForgetsTheOldestCall() throws {
    let settings = BreakerSettings.hystrix.with {
      $0.window = .calls(2)
      $0.minimumCalls = 2
      $0.failureRatePercent = 100
    }
    var breaker = try CircuitBreaker(settings, now: .at(0))
    for outcome in [Outcome.failure, .success, .failure] {
      #expect(breaker.call(outcome, at: 1).isEmpty)
    }
    #expect(breaker.call(.failure, at: 1).count == 1)
  }

  @Test func timeWindowForgetsBucketByBucket() throws {
    var breaker = try CircuitBreaker(.hystrix, now: .at(0))
    _ = breaker.call(.failure, at: 0)
    _ = breaker.call(.success, at: 1000)
    let both = OutcomeCounts(calls: 2, failures: 1, slow: 0)
    #expect(breaker.report(now: .at(9_999)).counts == both)
    #expect(breaker.report(now: .at(10_000)).counts == OutcomeCounts(.success))
    #expect(breaker.report(now: .at(11_000)).counts == .zero)
    #expect(breaker.report(now: .at(1_000_000_000)).counts == .zero)
  }

  @Test func probesCloseItAgain() throws {
    let settings = BreakerSettings.trippingAfter(1).with {
      $0.permittedProbes = 2
      $0.successesToClose = 3
    }
    var breaker = try CircuitBreaker(settings, now: .at(0))
    _ = breaker.call(.failure, at: 0)
    let first = breaker.admit(now: .at(5000))
    guard case .permitted(let one) = first.decision else {
      Issue.record("the first probe is due")
      return
    }
    #expect(one.isProbe)
    #expect(Array(first.events) == [.halfOpened])
    let two = try breaker.begin(at: 5001)
    #expect(
      breaker.admit(now: .at(5002)).decision
        == .refused(.probing(retryAfter: .milliseconds(9998))))
    #expect(breaker.record(.success, for: one, now: .at(5003)).isEmpty)
    #expect(breaker.record(.slow, for: two, now: .at(5004)).isEmpty)
    #expect(breaker.call(.success, at: 5005) == [.closed(successes: 3)])
    let report = breaker.report(now: .at(5005))
    #expect(report.state == .closed && report.reason == nil && report.trips == 1)
    #expect(report.counts == .zero && report.failuresInRow == 0)
  }

  @Test(arguments: [
    (Outcome.failure, ProbeFailure.failed), (.slowFailure, .failed), (.slow, .slow),
  ])
  func aFailedProbeOpensItAgain(outcome: Outcome, failure: ProbeFailure) throws {
    let settings = BreakerSettings.trippingAfter(1).with { $0.slowCallRatePercent = 100 }
    var breaker = try CircuitBreaker(settings, now: .at(0))
    _ = breaker.call(.failure, at: 0)
    #expect(
      breaker.call(outcome, at: 5000) == [
        .halfOpened, .probeFailed(failure), .opened(.probe(failure), nextProbe: .at(10_000)),
      ])
    #expect(breaker.report(now: .at(5000)).trips == 2)
  }

  @Test func aProbeThatNeverReturnsHasFailed() throws {
    var breaker = try CircuitBreaker(.trippingAfter(1), now: .at(0))
    _ = breaker.call(.failure, at: 0)
    let probe = try breaker.begin(at: 5000)
    #expect(breaker.elapse(now: .at(14_999)).isEmpty)
    let answer = breaker.admit(now: .at(15_000))
    #expect(
      Array(answer.events) == [
        .probeFailed(.timedOut), .opened(.probe(.timedOut), nextProbe: .at(20_000)),
        .callNotPermitted(.open(retryAfter: .seconds(5))),
      ])
    #expect(breaker.record(.success, for: probe, now: .at(15_001)).isEmpty)
    #expect(breaker.state(at: 15_001) == .open)
    #expect(breaker.report(now: .at(15_001)).lateOutcomes == 1)
  }

  /// As after an instance was replaced: the outage is not to last longer than the fault.
  @Test func theNextCallCanBeMadeTheProbe() throws {
    var breaker = try CircuitBreaker(.trippingAfter(1), now: .at(0))
    breaker.probeNext(now: .at(0))
    #expect(breaker.state(at: 0) == .closed)
    _ = breaker.call(.failure, at: 0)
    breaker.probeNext(now: .at(100))
    #expect(breaker.report(now: .at(100)).state == .open)
    #expect(breaker.report(now: .at(100)).nextProbe == .at(100))
    let old = try breaker.begin(at: 101)
    #expect(old.isProbe)
    // A probe under way went to the one before: whatever comes of it, the next decides.
    breaker.probeNext(now: .at(102))
    let new = try breaker.begin(at: 103)
    #expect(breaker.record(.failure, for: old, now: .at(104)).isEmpty)
    #expect(breaker.state(at: 104) == .halfOpen)
    #expect(Array(breaker.record(.success, for: new, now: .at(105))) == [.closed(successes: 1)])
  }

  @Test(arguments: [BreakerMode.forcedOpen, .forcedClosed, .disabled])
  func aPersonsWordStandsWhoeverIsNew(mode: BreakerMode) throws {
    var breaker = try CircuitBreaker(.trippingAfter(1), now: .at(0))
    _ = breaker.switchMode(to: mode, now: .at(0))
    let before = breaker.report(now: .at(1))
    breaker.probeNext(now: .at(1))
    #expect(breaker.report(now: .at(1)) == before)
  }

  @Test func anIgnoredProbeMakesRoomForAnother() throws {
    var breaker = try CircuitBreaker(.trippingAfter(1), now: .at(0))
    _ = breaker.call(.failure, at: 0)
    #expect(breaker.call(.ignored, at: 5000) == [.halfOpened])
    #expect(breaker.call(.success, at: 5001) == [.closed(successes: 1)])
  }

  @Test func outcomesFromAnEarlierStateDoNotCount() throws {
    var breaker = try CircuitBreaker(.trippingAfter(2), now: .at(0))
    let early = try breaker.begin(at: 0)
    let other = try breaker.begin(at: 0)
    for _ in 1...2 { _ = breaker.call(.failure, at: 1) }
    #expect(breaker.record(.failure, for: early, now: .at(2)).isEmpty)
    let probe = try breaker.begin(at: 5001)
    #expect(breaker.record(.success, for: other, now: .at(5002)).isEmpty)
    #expect(breaker.state(at: 5002) == .halfOpen)
    #expect(Array(breaker.record(.success, for: probe, now: .at(5003))) == [.closed(successes: 1)])
    #expect(breaker.record(.failure, for: probe, now: .at(5004)).isEmpty)
    let report = breaker.report(now: .at(5004))
    #expect(report.lateOutcomes == 3 && report.failuresInRow == 0)
  }

  @Test func aProbeCountsOnce() throws {
    let settings = BreakerSettings.trippingAfter(1).with { $0.successesToClose = 2 }
    var breaker = try CircuitBreaker(settings, now: .at(0))
    _ = breaker.call(.failure, at: 0)
    let probe = try breaker.begin(at: 5000)
    for _ in 1...3 { #expect(breaker.record(.success, for: probe, now: .at(5001)).isEmpty) }
    #expect(breaker.state(at: 5001) == .halfOpen)
  }

  @Test func theOpenDurationGrowsUntilItCloses() throws {
    let settings = BreakerSettings.linkerd.with {
      $0.growth = BreakerGrowth(factor: 2, cap: .seconds(5))
    }
    var breaker = try CircuitBreaker(settings, now: .at(0))
    for _ in 1...7 { _ = breaker.call(.failure, at: 0) }
    var time: Int64 = 0
    for seconds: Int64 in [1, 2, 4, 5, 5] {
      time += seconds * 1000
      #expect(breaker.report(now: .at(time)).nextProbe == .at(time))
      #expect(breaker.call(.failure, at: time).count == 3)
    }
    #expect(breaker.call(.success, at: time + 5000).last == .closed(successes: 1))
    for _ in 1...7 { _ = breaker.call(.failure, at: 100_000) }
    #expect(breaker.report(now: .at(100_000)).nextProbe == .at(101_000))
  }
}
