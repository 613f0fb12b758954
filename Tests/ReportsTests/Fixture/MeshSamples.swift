import MeshModel

/// Snapshots made up for the reports.
enum MeshSamples {
  /// 2026-11-21T10:00:00.000Z.
  static let ten = 1_795_255_200_000_000

  static var healthy: Snapshot {
    snapshot(
      [
        service("gateway", .healthy, "no errors", traffic(120, p99: 41)),
        service("order", .healthy, "http 4xx 1.2%", traffic(24.04, p99: 25)),
        service("payment", .noTraffic, "no requests in 10 s", traffic(0)),
      ],
      edges: [
        edge("gateway", "order", traffic(24.04, p99: 25)), edge("order", "payment", traffic(0)),
      ],
      breakers: [breaker("gateway", "order"), breaker("order", "payment")])
  }

  /// Payment fails and takes order with it; order's breaker has opened, and it tries again.
  static var failing: Snapshot {
    var calls = traffic(20.1, errors: 0.031, p99: 1250)
    calls.attemptsPerSecond = 35.2
    calls.attemptErrorRatio = 0.45
    calls.retriesPerSecond = 15.1
    calls.retryAmplification = 1.75
    calls.shedPerSecond = 4.2
    calls.timeoutsPerSecond = 0
    var open = breaker("order", "payment", .open)
    open.since = ten - 3_000_000
    open.reason = "5 consecutive failures"
    open.trips = 3
    open.nextProbeSeconds = 2.5
    open.distance = TripDistance(value: 5, limit: 5, unit: "consecutive failures")
    open.observers = ["order-1"]
    open.observerCount = 2
    return snapshot(
      [
        service("gateway", .degraded, "http 5xx 0.4% > 0%", traffic(120, errors: 0.004, p99: 41)),
        service(
          "order", .degraded, "http 5xx 3.1% > 0%", traffic(24, errors: 0.031, p99: 1250),
          causes: ["payment"]),
        service(
          "payment", .failing, "http 5xx 45.0% >= 10%", traffic(35.2, errors: 0.45, p99: 12, n: 52),
          causes: ["payment"], healthy: 1),
        service("user", .healthy, "no errors", traffic(24, p99: 3.25)),
      ],
      edges: [
        edge("gateway", "order", traffic(24, errors: 0.031, p99: 1250)),
        edge("order", "payment", calls), edge("order", "user", traffic(24, p99: 3.25)),
      ],
      breakers: [breaker("gateway", "order"), open, breaker("order", "user")])
  }

  /// Nothing has a valid window yet, and one source never answered.
  static var first: Snapshot {
    var snapshot = snapshot(
      [
        service("order", .unknown, "no valid window yet", TrafficFigures(), healthy: nil),
        service(
          "payment", .starting, "none of 2 instances is ready yet", TrafficFigures(), healthy: 0),
      ], edges: [edge("order", "payment", TrafficFigures())],
      breakers: [breaker("order", "payment", .unknown)])
    snapshot.sources.append(
      Snapshot.Source(
        id: "envoy=http://127.0.0.1:9901", kind: "envoy", isGood: false,
        problem: "connection refused", ageSeconds: nil, scrapeMilliseconds: nil))
    return snapshot
  }

