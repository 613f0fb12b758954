import TestSupport
import Testing

@testable import Resilience

@Suite struct TimeTests {
  @Test func sumsStopAtTheLongest() {
    #expect(Nanoseconds.longest + .seconds(1) == .longest)
    #expect(Nanoseconds(.min) - .seconds(1) == Nanoseconds(.min))
    #expect(Nanoseconds(.min) + Nanoseconds(-1) == Nanoseconds(.min))
    #expect(Nanoseconds.zero - Nanoseconds(.min) == .longest)
    #expect(Nanoseconds.seconds(.max) == .longest)
    #expect(Nanoseconds.seconds(.min) == Nanoseconds(.min))
    #expect(Instant(nanoseconds: .max).since(Instant(nanoseconds: .min)) == .longest)
  }

  @Test func threadsThatOvertakeOneAnotherShiftNothing() {
    var time = ForwardTime(.at(5000))
    #expect(time.read(.at(4000)) == .at(5000))
    #expect(time.read(.at(5100)) == .at(5100))
    #expect(time.outward(.at(5100)) == .at(5100))
  }

  @Test func aClockSetBackGoesOnFromThere() {
    var time = ForwardTime(.at(5000))
    #expect(time.read(.at(1000)) == .at(5000))
    #expect(time.read(.at(1250)) == .at(5250))
    #expect(time.outward(.at(5250)) == .at(1250))
    #expect(time.inward(.at(1250)) == .at(5250))
  }

  @Test func lookingDoesNotMoveTime() {
    var time = ForwardTime(.at(0))
    #expect(time.peek(.at(9000)) == .at(9000))
    #expect(time.read(.at(10)) == .at(10))
  }

  @Test(arguments: 1...20)
  func neverRunsBackwards(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    var time = ForwardTime(.at(0))
    var reading = Instant.at(0)
    var latest = Instant.at(0)
    for _ in 1...2000 {
      let step = generator.length(.seconds(-3), .seconds(3))
      reading = reading + step
      let now = time.read(reading)
      #expect(now >= latest)
      // However the clock is set, time never runs faster than it did while it ran forward.
      #expect(now.since(latest) <= max(step, .zero))
      latest = now
    }
  }

  @Test func anOpenBreakerOutlivesAClockSetBack() throws {
    var breaker = try CircuitBreaker(.trippingAfter(1), now: .at(3_600_000))
    _ = breaker.call(.failure, at: 3_600_000)
    #expect(breaker.call(.success, at: 0).count == 1)
    let report = breaker.report(now: .at(0))
    #expect(report.nextProbe == .at(5000) && report.since == .at(0))
    #expect(breaker.call(.success, at: 4999).count == 1)
    #expect(breaker.call(.success, at: 5000) == [.halfOpened, .closed(successes: 1)])
  }
}
