import Testing

@testable import Resilience

@Suite struct SettingsTests {
  @Test func defaultsAndFamiliesCanBeUsed() throws {
    #expect(BreakerSettings().problems.isEmpty)
    #expect(BreakerSettings.hystrix.problems.isEmpty)
    #expect(BreakerSettings.resilience4j.problems.isEmpty)
    #expect(BreakerSettings.linkerd.problems.isEmpty)
    #expect(RetrySettings().problems.isEmpty)
    #expect(RetryBudgetSettings().problems.isEmpty)
    #expect(BulkheadSettings().problems.isEmpty)
    #expect(TimeoutSettings().problems.isEmpty)
    #expect(RateLimitSettings().problems.isEmpty)
    #expect(OutcomeRule().problems.isEmpty)
  }

  private static let badBreakers: [(change: @Sendable (inout BreakerSettings) -> Void, String)] = [
    ({ $0.window = .time(.zero, buckets: 10) }, "breaker window is 0s; expected 100ms to 10m"),
    (
      { $0.window = .time(.seconds(1), buckets: 0) },
      "breaker window buckets is 0; expected 1 to 120"
    ),
    ({ $0.minimumCalls = 0 }, "breaker minimum calls is 0; expected 1 to 10000"),
    (
      { $0.window = .calls(10) },
      "breaker minimum calls is 20, beyond its window of 10 calls: it could never trip on a rate"
    ),
    ({ $0.failureRatePercent = 101 }, "breaker failure rate percent is 101; expected 1 to 100"),
    ({ $0.slowCallRatePercent = 0 }, "breaker slow call rate percent is 0; expected 1 to 100"),
    ({ $0.consecutiveFailures = 0 }, "breaker consecutive failures is 0; expected 1 to 10000"),
    (
      {
        $0.failureRatePercent = nil
        $0.consecutiveFailures = nil
      },
      "breaker has nothing to trip on; set a failure rate, a slow call rate or consecutive failures"
    ),
    ({ $0.openDuration = .zero }, "breaker open duration is 0s; expected 1ms to 60m"),
    (
      { $0.growth = BreakerGrowth(factor: 1, cap: .seconds(9)) },
      "breaker growth factor is 1; expected 2 to 10"
    ),
    (
      { $0.growth = BreakerGrowth(factor: 2, cap: .milliseconds(2500)) },
      "breaker open duration cap is 2500ms, below breaker open duration of 5s"
    ),
    ({ $0.permittedProbes = 0 }, "breaker permitted probes is 0; expected 1 to 100"),
    ({ $0.successesToClose = 0 }, "breaker successes to close is 0; expected 1 to 1000"),
    ({ $0.probeTimeout = Nanoseconds(7) }, "breaker probe timeout is 7ns; expected 1ms to 10m"),
  ]

  @Test(arguments: badBreakers.indices)
  func aBadBreakerIsNamed(index: Int) throws {
    let (change, sentence) = Self.badBreakers[index]
    let settings = BreakerSettings().with(change)
    #expect(settings.problems.map(\.description) == [sentence])
    #expect(throws: InvalidSettings.self) { try CircuitBreaker(settings, now: .at(0)) }
  }

  @Test func emptyCallWindowIsNamed() {
    let settings = BreakerSettings().with { $0.window = .calls(0) }
    #expect(
      settings.problems.first?.description == "breaker window in calls is 0; expected 1 to 10000")
  }

  private static let badRetries: [(change: @Sendable (inout RetrySettings) -> Void, String)] = [
    ({ $0.maximumAttempts = 0 }, "retry maximum attempts is 0; expected 1 to 10"),
    ({ $0.firstWait = .zero }, "retry first wait is 0s; expected 1ms to 1m"),
    ({ $0.waitFactor = 0 }, "retry wait factor is 0; expected 1 to 10"),
    (
      { $0.longestWait = .milliseconds(50) },
      "retry longest wait is 50ms, below retry first wait of 100ms"
    ),
    (
      { $0.retryOn = .init(.cancelled) },
      "retry lists an ending that is final: answered, cancelled or refused here"
    ),
    ({ $0.shortestAttempt = Nanoseconds(-1) }, "retry shortest attempt is -1ns; expected 0s to 1m"),
  ]

  @Test(arguments: badRetries.indices)
  func aBadRetryIsNamed(index: Int) throws {
    var settings = RetrySettings()
    let (change, sentence) = Self.badRetries[index]
    change(&settings)
    #expect(settings.problems.map(\.description) == [sentence])
    #expect(throws: InvalidSettings.self) { try RetryRule(settings) }
  }

  @Test func badBudgetIsNamed() throws {
    var settings = RetryBudgetSettings()
    settings.percent = 101
    settings.minimumPerSecond = -1
    settings.window = .zero
    #expect(
      settings.problems.map(\.description) == [
        "retry budget percent is 101; expected 0 to 100",
        "retry budget minimum a second is -1; expected 0 to 1000",
        "retry budget window is 0s; expected 1s to 5m",
      ])
    #expect(throws: InvalidSettings.self) { try RetryBudget(settings, now: .at(0)) }
  }

  @Test func badBulkheadIsNamed() throws {
    var settings = BulkheadSettings()
    settings[.batch] = BulkheadPoolSettings(
      maximumConcurrent: 0, maximumQueued: -1, maximumWait: .seconds(61))
    #expect(
      settings.problems.map(\.description) == [
        "bulkhead maximum concurrent is 0; expected 1 to 10000",
        "bulkhead maximum queued is -1; expected 0 to 1000",
        "bulkhead maximum wait is 61s; expected 0s to 1m",
      ])
    #expect(throws: InvalidSettings.self) { try Bulkhead(settings, now: .at(0)) }
  }

  @Test func badTimeoutIsNamed() throws {
    var settings = TimeoutSettings()
    settings.whole = .milliseconds(400)
    settings.margin = .milliseconds(500)
    #expect(
      settings.problems.map(\.description) == [
        "timeout of the whole call is 400ms, below timeout of one attempt of 500ms",
        "timeout margin is 500ms; expected at least 1ms less than the timeout of one attempt of 500ms",
      ])
    #expect(throws: InvalidSettings.self) { try TimeoutRule(settings) }
  }

  @Test func badRateLimitIsNamed() throws {
    var settings = RateLimitSettings()
    settings.tokens = 1001
    settings.interval = .milliseconds(1)
    settings.burst = 0
    settings.longestDelay = .seconds(61)
    #expect(
      settings.problems.map(\.description) == [
        "rate limit is 1001 tokens in 1ms; expected at most a million a second",
        "rate limit burst is 0; expected 1 to 1000000",
        "rate limit longest delay is 61s; expected 0s to 1m",
      ])
    settings = RateLimitSettings()
    #expect(throws: InvalidSettings.self) {
      try RateLimiter(settings, maximumKeys: 0, now: .at(0))
    }
  }

  @Test func badOutcomeRuleIsNamed() {
    let rule = OutcomeRule(
      failures: EndingSet(.throttled), ignored: EndingSet(.throttled), slowAfter: .zero)
    #expect(
      rule.problems.map(\.description) == [
        "an ending is listed as failure and as ignored; keep it in one list",
        "slow after is 0s; expected 1ms to 10m",
      ])
  }

  @Test func allProblemsAreToldAtOnce() {
    let settings = BreakerSettings().with {
      $0.minimumCalls = 0
      $0.permittedProbes = 0
    }
    #expect {
      try CircuitBreaker(settings, now: .at(0))
    } throws: {
      ($0 as? InvalidSettings)?.description.split(separator: "\n").count == 2
    }
  }
}