  /// Payment handles messages only, and is behind with them; the others are fine.
  static var messaging: Snapshot {
    var payment = service(
      "payment", .failing, "messages failed 12.0% >= 10%", traffic(0), causes: ["payment"])
    payment.messages = messages(published: 8, handled: 7.92, failed: 1.08, lag: 4200)
    payment.instances[0].messages = payment.messages
    var order = service("order", .healthy, "no errors", traffic(9.1, p99: 25))
    order.messages = messages(published: 18.2, handled: 8, lag: 9)
    var inventory = service("inventory", .healthy, "no errors", traffic(9.1, p99: 3.5))
    inventory.messages = messages(handled: 8, lag: 20.5)
    var snapshot = snapshot(
      [
        service("broker", .healthy, "no errors", traffic(52, p99: 2)),
        service("gateway", .healthy, "no errors", traffic(9.1, p99: 41)), inventory, order, payment,
      ],
      edges: [
        edge("gateway", "order", traffic(9.1, p99: 25)),
        edge("order", "inventory", traffic(9.1, p99: 3.5)),
      ],
      breakers: [breaker("order", "broker"), breaker("gateway", "order")])
    snapshot.channels = [
      channel(
        "orders", ["OrderCancelled", "OrderConfirmed"], ["order"], "inventory",
        messages(published: 8, handled: 8, lag: 20.5),
        ChannelLevel(waiting: 0, inFlight: 0, oldestAge: 0, deadLetters: 0)),
      channel(
        "orders", ["OrderPlaced"], ["order"], "payment",
        messages(published: 9.1, handled: 7.92, failed: 1.08, redelivered: 2.5, lag: 4200),
        ChannelLevel(waiting: 31, inFlight: 8, oldestAge: 7.25, deadLetters: 2)),
      channel(
        "payments", ["PaymentFailed", "PaymentSucceeded"], ["payment"], "order",
        messages(published: 8, handled: 8, lag: 9),
        ChannelLevel(waiting: 1, inFlight: 0, oldestAge: 0.004, deadLetters: 0)),
      Snapshot.Channel(topic: "audit", broker: "broker", group: nil, producers: ["order"]),
    ]
    return snapshot
  }

  private static func messages(
    published: Double? = nil, handled: Double, failed: Double = 0, redelivered: Double = 0,
    lag: Double
  ) -> MessageFigures {
    var messages = MessageFigures()
    messages.publishedPerSecond = published
    messages.handledPerSecond = handled
    messages.ignoredPerSecond = 0
    messages.failedPerSecond = failed
    messages.redeliveredPerSecond = redelivered
    messages.failedRatio = handled + failed > 0 ? failed / (handled + failed) : nil
    messages.lag = traffic(handled, p99: lag, n: handled * 10).latency
    messages.handling = traffic(handled, p99: lag / 10, n: handled * 10).latency
    return messages
  }

  private static func channel(
    _ topic: String, _ events: [String], _ producers: [String], _ group: String,
    _ messages: MessageFigures, _ level: ChannelLevel
  ) -> Snapshot.Channel {
    Snapshot.Channel(
      topic: topic, events: events, broker: "broker", group: group, producers: producers,
      consumers: [group], messages: messages, level: level)
  }

  static let nasty = "x\u{1B}]52;c;AAAA\u{7}\r\u{202E}\u{200B}\"|<b>\\\n,y"

  static var hostile: Snapshot {
    var opened = breaker(nasty, nasty, .open)
    opened.reason = nasty
    var snapshot = snapshot(
      [
        service(
          nasty, .failing, nasty, traffic(10, errors: 0.5, p99: 9), causes: [nasty, "=cmd"]),
        service("=cmd|' /C calc'!A0", .healthy, "", traffic(1, p99: 5)),
      ], edges: [edge(nasty, nasty, traffic(10, errors: 0.5, p99: 9))], breakers: [opened])
    snapshot.channels = [
      Snapshot.Channel(
        topic: nasty, events: [nasty], broker: nasty, group: nasty, producers: [nasty],
        consumers: [nasty], messages: messages(handled: 10, lag: 9))
    ]
    snapshot.sources[0].problem = nasty
    snapshot.sources[0].isGood = false
    return snapshot
  }

  static var empty: Snapshot { snapshot([], edges: [], breakers: []) }

  static var one: Snapshot {
    snapshot(
      [service("web", .healthy, "no errors", traffic(0.02, p99: 0.01, n: 1))], edges: [],
      breakers: [])
  }

