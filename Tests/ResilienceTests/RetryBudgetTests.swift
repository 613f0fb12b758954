import TestSupport
import Testing

@testable import Resilience

@Suite struct RetryBudgetTests {
  private func settings(_ percent: Int, minimum: Int) -> RetryBudgetSettings {
    var settings = RetryBudgetSettings()
    settings.percent = percent
    settings.minimumPerSecond = minimum
    return settings
  }

  @Test func aShareOfTheFirstAttempts() throws {
    var budget = try RetryBudget(settings(20, minimum: 0), now: .at(0))
    for _ in 1...14 { budget.deposit(now: .at(0)) }
    #expect(budget.report(now: .at(0)).available == 2)
    #expect((1...3).map { _ in budget.withdraw(now: .at(0)) } == [true, true, false])
    #expect(budget.report(now: .at(0)) == RetryBudgetReport(available: 0, retries: 2, refusals: 1))
  }

  @Test func whatIsPaidInLapses() throws {
    var budget = try RetryBudget(settings(100, minimum: 0), now: .at(0))
    budget.deposit(now: .at(0))
    #expect(budget.report(now: .at(9999)).available == 1)
    #expect(budget.report(now: .at(10_000)).available == 0)
    #expect(budget.withdraw(now: .at(10_000)) == false)
  }

  @Test func theMinimumComesBack() throws {
    var budget = try RetryBudget(settings(0, minimum: 1), now: .at(0))
    #expect((1...11).map { _ in budget.withdraw(now: .at(0)) }.filter(\.self).count == 10)
    #expect(budget.withdraw(now: .at(9999)) == false)
    #expect(budget.withdraw(now: .at(10_000)) == true)
  }

  /// In every window as the budget sees it, retries are at most the share and the minimum.
  @Test(arguments: 1...80)
  func noWindowHoldsMoreThanItsShare(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let settings = settings(generator.number(0...100), minimum: generator.number(0...3))
    var budget = try RetryBudget(settings, now: .at(0))
    var now = Instant.at(0)
    var firsts: [Instant] = []
    var retries: [Instant] = []
    func recent(_ times: [Instant]) -> Int {
      let cell = { (time: Instant) in time.since(.at(0)).count / Nanoseconds.seconds(1).count }
      return times.count { cell($0) > cell(now) - 10 }
    }
    for _ in 1...600 {
      now = now + generator.length(.zero, .milliseconds(400))
      if generator.once(in: 2) {
        budget.deposit(now: now)
        firsts.append(now)
      }
      let affordable =
        settings.percent * recent(firsts) + 1000 * settings.minimumPerSecond
        - 100 * recent(retries)
      let isPaid = budget.withdraw(now: now)
      #expect(isPaid == (affordable >= 100))
      if isPaid { retries.append(now) }
    }
    #expect(budget.report(now: now).retries == retries.count)
  }

  @Test func aClockSetBackPaysNothingOut() throws {
    var budget = try RetryBudget(settings(0, minimum: 1), now: .at(3_600_000))
    for _ in 1...10 { _ = budget.withdraw(now: .at(3_600_000)) }
    #expect(budget.withdraw(now: .at(0)) == false)
    #expect(budget.withdraw(now: .at(9_000)) == false)
    #expect(budget.withdraw(now: .at(10_000)) == true)
  }
}
