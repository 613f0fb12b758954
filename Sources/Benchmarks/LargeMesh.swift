import Dashboard
import MeshModel

/// A mesh larger than a screen: 200 services, 1,000 edges, a breaker on each.
enum LargeMesh {
  private static let services = 200
  private static let edges = 1_000

  static func frame(_ second: Int) -> MeshFrame {
    let clock = ClockReading(
      monotonic: (second + 100) * 1_000_000_000, wall: (1_763_720_000 + second) * 1_000_000)
    let snapshot = Snapshot(
      id: "r\(second)-10s", at: clock.wall, windowSeconds: 10,
      sources: [
        Snapshot.Source(
          id: "shop=large", kind: "shop", isGood: true, problem: nil, ageSeconds: 0.2,
          scrapeMilliseconds: 5)
      ],
      services: (0..<services).map { service($0, second, clock) },
      edges: (0..<edges).map { edge($0, second) },
      breakers: (0..<edges).map { breaker($0, second, clock) })
    return MeshFrame(at: clock, snapshot: snapshot, events: events(clock))
  }

  private static func name(_ number: Int) -> String { "service-\(number % services)" }

  /// Every service calls five others.
  private static func callee(_ number: Int) -> String {
    name(number % services * 7 + number / services * 31 + 1)
  }

  private static func service(
    _ number: Int, _ second: Int, _ clock: ClockReading
  ) -> Snapshot.Service {
    let isIll = (number + second) % 23 == 0
    let health = Health(
      isIll ? .failing : .healthy, isIll ? "http 5xx 12.0% >= 10%" : "no errors", sample: 200,
      windowSeconds: 10, since: clock.wall - 30_000_000)
    return Snapshot.Service(
      name: name(number), health: health, healthy: 1, total: 1,
      traffic: traffic(number + second, isIll), inFlight: 2, instances: [])
  }

  private static func edge(_ number: Int, _ second: Int) -> Snapshot.Edge {
    Snapshot.Edge(
      from: name(number), to: callee(number), protocol: "http",
      traffic: traffic(number + second, false), inFlight: 1)
  }

  private static func breaker(
    _ number: Int, _ second: Int, _ clock: ClockReading
  ) -> Snapshot.Breaker {
    Snapshot.Breaker(
      from: name(number), to: callee(number), kind: .library,
      state: (number + second) % 41 == 0 ? .open : .closed, confidence: .reported,
      since: clock.wall - 5_000_000, trips: 2,
      distance: TripDistance(value: 1, limit: 5, unit: "consecutive failures"),
      observers: ["a"], observerCount: 1)
  }

  private static func traffic(_ number: Int, _ isIll: Bool) -> TrafficFigures {
    var figures = TrafficFigures()
    figures.answersPerSecond = Double(number % 300) + 0.5
    figures.errorRatio = isIll ? 0.12 : 0
    figures.latency.p50 = 8
    figures.latency.p95 = 80
    figures.latency.p99 = Double(number % 900)
    return figures
  }

  private static func events(_ clock: ClockReading) -> [MeshEvent] {
    (0..<MeshFrame.eventLimit).map { number in
      MeshEvent(
        at: clock.wall - (MeshFrame.eventLimit - number) * 300_000,
        kind: number % 2 == 0 ? .breakerOpen : .breakerClosed,
        subject: "\(name(number)):\(callee(number))", detail: "5 consecutive failures")
    }
  }
}