  /// So many services in a chain, each with as long a name as it takes.
  static func many(_ count: Int) -> Snapshot {
    func name(_ index: Int) -> String { "service-with-a-rather-long-name-\(index)" }
    return snapshot(
      (0..<count).map { index in
        let errors = index % 7 == 0 ? 0.25 : 0
        return service(
          name(index), errors > 0 ? .failing : .healthy, "http 5xx 25.0% >= 10%",
          traffic(Double(index) * 1000, errors: errors, p99: Double(index) * 3000))
      },
      edges: (1..<count).map { index in
        edge(name((index - 1) / 2), name(index), traffic(Double(index), p99: 5))
      }, breakers: [])
  }

  static let events = [
    MeshEvent(
      at: ten, kind: .faultOn, subject: "payment", detail: "errors 50% code 503",
      snapshot: "mi9x0a00-10s"
    ),
    MeshEvent(
      at: ten + 1_120_000, kind: .breakerOpen, subject: "order:payment",
      detail: "5 consecutive failures", snapshot: "mi9x0b00-10s"),
    MeshEvent(
      at: ten + 2_000_000, kind: .health, subject: "payment",
      detail: "healthy to failing: http 5xx 45.0% >= 10%, which is worth a second line here"),
    MeshEvent(at: ten + 3_000_000, kind: .probeFailed, subject: nasty, detail: nasty),
  ]

  private static func snapshot(
    _ services: [Snapshot.Service], edges: [Snapshot.Edge], breakers: [Snapshot.Breaker]
  ) -> Snapshot {
    Snapshot(
      id: "mi9x0b00-10s", at: ten, windowSeconds: 10,
      sources: [
        Snapshot.Source(
          id: "shop=shop", kind: "shop", isGood: true, problem: nil, ageSeconds: 0.4,
          scrapeMilliseconds: 1.4)
      ], services: services, edges: edges, breakers: breakers)
  }

  private static func traffic(
    _ rate: Double, errors: Double = 0, p99: Double? = nil, n: Double = 602
  ) -> TrafficFigures {
    var traffic = TrafficFigures()
    traffic.answersPerSecond = rate
    traffic.attemptsPerSecond = rate
    traffic.latency.count = rate > 0 ? n : 0
    traffic.latency.method = .exact
    guard rate > 0 else { return traffic }
    traffic.errorRatio = errors
    traffic.attemptErrorRatio = errors
    traffic.retryAmplification = 1
    traffic.retriesPerSecond = 0
    traffic.shedPerSecond = 0
    traffic.classes.success = 1 - errors
    traffic.classes.redirect = 0
    traffic.classes.clientError = 0
    traffic.classes.serverError = errors
    traffic.latency.p50 = p99.map { $0 / 4 }
    traffic.latency.p95 = p99.map { $0 / 1.5 }
    traffic.latency.p99 = p99
    return traffic
  }

  private static func service(
    _ name: String, _ status: Health.Status, _ reason: String, _ traffic: TrafficFigures,
    causes: [String] = [], healthy: Int? = 2
  ) -> Snapshot.Service {
    var health = Health(
      status, reason, sample: traffic.latency.count, windowSeconds: 10, since: ten - 5_000_000)
    health.causes = causes
    let instance = Snapshot.Instance(
      id: "\(name)-1", address: "127.0.0.1:7104", version: "v1", health: .healthy,
      observedBy: ["supervisor"], traffic: traffic)
    return Snapshot.Service(
      name: name, health: health, healthy: healthy, total: healthy.map { _ in 2 },
      traffic: traffic, inFlight: traffic.answersPerSecond == nil ? nil : 2,
      instances: [instance])
  }

  private static func edge(
    _ from: String, _ to: String, _ traffic: TrafficFigures
  ) -> Snapshot.Edge {
    Snapshot.Edge(from: from, to: to, protocol: "http", traffic: traffic, inFlight: 1)
  }

  private static func breaker(
    _ from: String, _ to: String, _ state: BreakerCondition = .closed
  ) -> Snapshot.Breaker {
    Snapshot.Breaker(
      from: from, to: to, kind: .library, state: state, confidence: .reported, trips: 0)
  }
}
