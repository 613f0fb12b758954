import TestSupport
import Testing

@testable import Resilience

@Suite struct TimeoutTests {
  @Test func theCallersBudgetBindsBelowTheOwnLimit() throws {
    let rule = try TimeoutRule(TimeoutSettings())
    #expect(rule.deadline(budget: nil, now: .at(10)) == Deadline(.at(2010)))
    #expect(rule.deadline(budget: .milliseconds(300), now: .at(10)) == Deadline(.at(310)))
    #expect(rule.deadline(budget: .seconds(60), now: .at(10)) == Deadline(.at(2010)))
    #expect(rule.deadline(budget: Nanoseconds(-5), now: .at(10)).isOver(now: .at(10)))
  }

  @Test(
    arguments: [
      (0, 500, "495"), (1500, 500, "495"), (1700, 300, "295"), (1994, 6, "1"),
      (1995, nil, nil), (2000, nil, nil), (9000, nil, nil),
    ] as [(Int64, Int64?, String?)])
  func anAttemptEndsByTheDeadline(now: Int64, length: Int64?, header: String?) throws {
    let rule = try TimeoutRule(TimeoutSettings())
    let deadline = Deadline(.at(2000))
    #expect(rule.attempt(deadline, now: .at(now)) == length.map { .milliseconds($0) })
    #expect(rule.headerValue(deadline, now: .at(now)) == header)
  }

  @Test func theHeaderRoundsDown() {
    let deadline = Deadline(Instant(nanoseconds: 1_999_999))
    #expect(deadline.headerValue(now: .at(0), margin: .zero) == "1")
    #expect(deadline.headerValue(now: .at(1), margin: .zero) == nil)
    #expect(Deadline(.at(.max)).headerValue(now: .at(0), margin: .zero) == "999999999")
  }

  @Test(arguments: [("0", 0), ("250", 250), ("007", 7), ("999999999", 999_999_999)])
  func theHeaderIsRead(value: String, milliseconds: Int64) throws {
    #expect(try Deadline.budget(fromHeader: value) == .milliseconds(milliseconds))
  }

  @Test(arguments: [
    ("", BudgetHeaderProblem.empty), ("-1", .notANumber), ("+1", .notANumber),
    (" 1", .notANumber), ("1.5", .notANumber), ("10ms", .notANumber), ("\u{0661}", .notANumber),
    ("1000000000", .tooLong), (String(repeating: "9", count: 100_000), .tooLong),
  ])
  func aBadHeaderIsNamed(value: String, problem: BudgetHeaderProblem) {
    #expect(throws: problem) { try Deadline.budget(fromHeader: value) }
    #expect(problem.description.hasPrefix("x-remaining-budget-ms "))
  }

  /// Whatever the settings and delays along a chain, no callee gets more than its caller has left.
  @Test(arguments: 1...100)
  func budgetsShrinkDownTheChain(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var now = Instant.at(0)
    var caller = Deadline(now + .seconds(3))
    for _ in 1...6 {
      var settings = TimeoutSettings()
      settings.attempt = generator.length(.milliseconds(20), .seconds(2))
      settings.margin = generator.length(.zero, .milliseconds(10))
      let rule = try TimeoutRule(settings)
      now = now + generator.length(.zero, .milliseconds(400))
      guard let header = rule.headerValue(caller, now: now) else {
        #expect(caller.remaining(now: now) < settings.margin + .milliseconds(2))
        return
      }
      let length = try #require(rule.attempt(caller, now: now))
      #expect(now + length <= caller.instant)
      #expect(length <= settings.attempt)
      let budget = try Deadline.budget(fromHeader: header)
      let callee = rule.deadline(budget: budget, now: now)
      #expect(callee.instant <= now + length - settings.margin)
      #expect(callee.instant > now)
      caller = callee
    }
  }
}
