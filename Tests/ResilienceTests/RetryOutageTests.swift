import TestSupport
import Testing

@testable import Resilience

/// Chains of services, the last of which is down: every call fails, so everybody wants to retry.
@Suite struct RetryOutageTests {
  /// Services in a row, each with the same settings and its own budget towards the next.
  private struct Chain {
    let rule: RetryRule
    let marksRetries: Bool
    private(set) var budgets: [RetryBudget]
    /// Calls that arrived at each, the one that is down last.
    private(set) var arrived: [Int]
    var now = Instant.at(0)

    init(_ length: Int, percent: Int, minimum: Int, marksRetries: Bool) throws {
      var retry = RetrySettings()
      retry.retryOn = .transient
      rule = try RetryRule(retry)
      var settings = RetryBudgetSettings()
      settings.percent = percent
      settings.minimumPerSecond = minimum
      budgets = try (0..<length).map { _ in try RetryBudget(settings, now: .at(0)) }
      arrived = Array(repeating: 0, count: length + 1)
      self.marksRetries = marksRetries
    }

    /// A call arrives at a service, which calls the next as often as it may.
    mutating func call(_ service: Int, servesRetry: Bool, _ generator: inout SeededGenerator) {
      arrived[service] += 1
      guard service < budgets.count else { return }
      budgets[service].deposit(now: now)
      var sequence = RetrySequence()
      while let attempt = sequence.attempt {
        call(service + 1, servesRetry: marksRetries && (servesRetry || attempt > 1), &generator)
        let result = AttemptResult(.serverError, servesRetry: servesRetry)
        _ = sequence.next(
          after: result, rule, budget: &budgets[service], chance: generator.next(), now: now)
      }
    }
  }

  private func outage(
    _ length: Int, percent: Int, minimum: Int, marksRetries: Bool, seed: Int
  ) throws -> Chain {
    var generator = SeededGenerator(seed: UInt64(seed))
    var chain = try Chain(length, percent: percent, minimum: minimum, marksRetries: marksRetries)
    for _ in 1...3000 {
      chain.now = chain.now + generator.length(.zero, .milliseconds(20))
      chain.call(0, servesRetry: false, &generator)
    }
    return chain
  }

  /// What a budget may add to these calls: its share, and its minimum in each window begun.
  private func bound(_ calls: Int, _ chain: Chain, _ settings: RetryBudgetSettings) -> Double {
    let windows = (chain.now.since(.at(0)).inSeconds / settings.window.inSeconds).rounded(.up)
    return Double(calls) * (1 + Double(settings.percent) / 100)
      + Double(settings.minimumPerSecond) * settings.window.inSeconds * windows
  }

  @Test(arguments: 1...12)
  func noLevelAddsMoreThanItsBudget(seed: Int) throws {
    let chain = try outage(
      1 + seed % 4, percent: [0, 10, 20, 50][seed % 4], minimum: seed % 3, marksRetries: false,
      seed: seed)
    for (level, budget) in chain.budgets.enumerated() {
      let most = bound(chain.arrived[level], chain, budget.settings)
      #expect(Double(chain.arrived[level + 1]) <= most)
      // And it is a budget, not a ban.
      if budget.settings.percent > 0 {
        #expect(chain.arrived[level + 1] > chain.arrived[level])
      }
    }
  }

  /// Where retries are marked, levels add up instead of multiplying.
  @Test(arguments: 1...8)
  func markedRetriesDoNotMultiply(seed: Int) throws {
    let chain = try outage(4, percent: 20, minimum: 0, marksRetries: true, seed: seed)
    let calls = Double(chain.arrived[0])
    for level in 1...4 {
      // Attempts that serve a retry pay in as well, so a level's share is of all that reach it.
      var most = calls
      for above in 0..<level { most += 0.2 * Double(chain.arrived[above]) }
      #expect(Double(chain.arrived[level]) <= most)
    }
    #expect(Double(chain.arrived[4]) < calls * 2.08)
  }

  /// Without a budget, the same chain is a storm: what the budget is there to prevent.
  @Test func attemptsAloneWouldMultiply() throws {
    let settings = RetrySettings()
    let storm = (1...3).reduce(1) { storm, _ in storm * settings.maximumAttempts }
    #expect(storm == 64)
    let chain = try outage(3, percent: 20, minimum: 0, marksRetries: false, seed: 1)
    #expect(Double(chain.arrived[3]) <= Double(chain.arrived[0]) * 1.2 * 1.2 * 1.2)
  }
}
