import Testing

@testable import Resilience

@Suite struct OutcomeTests {
  @Test(arguments: [
    (100, Ending.answered), (204, .answered), (302, .answered), (400, .clientError),
    (404, .clientError), (429, .throttled), (499, .clientError), (500, .serverError),
    (503, .unavailable), (504, .serverError), (599, .serverError), (600, .answered),
    (-1, .answered),
  ])
  func statusesHaveEndings(status: Int, ending: Ending) {
    #expect(Ending(status: status) == ending)
  }

  private static let rows: [(Ending, quick: Outcome, slow: Outcome)] = [
    (.answered, .success, .slow), (.clientError, .success, .slow),
    (.throttled, .ignored, .ignored), (.serverError, .failure, .slowFailure),
    (.unavailable, .failure, .slowFailure), (.timedOut, .failure, .slowFailure),
    (.connectFailed, .failure, .slowFailure), (.connectionLost, .failure, .slowFailure),
    (.cancelled, .ignored, .ignored), (.refusedHere, .ignored, .ignored),
  ]

  @Test(arguments: rows)
  func endingsHaveOutcomes(ending: Ending, quick: Outcome, slow: Outcome) {
    let rule = OutcomeRule(slowAfter: .milliseconds(100))
    #expect(rule.outcome(ending, took: .milliseconds(100) - Nanoseconds(1)) == quick)
    #expect(rule.outcome(ending, took: .milliseconds(100)) == slow)
    #expect(OutcomeRule().outcome(ending, took: .longest) == quick)
  }

  @Test func everyEndingHasARow() {
    #expect(Self.rows.map(\.0) == Ending.allCases)
  }

  @Test func setsHoldWhatTheyList() {
    for ending in Ending.allCases {
      #expect(EndingSet(ending).contains(ending))
      #expect(EndingSet(ending).union(.transient).contains(ending))
      #expect(!EndingSet().contains(ending))
    }
    #expect(EndingSet.notProcessed.isSubset(of: .transient))
  }
}
