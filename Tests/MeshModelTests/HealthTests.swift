import Testing

@testable import MeshModel

struct HealthJudgeTests {
  struct Example: Sendable {
    let counts: [TrafficCount: Double]
    let status: Health.Status
    let reason: String
  }

  private static func judge(
    _ counts: [TrafficCount: Double]?, _ limits: HealthRules.Limits = .init(), healthy: Int = 1,
    starting: Int = 0, down: Int = 0, latency: LatencyHistogram = .init()
  ) -> Health {
    let window = counts.map {
      WindowSum(
        traffic: Traffic(counts: TrafficCounts($0), latency: latency), start: 0, end: 10_000_000_000
      )
    }
    let evidence = HealthEvidence(
      window: window, healthy: healthy, starting: starting, down: down)
    return HealthJudge(limits: limits, windowSeconds: 10).judge(evidence)
  }

  /// The numbers at and beside Kiali's thresholds.
  @Test(arguments: [
    Example(counts: [.success: 1000], status: .healthy, reason: "no errors"),
    Example(counts: [.success: 0], status: .noTraffic, reason: "no requests in 10 s"),
    Example(
      counts: [.success: 9999, .serverError: 1], status: .degraded, reason: "http 5xx <0.1% > 0%"),
    Example(
      counts: [.success: 901, .serverError: 99], status: .degraded, reason: "http 5xx 9.9% > 0%"),
    Example(
      counts: [.success: 900, .serverError: 100], status: .failing,
      reason: "http 5xx 10.0% >= 10%"),
    Example(
      counts: [.success: 880, .serverError: 120], status: .failing,
      reason: "http 5xx 12.0% >= 10%"),
    Example(
      counts: [.success: 900, .unanswered: 100], status: .failing,
      reason: "no answer 10.0% >= 10%"),
    Example(
      counts: [.success: 900, .unanswered: 50, .serverError: 50], status: .failing,
      reason: "http 5xx or no answer 10.0% >= 10%"),
    Example(
      counts: [.success: 910, .clientError: 90], status: .healthy, reason: "http 4xx 9.0%"),
    Example(
      counts: [.success: 900, .clientError: 100], status: .degraded,
      reason: "http 4xx 10.0% >= 10%"),
    Example(
      counts: [.success: 800, .clientError: 200], status: .failing,
      reason: "http 4xx 20.0% >= 20%"),
    // What the business refused is nobody's fault, whatever its share.
    Example(
      counts: [.success: 100, .clientError: 900, .refused: 900], status: .healthy,
      reason: "refused 90.0%"),
    Example(
      counts: [.success: 500, .clientError: 500, .refused: 450], status: .healthy,
      reason: "http 4xx 5.0%, refused 45.0%"),
    Example(
      counts: [.success: 500, .clientError: 500, .refused: 300], status: .failing,
      reason: "http 4xx 20.0% >= 20%"),
    Example(
      counts: [.success: 1, .serverError: 9999], status: .failing,
      reason: "http 5xx >99.9% >= 10%"),
    Example(counts: [.serverError: 100], status: .failing, reason: "http 5xx 100% >= 10%"),
    Example(
      counts: [.success: 700, .clientError: 250, .serverError: 50], status: .failing,
      reason: "http 4xx 25.0% >= 20%"),
    Example(
      counts: [.success: 15, .serverError: 4], status: .degraded,
      reason: "http 5xx 21.1% >= 10%, of only 19 requests (fewer than 20)"),
    Example(
      counts: [.success: 16, .serverError: 4], status: .failing, reason: "http 5xx 20.0% >= 10%"),
  ])
  func requestsAreJudgedByKialisThresholds(example: Example) {
    let health = Self.judge(example.counts)
    #expect(health.status == example.status)
    #expect(health.reason == example.reason)
    #expect(health.windowSeconds == 10)
    #expect(health.sample == TrafficCounts(example.counts).answers)
  }

