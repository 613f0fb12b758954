import MeshModel
import TestSupport
import Testing

@testable import Telemetry

/// What the series of each kind of software mean.
struct SeriesFamilyTests {
  typealias Series = ServerLook.Series

  private static func look(
    _ series: [Series], _ target: [String: String] = ["job": "order", "instance": "a:1"]
  ) -> ServerLook {
    var look = ServerLook()
    look.series = series
    look.target = target
    for second in stride(from: 61.0, through: 81, by: 2) { look.look(at: second + 0.7) }
    return look
  }

  private static func envoy(_ name: String, _ rate: Double, _ responseClass: String? = nil)
    -> Series
  {
    var labels = ["envoy_cluster_name": "payment"]
    labels["envoy_response_code_class"] = responseClass
    return Series("envoy_cluster_\(name)", labels, growing(rate))
  }

  /// A host that fails every time, with retries: 19 of 4016 callers saw it, and 52 of 4050 attempts.
  @Test func anEnvoysAnswersAndAttemptsAreKeptApart() throws {
    let look = Self.look([
      Self.envoy("upstream_rq_total", 4050), Self.envoy("upstream_rq_retry", 33),
      Self.envoy("upstream_rq_retry_success", 17), Self.envoy("upstream_rq_retry_overflow", 16),
      Self.envoy("upstream_rq_xx", 3997, "2"),
      Self.envoy("upstream_rq_xx", 19, "5"),
      Self.envoy("retry_upstream_rq_xx", 33, "5"),
      Series("envoy_cluster_upstream_rq_total", ["envoy_cluster_name": "local_app"], growing(9)),
    ])
    #expect(look.snapshot().edges.map(\.to) == ["payment"])
    let figures = try #require(look.figures(to: "payment"))
    #expect(figures.answersPerSecond == 4016 && figures.attemptsPerSecond == 4050)
    #expect(figures.errorRatio == 19.0 / 4016 && figures.attemptErrorRatio == 52.0 / 4050)
    #expect(figures.retriesPerSecond == 33 && figures.budgetExhaustedPerSecond == 16)
    #expect(figures.shedPerSecond == 0, "what was never counted is nought")
  }

  /// 1033 of 1887 answers came from a limit; the 867 that were sent were all well.
  @Test func whatAnEnvoyShedsIsNoAttempt() throws {
    let look = Self.look([
      Self.envoy("upstream_rq_total", 867), Self.envoy("upstream_rq_active_overflow", 1033),
      Self.envoy("upstream_rq_xx", 854, "2"),
      Self.envoy("upstream_rq_xx", 1033, "5"),
      Series(
        "envoy_cluster_circuit_breakers_default_rq_open", ["envoy_cluster_name": "payment"],
        steady(0)),
    ])
    let figures = try #require(look.figures(to: "payment"))
    #expect(figures.errorRatio == 1033.0 / 1887 && figures.attemptErrorRatio == 0)
    #expect(figures.shedPerSecond == 1033)
    let breaker = try #require(look.snapshot().breakers.first)
    #expect(breaker.kind == .concurrency && breaker.state == .shedding)
    #expect(breaker.confidence == .derived)
  }

  @Test(
    arguments: [
      (1, 3, 0, BreakerCondition.open, Confidence.reported, "1 of 2 instances ejected"),
      (0, 3, 0, .closed, .reported, nil),
      (0, 0, 192, .cannotTrip, .derived, "its limit on ejections forbade all 192 that were due"),
    ] as [(Double, Double, Double, BreakerCondition, Confidence, String?)])
  func anEnvoysEjectionsAreCounted(
    _ active: Double, _ enforced: Double, _ forbidden: Double, _ state: BreakerCondition,
    _ confidence: Confidence, _ reason: String?
  ) throws {
    let labels = ["envoy_cluster_name": "outbound|80||payment.default.svc.cluster.local"]
    func series(_ name: String, _ value: Double) -> Series {
      Series("envoy_cluster_\(name)", labels, steady(value))
    }
    let look = Self.look([
      series("outlier_detection_ejections_active", active), series("membership_total", 2),
      series("outlier_detection_ejections_enforced_total", enforced),
      series("outlier_detection_ejections_overflow", forbidden),
    ])
    let breaker = try #require(look.snapshot().breakers.first)
    #expect(breaker.to == "payment" && breaker.kind == .ejection && breaker.state == state)
    #expect(breaker.reason == reason && breaker.trips == enforced)
    #expect(breaker.confidence == confidence)
  }

  private static func istio(_ reporter: String, _ code: String, _ flags: String, _ rate: Double)
    -> Series
  {
    Series(
      "istio_requests_total",
      [
        "reporter": reporter, "source_workload": "order-v1", "source_canonical_service": "order",
        "destination_service_name": "payment", "destination_canonical_service": "payment",
        "response_code": code, "response_flags": flags, "request_protocol": "grpc",
      ], growing(rate))
  }

