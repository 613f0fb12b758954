import Testing

@testable import Resilience

@Suite struct BreakerModeTests {
  @Test func forcedOpenRefusesEverythingUntilLetGo() throws {
    var breaker = try CircuitBreaker(.trippingAfter(1), now: .at(0))
    #expect(Array(breaker.switchMode(to: .forcedOpen, now: .at(1))) == [.forced(.forcedOpen)])
    #expect(breaker.call(.success, at: 1_000_000) == [.callNotPermitted(.forcedOpen)])
    #expect(breaker.state(at: 1_000_000) == .forcedOpen)
    #expect(breaker.report(now: .at(1_000_000)).since == .at(1))
    #expect(breaker.switchMode(to: .forcedOpen, now: .at(2)).isEmpty)
    #expect(Array(breaker.switchMode(to: .automatic, now: .at(3))) == [.forced(.automatic)])
    #expect(breaker.call(.success, at: 4).isEmpty)
    #expect(breaker.state(at: 4) == .closed)
  }

  @Test func forcedClosedPermitsAndCounts() throws {
    var breaker = try CircuitBreaker(.trippingAfter(1), now: .at(0))
    _ = breaker.call(.failure, at: 0)
    _ = breaker.switchMode(to: .forcedClosed, now: .at(1))
    for _ in 1...3 { #expect(breaker.call(.failure, at: 2).isEmpty) }
    let report = breaker.report(now: .at(2))
    #expect(report.state == .forcedClosed && report.trips == 1)
    #expect(report.counts == OutcomeCounts(calls: 3, failures: 3, slow: 0))
    #expect(report.failuresInRow == 3 && report.distance == nil)
  }

  @Test func lettingGoForgetsWhatWasCounted() throws {
    var breaker = try CircuitBreaker(.trippingAfter(2), now: .at(0))
    _ = breaker.switchMode(to: .forcedClosed, now: .at(1))
    for _ in 1...3 { _ = breaker.call(.failure, at: 2) }
    _ = breaker.switchMode(to: .automatic, now: .at(3))
    #expect(breaker.call(.failure, at: 4).isEmpty)
    #expect(breaker.report(now: .at(4)).counts == OutcomeCounts(.failure))
  }

  @Test func disabledPermitsAndCountsNothing() throws {
    var breaker = try CircuitBreaker(.trippingAfter(1), now: .at(0))
    _ = breaker.switchMode(to: .disabled, now: .at(1))
    for _ in 1...3 { #expect(breaker.call(.failure, at: 2).isEmpty) }
    let report = breaker.report(now: .at(2))
    #expect(report.state == .disabled && report.counts == .zero && report.lateOutcomes == 0)
  }

  @Test(arguments: BreakerMode.allCases)
  func aPermitFromBeforeIsLate(mode: BreakerMode) throws {
    var breaker = try CircuitBreaker(.trippingAfter(1), now: .at(0))
    _ = breaker.call(.failure, at: 0)
    let probe = try breaker.begin(at: 5000)
    let changes = breaker.switchMode(to: mode, now: .at(5001))
    #expect(changes.isEmpty == (mode == .automatic))
    let events = breaker.record(.failure, for: probe, now: .at(5002))
    #expect(events.isEmpty == (mode != .automatic))
    #expect(breaker.report(now: .at(5002)).probesUnderWay == 0)
  }
}
