import Dashboard
import MeshModel

/// A mesh that a screen has room for: twelve services in four layers.
enum SmallMesh {
  private static let layers = [1, 3, 5, 3]

  static func clock(_ second: Int) -> ClockReading {
    ClockReading(
      monotonic: (second + 100) * 1_000_000_000, wall: (1_763_720_000 + second) * 1_000_000)
  }

  static func frame(_ second: Int) -> MeshFrame {
    let clock = clock(second)
    let snapshot = Snapshot(
      id: "r\(second)-10s", at: clock.wall, windowSeconds: 10,
      sources: [
        Snapshot.Source(
          id: "shop=small", kind: "shop", isGood: true, problem: nil, ageSeconds: 0.2,
          scrapeMilliseconds: 2)
      ],
      services: names.joined().map { service($0, second) }, edges: edges(second), breakers: [])
    return MeshFrame(at: clock, snapshot: snapshot)
  }

  private static var names: [[String]] {
    layers.enumerated().map { layer, count in
      (0..<count).map { "layer-\(layer)-service-\($0)" }
    }
  }

  private static func service(_ name: String, _ second: Int) -> Snapshot.Service {
    Snapshot.Service(
      name: name,
      health: Health(.healthy, "no errors", sample: 200, windowSeconds: 10, since: nil),
      healthy: 1, total: 1, traffic: traffic(Double(second % 7) + 40), inFlight: 1, instances: [])
  }

  /// Everybody calls two of the next layer.
  private static func edges(_ second: Int) -> [Snapshot.Edge] {
    zip(names, names.dropFirst()).flatMap { callers, callees in
      callers.enumerated().flatMap { place, caller in
        Set([place % callees.count, (place + 1) % callees.count]).sorted().map { callee in
          Snapshot.Edge(
            from: caller, to: callees[callee], protocol: "http",
            traffic: traffic(Double((second + place * 9) % 50) + 1), inFlight: 1)
        }
      }
    }
  }

  private static func traffic(_ rate: Double) -> TrafficFigures {
    var figures = TrafficFigures()
    figures.answersPerSecond = rate
    figures.errorRatio = 0.02
    figures.latency.p50 = 12
    figures.latency.p95 = 40
    return figures
  }
}