  @Test func istiosTwoEndsAreNeverAddedUp() throws {
    let look = Self.look([
      Self.istio("source", "200", "-", 80), Self.istio("source", "503", "UO", 10),
      Self.istio("source", "0", "DC", 10), Self.istio("destination", "200", "-", 79),
    ])
    let edge = try #require(look.snapshot().edges.first)
    #expect(look.snapshot().edges.count == 1 && edge.from == "order" && edge.protocol == "grpc")
    #expect(edge.traffic.answersPerSecond == 100 && edge.traffic.errorRatio == 0.2)
    #expect(edge.traffic.shedPerSecond == 10)
    #expect(edge.traffic.attemptsPerSecond == nil && edge.traffic.retriesPerSecond == nil)
    let served = try #require(look.snapshot().services.first { $0.name == "payment" })
    // What the callers got no answer to it cannot know; it is added to what it served.
    #expect(served.traffic.answersPerSecond == 89)
  }

  @Test(arguments: [
    ("closed", BreakerCondition.closed), ("open", .open), ("half_open", .halfOpen),
    ("forced_open", .forcedOpen), ("disabled", .disabled), ("metrics_only", .disabled),
  ])
  func aLibrarysBreakerIsReported(_ state: String, _ condition: BreakerCondition) throws {
    let states = ["closed", "open", "half_open", "forced_open", "disabled", "metrics_only"]
    var series = states.map { name in
      Series(
        "resilience4j_circuitbreaker_state", ["name": "payment", "state": name],
        steady(name == state ? 1 : 0))
    }
    series.append(
      Series("resilience4j_circuitbreaker_failure_rate", ["name": "payment"], steady(-1)))
    let look = Self.look(series, ["application": "order", "job": "apps", "instance": "a:1"])
    let breaker = try #require(look.snapshot().breakers.first)
    #expect(breaker.from == "order" && breaker.to == "payment" && breaker.kind == .library)
    #expect(breaker.state == condition && breaker.confidence == .reported)
    #expect(breaker.reason == nil, "-1 is no rate")
    #expect(look.figures(to: "payment") == nil, "no calls are known")
  }

  @Test func aLibrarysCallsStandInForACountedClient() throws {
    func calls(_ kind: String, _ rate: Double) -> Series {
      Series(
        "resilience4j_circuitbreaker_calls_seconds_count", ["name": "payment", "kind": kind],
        growing(rate))
    }
    var series = [
      calls("successful", 6), calls("failed", 2), calls("ignored", 1),
      Series(
        "resilience4j_circuitbreaker_not_permitted_calls_total",
        ["name": "payment", "kind": "not_permitted"], growing(1)),
    ]
    let alone = try #require(Self.look(series).figures(to: "payment"))
    #expect(alone.answersPerSecond == 10 && alone.errorRatio == 0.3)
    #expect(alone.attemptsPerSecond == 9 && alone.attemptErrorRatio == 2.0 / 9)
    #expect(alone.shedPerSecond == 1 && alone.timeoutsPerSecond == nil)
    series.append(
      Series(
        "http_client_requests_seconds_count", ["client_name": "payment", "status": "200"],
        growing(6)))
    let both = try #require(Self.look(series).figures(to: "payment"))
    #expect(both.answersPerSecond == 6 && both.errorRatio == 0 && both.shedPerSecond == 1)
    #expect(both.attemptsPerSecond == nil)
  }

  @Test func springsServersAreCountedInSeconds() throws {
    func bucket(_ bound: String, _ rate: Double) -> Series {
      Series(
        "http_server_requests_seconds_bucket", ["uri": "/", "status": "200", "le": bound],
        growing(rate))
    }
    let look = Self.look([
      bucket("0.1", 50), bucket("0.2", 100), bucket("+Inf", 100),
      Series("http_server_requests_seconds_count", ["uri": "/", "status": "200"], growing(90)),
      Series("http_server_requests_seconds_count", ["uri": "/", "status": "500"], growing(10)),
    ])
    let traffic = try #require(look.snapshot().services.first { $0.name == "order" }).traffic
    #expect(traffic.answersPerSecond == 100 && traffic.errorRatio == 0.1)
    #expect(traffic.latency.p50 == 100 && traffic.latency.p95 == 190)
    #expect(traffic.latency.method == .interpolated)
  }

  @Test func theShopsSeriesAreKnownHereToo() throws {
    func client(_ name: String, _ labels: [String: String], _ rate: Double) -> Series {
      Series("http_client_\(name)", labels.merging(["to": "payment"]) { $1 }, growing(rate))
    }
    let look = Self.look([
      client("request_duration_seconds_count", ["code": "200"], 9),
      client("request_duration_seconds_count", ["code": "no-instance"], 1),
      client("request_duration_seconds_bucket", ["code": "200", "le": "0.01"], 9),
      client("request_duration_seconds_bucket", ["code": "no-instance", "le": "0.01"], 1000),
      client("attempts_total", ["code": "200", "attempt": "first"], 8),
      client("attempts_total", ["code": "200", "attempt": "retry"], 1),
      client("attempts_total", ["code": "timeout", "attempt": "first"], 1),
    ])
    let figures = try #require(look.figures(to: "payment"))
    #expect(figures.answersPerSecond == 10 && figures.unreachablePerSecond == 1)
    #expect(figures.attemptsPerSecond == 10 && figures.timeoutsPerSecond == 1)
    #expect(figures.retriesPerSecond == 1)
    let timed = try #require(figures.latency.count)
    #expect(timed > 0 && timed < 500, "what was never sent took no time")
  }
}
