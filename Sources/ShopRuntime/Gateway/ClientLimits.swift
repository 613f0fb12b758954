internal import HTTP
internal import Instruments
internal import Resilience
internal import Platform
internal import Synchronization

/// Keeps each client to its rate: a little too fast is slowed down, much too fast is refused.
///
/// | plan | a second | saved up | slowed down by at most |
/// |---|---|---|---|
/// | anonymous, all together | 50 | 100 | not at all |
/// | standard | 100 | 200 | 200 ms |
/// | bulk | 100000 | 100000 | not at all |
final class ClientLimits: Sendable {
  private let limiters: Guarded<[ClientPlan: RateLimiter]>
  /// Requests that are being slowed down. Each keeps a thread, so there is a bound.
  private let slowed = Atomic<Int>(0)

  static let slowedLimit = 32

  init(_ metrics: Metrics, now: Instant) throws(InvalidSettings) {
    var all: [ClientPlan: RateLimiter] = [:]
    for plan in ClientPlan.allCases { all[plan] = try RateLimiter(plan.limits, now: now) }
    limiters = Guarded(all)
    metrics.collect { [self] page in write(&page) }
  }

  /// Lets a request of a client through, maybe later.
  ///
  /// - Parameter pause: waits so many milliseconds.
  /// - Throws: a refusal with 429.
  func pass(
    _ client: String, _ plan: ClientPlan, now: Instant, pause: (Int) -> Void
  ) throws(Refusal) {
    let decision = limiters.withLock { all -> RateLimitDecision? in
      all[plan]?.take(client, now: now)
    }
    switch decision {
    case .allowed, nil: return
    case .refused(let wait): throw Self.refusal(wait)
    case .delayed(let wait):
      defer { slowed.subtract(1, ordering: .relaxed) }
      if slowed.add(1, ordering: .relaxed).newValue > Self.slowedLimit {
        throw Self.refusal(wait)
      }
      pause(Int(wait.wholeMilliseconds) + 1)
    }
  }

  private static func refusal(_ wait: Nanoseconds) -> Refusal {
    let seconds = max((wait.wholeMilliseconds + 999) / 1000, 1)
    return Refusal(
      429, "too many requests of this client; try again in \(seconds) s",
      headers: Headers([("Retry-After", String(seconds))]))
  }

  private func write(_ page: inout Page) {
    let now = ServiceContext.now
    let all = limiters.withLock { $0 }
    let gauges: [(name: String, help: String, value: (RateLimiter) -> Int)] = [
      ("gateway_rate_clients", "Clients with a bucket.", { $0.report.clients }),
      ("gateway_rate_refused_total", "Requests beyond the rate.", { $0.report.refusals }),
      ("gateway_rate_delayed_total", "Requests slowed down.", { $0.report.delays }),
    ]
    let name = "resilience4j_ratelimiter_available_permissions"
    page.head(
      name, "Requests that could be sent at once by the client of a plan that has used up most.",
      "gauge")
    for plan in ClientPlan.allCases {
      guard let limiter = all[plan] else { continue }
      let left = limiter.fewestRemaining(now: now) ?? limiter.settings.burst
      page.sample(name, Page.labels(["name"], [plan.rawValue]), String(left))
    }
    for gauge in gauges {
      page.head(gauge.name, gauge.help, gauge.name.hasSuffix("_total") ? "counter" : "gauge")
      for plan in ClientPlan.allCases {
        guard let limiter = all[plan] else { continue }
        page.sample(
          gauge.name, Page.labels(["plan"], [plan.rawValue]), String(gauge.value(limiter)))
      }
    }
  }
}

extension ClientPlan {
  var limits: RateLimitSettings {
    var limits = RateLimitSettings()
    switch self {
    case .anonymous: (limits.tokens, limits.burst) = (50, 100)
    case .standard:
      (limits.tokens, limits.burst) = (100, 200)
      limits.longestDelay = .milliseconds(200)
    case .bulk: (limits.tokens, limits.burst) = (100_000, 100_000)
    }
    return limits
  }
}
