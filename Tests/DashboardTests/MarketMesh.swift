import Dashboard
import MeshModel

/// A small mesh at a moment, made by hand: what a market's shop could look like.
struct MarketMesh {
  /// Seconds since it was first looked at.
  var second = 100
  var services: [Snapshot.Service]
  var edges: [Snapshot.Edge] = []
  var breakers: [Snapshot.Breaker] = []
  var channels: [Snapshot.Channel] = []
  var events: [MeshEvent] = []
  var fresh: [MeshEvent] = []
  var faults: [MeshFault] = []
  var recorded: RecordedMoment?
  var sources = [
    Snapshot.Source(
      id: "shop=market", kind: "shop", isGood: true, problem: nil, ageSeconds: 0.4,
      scrapeMilliseconds: 2)
  ]

  /// Microseconds of the wall clock at a second.
  static func wall(_ second: Int) -> Int { (1_763_720_000 + second) * 1_000_000 }

  static func clock(_ second: Int) -> ClockReading {
    ClockReading(monotonic: second * 1_000_000_000, wall: wall(second))
  }

  var frame: MeshFrame {
    MeshFrame(
      at: Self.clock(second),
      snapshot: Snapshot(
        id: "r\(second)-10s", at: Self.wall(second), windowSeconds: 10, sources: sources,
        services: services, edges: edges, breakers: breakers, channels: channels),
      events: events, fresh: fresh, faults: faults, recorded: recorded)
  }

  /// What is found where nothing runs.
  static func absent(_ second: Int = 100) -> MeshFrame {
    MeshFrame(at: clock(second), presence: .absent)
  }
}

extension MarketMesh {
  static func service(
    _ name: String, _ status: Health.Status = .healthy, _ reason: String = "",
    rate: Double? = 20.1, errors: Double? = 0, p99: Double? = 25, busy: Double? = 1,
    causes: [String] = [], instances: [Snapshot.Instance] = []
  ) -> Snapshot.Service {
    var health = Health(
      status, reason, sample: rate.map { $0 * 10 }, windowSeconds: 10, since: wall(88))
    health.causes = causes
    return Snapshot.Service(
      name: name, health: health, healthy: instances.isEmpty ? nil : 1,
      total: instances.isEmpty ? nil : instances.count,
      traffic: figures(rate: rate, errors: errors, p99: p99), inFlight: busy, instances: instances)
  }

  static func figures(rate: Double?, errors: Double?, p99: Double?) -> TrafficFigures {
    var figures = TrafficFigures()
    figures.answersPerSecond = rate
    figures.attemptsPerSecond = rate.map { $0 * 1.2 }
    figures.errorRatio = errors
    figures.retriesPerSecond = rate.map { $0 * 0.2 }
    figures.shedPerSecond = rate.map { _ in 0 }
    figures.classes.success = errors.map { 1 - $0 }
    figures.classes.clientError = errors.map { _ in 0 }
    figures.classes.serverError = errors
    figures.latency.p50 = p99.map { $0 / 3 }
    figures.latency.p95 = p99.map { $0 * 0.75 }
    figures.latency.p99 = p99
    figures.latency.count = rate.map { $0 * 10 }
    return figures
  }

  static func edge(_ from: String, _ to: String, errors: Double? = 0) -> Snapshot.Edge {
    Snapshot.Edge(
      from: from, to: to, protocol: "http", traffic: figures(rate: 8.4, errors: errors, p99: 30),
      inFlight: 0)
  }

  static func event(
    _ second: Int, _ kind: EventKind, _ subject: String, _ detail: String = ""
  ) -> MeshEvent {
    MeshEvent(at: wall(second), kind: kind, subject: subject, detail: detail)
  }

  /// All is well.
  static var well: MarketMesh {
    MarketMesh(
      services: [
        service("gateway", rate: 61.2, p99: 41), service("order", rate: 20.4),
        service("payment", rate: 6.3, p99: 8.2), service("product", rate: 40),
        service("inventory", .noTraffic, "no requests in 10s", rate: 0, errors: nil, p99: nil),
      ],
      edges: [edge("gateway", "order"), edge("order", "payment"), edge("order", "product")],
      breakers: [
        Snapshot.Breaker(
          from: "order", to: "payment", kind: .library, state: .closed, confidence: .reported,
          since: wall(10), trips: 0,
          distance: TripDistance(value: 1, limit: 5, unit: "consecutive failures"),
          observers: ["order-1"], observerCount: 1)
      ],
      events: [event(60, .health, "order", "no-traffic to healthy: ")])
  }

  /// Payment fails, order stopped calling it, and somebody did that on purpose.
  static var failing: MarketMesh {
    var mesh = well
    mesh.services[1] = service(
      "order", .degraded, "http 5xx 4.1% > 0%", rate: 20.4, errors: 0.041, p99: 310,
      causes: ["payment"])
    mesh.services[2] = service(
      "payment", .failing, "http 5xx 52.0% >= 10%", rate: 6.3, errors: 0.52, p99: 1250, busy: 4,
      causes: ["payment"],
      instances: [
        Snapshot.Instance(
          id: "payment-1", address: "127.0.0.1:40021", version: "v1", health: .healthy,
          observedBy: ["supervisor"], traffic: figures(rate: 3.1, errors: 0, p99: 9)),
        Snapshot.Instance(
          id: "payment-2", address: nil, version: "v1", health: .unhealthy,
          observedBy: ["supervisor"], traffic: TrafficFigures()),
      ])
    mesh.edges[1] = edge("order", "payment", errors: 0.52)
    mesh.breakers[0] = Snapshot.Breaker(
      from: "order", to: "payment", kind: .library, state: .open, confidence: .reported,
      since: wall(96), reason: "5 of 10 calls failed, 50% >= 50%", trips: 1,
      nextProbeSeconds: 2.5, observers: ["order-1"], observerCount: 1)
    mesh.faults = [
      MeshFault(number: 1, target: "payment", effect: "errors 50% code 503", remaining: 42_000)
    ]
    mesh.events += [
      event(82, .faultOn, "payment", "errors 50% code 503 for 60s"),
      event(88, .health, "payment", "healthy to failing: http 5xx 52.0% >= 10%"),
      event(96, .breakerOpen, "order:payment", "5 of 10 calls failed, 50% >= 50%"),
    ]
    return mesh
  }

  /// Too many services for a screen.
  static var many: MarketMesh {
    let services = (0..<60).map { number -> Snapshot.Service in
      let isIll = number % 17 == 3
      return service(
        "stall-\(number)", isIll ? .degraded : .healthy, isIll ? "http 5xx 1.0% > 0%" : "",
        rate: Double(number) * 37.5, errors: isIll ? 0.01 : 0, p99: Double(number * number))
    }
    return MarketMesh(services: services)
  }

  /// Nothing that could be a number is known.
  static var unknown: MarketMesh {
    MarketMesh(
      services: ["gateway", "order"].map {
        service($0, .unknown, "no valid window", rate: nil, errors: nil, p99: nil, busy: nil)
      })
  }
}
