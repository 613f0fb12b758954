import TestSupport
import Testing

@testable import Resilience

/// Random histories: calls that overlap, return late, twice or never, and people who interfere.
@Suite struct BreakerHistoryTests {
  @Test(arguments: 1...150)
  func keepsItsPromises(seed: Int) throws {
    var history = try BreakerHistory(seed: UInt64(seed), clock: .steady)
    for step in 1...500 {
      history.step()
      if let broken = history.broken {
        Issue.record("step \(step): \(broken) with \(history.breaker.settings)")
        return
      }
    }
  }

  /// The clock jumps ahead, back by a little, and back by a lot.
  @Test(arguments: 1...150)
  func keepsThemWhenTheClockIsSet(seed: Int) throws {
    var history = try BreakerHistory(seed: UInt64(seed), clock: .unsteady)
    for step in 1...500 {
      history.step()
      if let broken = history.broken {
        Issue.record("step \(step): \(broken) with \(history.breaker.settings)")
        return
      }
    }
  }

  @Test func theHistoriesGetEverywhere() throws {
    var seen: Set<BreakerState> = []
    var trips = 0
    var late = 0
    var refusals = 0
    for seed in 1...20 {
      var history = try BreakerHistory(seed: UInt64(seed), clock: .steady)
      for _ in 1...500 {
        history.step()
        seen.insert(history.report.state)
      }
      trips += history.report.trips
      late += history.report.lateOutcomes
      refusals += history.report.refusals
    }
    #expect(seen == Set(BreakerState.allCases))
    #expect(trips > 200 && late > 200 && refusals > 200)
  }

  @Test func theSameHistoryGivesTheSameReports() throws {
    func reports() throws -> [BreakerReport] {
      var history = try BreakerHistory(seed: 77, clock: .unsteady)
      return (1...500).map { _ in
        history.step()
        return history.report
      }
    }
    #expect(try reports() == reports())
  }
}
