import Resilience

/// What one call pays for being guarded, on one core; the clock is read once for many calls.
struct ResilienceCost {
  func measure(_ table: Table) {
    table.row("breaker, decision and result", breaker(.time(.seconds(10), buckets: 10)), "ns", aim)
    table.row("the same over the latest 100 calls", breaker(.calls(100)), "ns", aim)
    table.row("open breaker, refusal", refusal(), "ns", aim)
    table.row("bulkhead, enter and leave", bulkhead(), "ns")
    table.row("retry budget, first attempt and retry", budget(), "ns")
    table.row("rate limit, one of 10000 clients", limiter(), "ns")
  }

  private let aim = Table.Aim.atMost(1000)

  /// Nanoseconds a call, one value a run. `body` gets the time, 10 microseconds later each call.
  private func cost(_ body: (Instant) -> Void) -> [Double] {
    let calls = 200_000
    var now = Instant(nanoseconds: 0)
    return (0..<11).map { _ in
      let elapsed = ContinuousClock().measure {
        for _ in 0..<calls {
          now = now + .microseconds(10)
          body(now)
        }
      }
      return elapsed.milliseconds * 1e6 / Double(calls)
    }
  }

  /// One call in four fails, so that every count is at work and no limit is reached.
  private func breaker(_ window: BreakerWindow) -> [Double] {
    var settings = BreakerSettings()
    settings.window = window
    settings.slowCallRatePercent = 50
    guard var breaker = try? CircuitBreaker(settings, now: Instant(nanoseconds: 0)) else {
      return []
    }
    var calls = 0
    let costs = cost { now in
      guard case .permitted(let permit) = breaker.admit(now: now).decision else { return }
      calls += 1
      let outcome: Outcome = calls & 3 == 0 ? .failure : .success
      _ = breaker.record(outcome, for: permit, now: now)
    }
    return breaker.report(now: Instant(nanoseconds: .max)).trips == 0 ? costs : []
  }

  private func refusal() -> [Double] {
    guard var breaker = try? CircuitBreaker(BreakerSettings(), now: Instant(nanoseconds: 0)) else {
      return []
    }
    _ = breaker.switchMode(to: .forcedOpen, now: Instant(nanoseconds: 0))
    return cost { _ = breaker.admit(now: $0) }
  }

  private func bulkhead() -> [Double] {
    guard var bulkhead = try? Bulkhead(BulkheadSettings(), now: Instant(nanoseconds: 0)) else {
      return []
    }
    return cost { now in
      guard case .admitted(let permit) = bulkhead.enter(.normal, now: now).decision else { return }
      _ = bulkhead.leave(permit, now: now)
    }
  }

  private func budget() -> [Double] {
    guard var budget = try? RetryBudget(RetryBudgetSettings(), now: Instant(nanoseconds: 0)) else {
      return []
    }
    return cost { now in
      budget.deposit(now: now)
      _ = budget.withdraw(now: now)
    }
  }

  private func limiter() -> [Double] {
    guard var limiter = try? RateLimiter(RateLimitSettings(), now: Instant(nanoseconds: 0)) else {
      return []
    }
    let clients = (0..<10_000).map { "client-\($0)" }
    var client = 0
    return cost { now in
      client = (client + 7919) % clients.count
      _ = limiter.take(clients[client], now: now)
    }
  }
}