  @Test(arguments: [
    (1, 0, 1, Health.Status.degraded, "1 of 2 instances healthy"),
    (0, 0, 2, .failing, "none of 2 instances is healthy"),
    (0, 1, 1, .failing, "none of 2 instances is healthy"),
    (0, 2, 0, .starting, "none of 2 instances is ready yet"),
    (0, 0, 1, .failing, "its only instance is not healthy"),
    (0, 1, 0, .starting, "its only instance is not ready yet"),
    // One more that starts is no reason to worry.
    (2, 1, 0, .healthy, "no errors"),
    // Nothing is known of instances: requests decide.
    (0, 0, 0, .healthy, "no errors"),
  ])
  func instancesThatAreMissingCount(
    healthy: Int, starting: Int, down: Int, status: Health.Status, reason: String
  ) {
    let health = Self.judge([.success: 100], healthy: healthy, starting: starting, down: down)
    #expect(health.status == status)
    #expect(health.reason == reason)
  }

  @Test func theWorstFindingWins() {
    let health = Self.judge([.success: 50, .serverError: 50], healthy: 1, down: 1)
    #expect(health.status == .failing)
    #expect(health.reason == "http 5xx 50.0% >= 10%; 1 of 2 instances healthy")
  }

  @Test("who is down is named, with the reason and since when")
  func outagesAreNamed() {
    var evidence = HealthEvidence(healthy: 1, down: 1)
    let since = (15 * 3600 + 33 * 60 + 8) * 1_000_000 + 999_999
    evidence.outages["order-2"] = .init("no answer", since: since)
    let judge = HealthJudge(limits: HealthRules.Limits(), windowSeconds: 10)
    let partly = judge.judge(evidence)
    #expect(partly.status == .degraded)
    #expect(partly.reason == "1 of 2 instances healthy; order-2: no answer since 15:33:08Z")
    evidence.healthy = 0
    #expect(judge.judge(evidence).reason == "no answer since 15:33:08Z")
    evidence.down = 2
    evidence.outages["order-1"] = .init("not ready", since: nil)
    #expect(
      judge.judge(evidence).reason
        == "none of 2 instances is healthy; order-1: not ready, and 1 more")
  }

  @Test func withoutAWindowNothingIsKnown() {
    #expect(Self.judge(nil).status == .unknown)
    #expect(Self.judge(nil, healthy: 0, down: 1).status == .failing)
  }

  @Test func slowIsOnlyAMatterWhereItIsAskedFor() {
    var latency = LatencyHistogram()
    for _ in 0..<100 { latency.record(milliseconds: 400) }
    #expect(Self.judge([.success: 100], latency: latency).status == .healthy)
    var limits = HealthRules.Limits()
    limits.slow = 300
    let health = Self.judge([.success: 100], limits, latency: latency)
    #expect(health.status == .degraded)
    #expect(health.reason.hasSuffix("ms > 300 ms"))
  }

  @Test func exceptionsHoldForTheServicesTheyName() {
    var rules = HealthRules()
    var lax = HealthRules.Limits()
    lax.serverErrors = HealthRules.Thresholds(degraded: 0.5, failing: 0.9)
    rules.exceptions = [("pay*", lax), ("order", lax)]
    #expect(rules.limits(for: "payment") == lax)
    #expect(rules.limits(for: "order") == lax)
    #expect(rules.limits(for: "orders") == rules.standard)
    let health = Self.judge([.success: 40, .serverError: 60], lax)
    #expect(health.reason == "http 5xx 60.0% >= 50%")
  }
}

struct HealthTrackTests {
  private func health(_ status: Health.Status) -> Health {
    Health(status, status.rawValue, sample: 100, windowSeconds: 10)
  }

  /// Who looks twice, with a window in between, gets the verdict of that window.
  @Test func theFirstWindowDecidesAtOnce() {
    var track = HealthTrack(Health(.degraded, "2 of 3 instances healthy", windowSeconds: 10))
    #expect(track.take(health(.failing), at: 1, confirmations: 2) == .degraded)
    #expect(track.current.status == .failing && track.current.reason == "failing")
  }

