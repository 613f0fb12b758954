import TestSupport
import Testing

@testable import Resilience

@Suite struct RetryTests {
  private func rule(_ change: (inout RetrySettings) -> Void = { _ in }) throws -> RetryRule {
    var settings = RetrySettings()
    settings.jitter = .none
    change(&settings)
    return try RetryRule(settings)
  }

  private func budget(_ minimum: Int = 1000) throws -> RetryBudget {
    var settings = RetryBudgetSettings()
    settings.minimumPerSecond = minimum
    return try RetryBudget(settings, now: .at(0))
  }

  /// What follows on the first attempt's end.
  private func first(
    _ result: AttemptResult, chance: UInt64 = 0, _ change: (inout RetrySettings) -> Void = { _ in }
  ) throws -> RetryDecision {
    var sequence = RetrySequence()
    var budget = try budget()
    return sequence.next(
      after: result, try rule(change), budget: &budget, chance: chance, now: .at(0))
  }

  @Test func waits100Then200Then400Milliseconds() throws {
    var sequence = RetrySequence()
    var budget = try budget()
    let rule = try rule()
    for (attempt, wait) in [(2, 100), (3, 200), (4, 400)] {
      let decision = sequence.next(
        after: AttemptResult(.unavailable), rule, budget: &budget, chance: 0, now: .at(0))
      #expect(decision == .retry(after: .milliseconds(Int64(wait)), attempt: attempt))
      #expect(sequence.attempt == attempt)
    }
    for _ in 1...2 {
      let decision = sequence.next(
        after: AttemptResult(.unavailable), rule, budget: &budget, chance: 0, now: .at(0))
      #expect(decision == .stop(.attemptsUsedUp))
    }
    #expect(sequence.attempt == nil)
    #expect(budget.report(now: .at(0)).retries == 3)
  }

  @Test(arguments: Ending.allCases)
  func onlyListedEndingsAreRetried(ending: Ending) throws {
    let isRetried = [.throttled, .unavailable, .connectFailed].contains(ending)
    let decision = try first(AttemptResult(ending))
    #expect(
      decision
        == (isRetried ? .retry(after: .milliseconds(100), attempt: 2) : .stop(.endingNotListed)))
  }

  @Test func doesNotWaitForSomebodyElse() throws {
    #expect(
      try first(AttemptResult(.connectFailed, isWorthAskingAtOnce: true))
        == .retry(after: .zero, attempt: 2))
    let asked = AttemptResult(
      .unavailable, retryAfter: .milliseconds(700), isWorthAskingAtOnce: true)
    #expect(try first(asked) == .retry(after: .milliseconds(700), attempt: 2))
    #expect(
      try first(AttemptResult(.answered, isWorthAskingAtOnce: true))
        == .stop(.endingNotListed))
  }

  @Test func waitsAsLongAsTheCalleeAsks() throws {
    func after(_ asked: Nanoseconds) throws -> RetryDecision {
      try first(AttemptResult(.throttled, retryAfter: asked))
    }
    #expect(try after(.seconds(5)) == .retry(after: .seconds(5), attempt: 2))
    #expect(try after(.milliseconds(30)) == .retry(after: .milliseconds(100), attempt: 2))
    #expect(try after(.seconds(-9)) == .retry(after: .milliseconds(100), attempt: 2))
    #expect(try after(.seconds(6)) == .stop(.askedToWaitTooLong))
  }

  @Test func theDeadlineMustLeaveTimeForAnAttempt() throws {
    func leaving(_ milliseconds: Int64) throws -> RetryDecision {
      try first(AttemptResult(.unavailable, deadline: Deadline(.at(milliseconds))))
    }
    #expect(try leaving(110) == .retry(after: .milliseconds(100), attempt: 2))
    #expect(try leaving(109) == .stop(.deadlineTooNear))
    #expect(try leaving(-1) == .stop(.deadlineTooNear))
  }

  @Test func aCallThatServesARetryIsNotRetried() throws {
    #expect(try first(AttemptResult(.unavailable, servesRetry: true)) == .stop(.servesRetry))
  }

  @Test func withoutBudgetThereIsNoRetry() throws {
    var sequence = RetrySequence()
    var budget = try budget(0)
    let decision = sequence.next(
      after: AttemptResult(.unavailable), try rule(), budget: &budget, chance: 0, now: .at(0))
    #expect(decision == .stop(.budgetUsedUp))
    #expect(budget.report(now: .at(0)) == RetryBudgetReport(available: 0, retries: 0, refusals: 1))
  }

  @Test func whatIsNotRetriedCostsNoBudget() throws {
    var sequence = RetrySequence()
    var budget = try budget(1)
    _ = sequence.next(
      after: AttemptResult(.answered), try rule(), budget: &budget, chance: 0, now: .at(0))
    #expect(budget.report(now: .at(0)) == RetryBudgetReport(available: 10, retries: 0, refusals: 0))
  }

  @Test(
    arguments: [
      (RetryJitter.none, 100, 100), (.full, 0, 100), (.equal, 50, 100),
    ] as [(RetryJitter, Int64, Int64)])
  func jitterStaysWithinItsBounds(jitter: RetryJitter, low: Int64, high: Int64) throws {
    let wait = Nanoseconds.milliseconds(100)
    #expect(jitter.spread(wait, chance: 0) == .milliseconds(low))
    #expect(jitter.spread(wait, chance: .max) == .milliseconds(high))
    var generator = SeededGenerator(seed: 5)
    var sum = Nanoseconds.zero
    for _ in 1...2000 {
      let spread = jitter.spread(wait, chance: generator.next())
      #expect((Nanoseconds.milliseconds(low)...Nanoseconds.milliseconds(high)).contains(spread))
      sum = sum + spread
    }
    let middle = Double(low + high) / 2
    #expect(abs(sum.inSeconds / 2000 * 1000 - middle) < 2.5)
  }

  @Test func waitsGrowToTheLongestAndNoFurther() {
    var settings = RetrySettings()
    settings.waitFactor = 10
    #expect(
      (1...4).map { settings.wait(afterAttempt: $0) }
        == [.milliseconds(100), .seconds(1), .seconds(5), .seconds(5)])
  }
}
