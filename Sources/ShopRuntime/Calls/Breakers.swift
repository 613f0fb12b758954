internal import Instruments
internal import JSON
internal import Resilience
internal import Platform

/// The breakers of one caller, one for each service it calls.
final class Breakers: Sendable {
  private let context: ServiceContext
  private let settings: BreakerSettings
  private let breakers: Guarded<[String: CircuitBreaker]> = Guarded([:])

  init(_ context: ServiceContext, _ settings: BreakerSettings) throws(InvalidSettings) {
    // Settings are checked once, here, so that making a breaker later cannot fail.
    _ = try CircuitBreaker(settings, now: ServiceContext.now)
    self.context = context
    self.settings = settings
    context.metrics.collect { [self] page in write(&page) }
  }

  /// Asks whether a service may be called now.
  func admit(_ service: String) -> BreakerDecision? {
    with(service) { breaker, now in
      let answer = breaker.admit(now: now)
      return (answer.decision, answer.events)
    }
  }

  func record(_ service: String, _ outcome: Outcome, _ permit: BreakerPermit) {
    _ = with(service) { breaker, now in
      ((), breaker.record(outcome, for: permit, now: now))
    }
  }

  /// Lets the next call to each of the services be a probe, because it has a new instance: an open
  /// breaker is not to outlast the repair.
  func probeNext(_ services: Set<String>) {
    let now = ServiceContext.now
    breakers.withLock { all in
      for service in services { all[service]?.probeNext(now: now) }
    }
  }

  /// One line of JSON a breaker.
  var lines: String {
    let now = ServiceContext.now
    let wall = Clock.wall
    return reports(now).map { service, report in
      BreakerLine.json(service, report, now: now, wall: wall)
    }.joined()
  }

  private func reports(_ now: Instant) -> [(String, BreakerReport)] {
    breakers.withLock { all in all.map { ($0.key, $0.value.report(now: now)) } }
      .sorted { $0.0 < $1.0 }
  }

  private func with<Result: Sendable>(
    _ service: String, _ body: (inout CircuitBreaker, Instant) -> (Result, BreakerEvents)
  ) -> Result? {
    let now = ServiceContext.now
    let step = breakers.withLock { all -> (Result, BreakerEvents)? in
      guard var breaker = all[service] ?? (try? CircuitBreaker(settings, now: now)) else {
        return nil
      }
      // Taken out while it changes, so that the dictionary does not copy it.
      all[service] = nil
      defer { all[service] = breaker }
      return body(&breaker, now)
    }
    guard let (result, events) = step else { return nil }
    if !events.isEmpty { tell(service, events) }
    return result
  }

  private func tell(_ service: String, _ events: BreakerEvents) {
    let subject = "\(context.service):\(service)"
    for event in events {
      guard let (kind, detail) = BreakerLine.event(event) else { continue }
      context.happened(kind, subject, detail)
      context.log(.warning, kind, [(name: "to", value: service), (name: "detail", value: detail)])
    }
  }

  private func write(_ page: inout Page) {
    let reports = reports(ServiceContext.now)
    page.head("resilience4j_circuitbreaker_state", "1 for the state it is in.", "gauge")
    for (service, report) in reports {
      for state in BreakerState.allCases {
        let name = state.rawValue.replacing("-", with: "_")
        page.sample(
          "resilience4j_circuitbreaker_state", Page.labels(["name", "state"], [service, name]),
          state == report.state ? "1" : "0")
      }
    }
    let gauges: [(name: String, help: String, value: (BreakerReport) -> String)] = [
      (
        "resilience4j_circuitbreaker_buffered_calls", "Calls in the window.",
        { String($0.counts.calls) }
      ),
      (
        "resilience4j_circuitbreaker_failure_rate", "Percent of them that failed.",
        { $0.counts.calls == 0 ? "-1" : String($0.counts.failures * 100 / $0.counts.calls) }
      ),
      (
        "resilience4j_circuitbreaker_not_permitted_calls_total", "Calls refused.",
        { String($0.refusals) }
      ),
    ]
    for gauge in gauges {
      page.head(gauge.name, gauge.help, gauge.name.hasSuffix("_total") ? "counter" : "gauge")
      for (service, report) in reports {
        page.sample(gauge.name, Page.labels(["name"], [service]), gauge.value(report))
      }
    }
  }
}