  /// What is shown after each verdict, starting healthy.
  @Test(
    arguments: [
      // One bad look changes nothing, two do.
      ([.failing, .healthy, .failing, .failing], [.healthy, .healthy, .healthy, .failing]),
      // Two looks that disagree with what is shown, though not the same way, take the newer.
      ([.failing, .degraded], [.healthy, .degraded]),
      // What cannot flap is taken over at once.
      ([.unknown, .healthy], [.unknown, .healthy]),
      ([.noTraffic, .failing], [.noTraffic, .failing]),
      ([.starting], [.starting]),
    ] as [([Health.Status], [Health.Status])])
  func healthTurnsWhenTwoLooksAgree(verdicts: [Health.Status], shown: [Health.Status]) {
    var track = HealthTrack(health(.healthy))
    for (step, (verdict, expected)) in zip(verdicts, shown).enumerated() {
      let before = track.current.status
      let left = track.take(health(verdict), at: step + 1, confirmations: 2)
      #expect(track.current.status == expected)
      let isDoubted = expected.rawValue != verdict.rawValue
      #expect(
        track.current.reason == verdict.rawValue
          + (isDoubted ? "; \(verdict.rawValue) if the next look agrees" : ""))
      #expect(left == (before == expected ? nil : before))
    }
  }

  @Test func fewRequestsAreNoSignOfHealth() {
    var thin = health(.degraded)
    thin.isThin = true
    var track = HealthTrack(health(.failing))
    for at in 1...5 { #expect(track.take(thin, at: at, confirmations: 2) == nil) }
    #expect(track.current.status == .failing)
    for at in 6...7 { _ = track.take(health(.degraded), at: at, confirmations: 2) }
    #expect(track.current.status == .degraded)
    // What was well does not fail for a few requests.
    var well = HealthTrack(health(.healthy))
    for at in 1...5 { _ = well.take(thin, at: at, confirmations: 2) }
    #expect(well.current.status == .degraded)
  }

  @Test func sinceIsWhenItTurned() {
    var track = HealthTrack(health(.healthy))
    for at in 6...9 { _ = track.take(health(.failing), at: at, confirmations: 2) }
    #expect(track.current.since == 7)
    #expect(HealthTrack(health(.failing)).current.since == nil)
  }
}

struct CauseSearchTests {
  struct Example: Sendable {
    let name: String
    /// Failed answers by service.
    let failures: [String: Double]
    /// Failed answers by `caller:callee`.
    let calls: [String: Double]
    var well: Set<String> = []
    let of: String
    let causes: [String]
  }

  @Test(arguments: [
    Example(
      name: "a chain ends at the deepest", failures: ["gateway": 90, "order": 100, "payment": 110],
      calls: ["gateway:order": 90, "order:payment": 100], of: "gateway", causes: ["payment"]),
    Example(
      name: "a bug of one's own", failures: ["gateway": 90, "order": 100],
      calls: ["gateway:order": 90, "order:user": 3], of: "gateway", causes: ["order"]),
    Example(
      name: "two that fail", failures: ["gateway": 100],
      calls: ["gateway:order": 50, "gateway:user": 50], of: "gateway", causes: ["order", "user"]),
    Example(
      name: "behind an open breaker nothing arrives any more",
      failures: ["order": 100, "payment": 0], calls: ["order:payment": 100], of: "order",
      causes: ["payment"]),
    Example(
      name: "what fails only on the way", failures: ["order": 100, "payment": 0],
      calls: ["order:payment": 100], well: ["payment"], of: "order", causes: ["order"]),
    Example(
      name: "a circle", failures: ["a": 10, "b": 10, "c": 10],
      calls: ["c:a": 10, "a:b": 10, "b:a": 10], of: "c", causes: ["b"]),
    Example(
      name: "two ways to the same", failures: ["a": 10, "d": 10],
      calls: ["a:b": 5, "a:c": 5, "b:d": 5, "c:d": 5], of: "a", causes: ["d"]),
    Example(name: "alone", failures: [:], calls: [:], of: "x", causes: ["x"]),
  ])
  func theDeepestFailingServiceIsTheCause(example: Example) {
    var calls: [String: [(to: String, failures: Double)]] = [:]
    for (edge, failures) in example.calls {
      let ends = edge.split(separator: ":").map(String.init)
      calls[ends[0], default: []].append((ends[1], failures))
    }
    let search = CauseSearch(
      failures: example.failures, calls: calls,
      health: example.well.reduce(into: [:]) { $0[$1] = .healthy })
    #expect(search.causes(of: example.of) == example.causes, "\(example.name)")
  }
}
