import MeshModel

/// A small mesh in which payment fails, order fails with it, user is well and search never spoke.
enum Village {
  static var snapshot: Snapshot {
    Snapshot(
      id: "r1-10s", at: 0, windowSeconds: 10, sources: [],
      services: [
        service("order", .degraded, causes: ["payment"], errors: 0.06, p99: 180, rate: 20),
        service(
          "payment", .failing, causes: ["payment"], errors: 0.4, p99: 250, rate: 40, healthy: 1),
        service("search", .unknown, errors: nil, p99: nil, rate: nil),
        service("user", .healthy, errors: 0, p99: 8, rate: 10, total: 1),
      ],
      edges: [
        edge("order", "payment", retries: 3.9, amplification: 1.75),
        edge("order", "user", retries: 0, amplification: 1),
      ],
      breakers: [
        Snapshot.Breaker(
          from: "order", to: "payment", kind: .library, state: .halfOpen, confidence: .reported),
        Snapshot.Breaker(
          from: "order", to: "user", kind: .library, state: .closed, confidence: .reported),
      ])
  }

  /// The village, in which payment takes orders, and mail is written.
  static var withMessages: Snapshot {
    var snapshot = snapshot
    var handled = MessageFigures()
    handled.handledPerSecond = 9
    handled.failedPerSecond = 1
    handled.failedRatio = 0.1
    handled.lag.p99 = 250
    snapshot.services[1].messages = handled
    snapshot.channels = [
      Snapshot.Channel(
        topic: "orders", events: ["Placed"], broker: "broker", group: "payment",
        producers: ["order"], consumers: ["payment"], messages: handled,
        level: ChannelLevel(waiting: 12, inFlight: 1, oldestAge: 2.5, deadLetters: 1)),
      Snapshot.Channel(
        topic: "refunds", broker: "broker", group: "payment", producers: ["order"],
        consumers: ["payment"], level: ChannelLevel(waiting: 3, oldestAge: 4, deadLetters: 0)),
      Snapshot.Channel(topic: "mail", broker: "broker", group: nil, producers: ["user"]),
    ]
    return snapshot
  }

  private static func service(
    _ name: String, _ status: Health.Status, causes: [String] = [], errors: Double?, p99: Double?,
    rate: Double?, healthy: Int = 2, total: Int = 2
  ) -> Snapshot.Service {
    var health = Health(status, "because", windowSeconds: 10)
    health.causes = causes
    var traffic = TrafficFigures()
    traffic.errorRatio = errors
    traffic.latency.p99 = p99
    traffic.answersPerSecond = rate
    return Snapshot.Service(
      name: name, health: health, healthy: min(healthy, total), total: total, traffic: traffic,
      inFlight: nil, instances: [])
  }

  private static func edge(
    _ from: String, _ to: String, retries: Double, amplification: Double
  ) -> Snapshot.Edge {
    var traffic = TrafficFigures()
    traffic.retriesPerSecond = retries
    traffic.retryAmplification = amplification
    return Snapshot.Edge(from: from, to: to, protocol: "http", traffic: traffic, inFlight: nil)
  }
}
