import Dashboard
import MeshModel
import Terminal
import Testing

/// A screen of the Topology tab: rounds that came in, keys, and what is seen then.
struct TopologyScene: Sendable, CustomTestStringConvertible {
  let name: String
  var messages: [Message] = []
  var keys = ""
  var isAnimated = false

  var testDescription: String { name }

  static let all = [
    TopologyScene(name: "connecting"),
    TopologyScene(name: "absent", messages: [.mesh(MarketMesh.absent())]),
    TopologyScene(name: "well", messages: [.mesh(shop.frame)]),
    TopologyScene(name: "failing", messages: [.mesh(failing.frame)]),
    TopologyScene(name: "call", messages: [.mesh(failing.frame)], keys: "e"),
    TopologyScene(name: "near", messages: [.mesh(failing.frame)], keys: "z"),
    TopologyScene(name: "filter", messages: [.mesh(failing.frame)], keys: "/ \"pr\" Enter"),
    TopologyScene(name: "idle", messages: [.mesh(idle.frame)]),
    TopologyScene(name: "one", messages: [.mesh(one.frame)]),
    TopologyScene(name: "circle", messages: [.mesh(circle.frame)]),
    TopologyScene(name: "hostile", messages: [.mesh(MeshScene.hostile.frame)]),
    TopologyScene(
      name: "stale", messages: [.mesh(failing.frame), .tick(MarketMesh.clock(107))]),
    TopologyScene(name: "many", messages: [.mesh(many.frame)]),
    TopologyScene(name: "armed", messages: [.mesh(failing.frame)], keys: "F Left f"),
    TopologyScene(name: "traffic", messages: [.mesh(failing.frame)], isAnimated: true),
    TopologyScene(name: "help", messages: [.mesh(shop.frame)], keys: "?"),
    TopologyScene(name: "messages", messages: [.mesh(MarketMesh.messaging.frame)]),
    TopologyScene(name: "stuck", messages: [.mesh(MarketMesh.stuck.frame)]),
    TopologyScene(
      name: "stuck-way", messages: [.mesh(MarketMesh.stuck.frame)], keys: "e"),
    TopologyScene(
      name: "crowded", messages: [.mesh(MarketMesh.crowded.frame)], keys: "h"),
  ]

  static func edge(
    _ from: String, _ to: String, rate: Double? = 8.4, errors: Double? = 0, p99: Double? = 30,
    attempts: Double? = 1
  ) -> Snapshot.Edge {
    var figures = MarketMesh.figures(rate: rate, errors: errors, p99: p99)
    figures.retryAmplification = attempts
    return Snapshot.Edge(from: from, to: to, protocol: "http", traffic: figures, inFlight: 0)
  }

  static func breaker(
    _ from: String, _ to: String, _ state: BreakerCondition = .closed
  ) -> Snapshot.Breaker {
    let isTripped = state == .open
    return Snapshot.Breaker(
      from: from, to: to, kind: .library, state: state, confidence: .reported,
      since: MarketMesh.wall(isTripped ? 96 : 10),
      reason: isTripped ? "5 of 10 calls failed, 50% >= 50%" : nil, trips: isTripped ? 1 : 0,
      nextProbeSeconds: isTripped ? 2.5 : nil, observers: [from], observerCount: 1)
  }

  /// A shop as large as a real one.
  static var shop: MarketMesh {
    var mesh = MarketMesh.well
    mesh.services = [
      MarketMesh.service("gateway", rate: 61.2, p99: 41), MarketMesh.service("order", rate: 20.4),
      MarketMesh.service("payment", rate: 6.3, p99: 8.2), MarketMesh.service("product", rate: 40),
      MarketMesh.service("inventory", rate: 20.4), MarketMesh.service("user", rate: 26.7),
      MarketMesh.service("broker", rate: 51, p99: 4), MarketMesh.service("registry", rate: 8),
    ]
    mesh.edges = [
      edge("gateway", "order", rate: 20.4, p99: 41), edge("gateway", "product", rate: 19.6),
      edge("gateway", "user", rate: 6.3), edge("order", "payment", rate: 6.3, p99: 8.2),
      edge("order", "product", rate: 20.4), edge("order", "user", rate: 20.4),
      edge("order", "inventory", rate: 20.4, p99: 18), edge("order", "broker", rate: 33),
      edge("payment", "broker", rate: 12.1), edge("inventory", "broker", rate: 6),
    ]
    mesh.breakers = mesh.edges.map { breaker($0.from, $0.to) }
    return mesh
  }

  /// Payment fails, order has stopped calling it, another call is slow, both on purpose.
  static var failing: MarketMesh {
    var mesh = shop
    mesh.services[1] = MarketMesh.service(
      "order", .degraded, "http 5xx 4.1% > 0%", rate: 20.4, errors: 0.041, causes: ["payment"])
    mesh.services[2] = MarketMesh.service(
      "payment", .failing, "http 5xx 52.0% >= 10%", rate: 6.3, errors: 0.52, p99: 1250)
    mesh.edges[0] = edge("gateway", "order", rate: 20.4, errors: 0.041, p99: 310)
    mesh.edges[3] = edge("order", "payment", errors: 0.52, attempts: 1.8)
    mesh.edges[6] = edge("order", "inventory", rate: 20.4, p99: 340)
    mesh.breakers[3] = breaker("order", "payment", .open)
    mesh.breakers[0] = breaker("gateway", "order", .halfOpen)
    mesh.faults = [
      MeshFault(number: 1, target: "payment-1", effect: "errors 50% code 503", remaining: 42_000),
      MeshFault(number: 2, target: "order:inventory", effect: "latency 300 ms", remaining: 12_000),
    ]
    return mesh
  }

  /// Nobody calls anybody yet.
  static var idle: MarketMesh {
    var mesh = shop
    for index in mesh.services.indices {
      mesh.services[index] = MarketMesh.service(
        mesh.services[index].name, .noTraffic, "no requests in 10s", rate: 0, errors: nil, p99: nil)
    }
    mesh.edges = []
    mesh.breakers = []
    return mesh
  }

  static var one: MarketMesh {
    MarketMesh(services: [MarketMesh.service("order")])
  }

  /// Calls that go round, and one service that calls itself.
  static var circle: MarketMesh {
    var mesh = MarketMesh(services: ["one", "two", "three"].map { MarketMesh.service($0) })
    mesh.edges = [
      edge("one", "two"), edge("two", "three"), edge("three", "one", rate: 2, errors: 0.2),
      edge("three", "three"), edge("entry", "one", rate: 0),
    ]
    return mesh
  }

  /// 200 services and 1,000 calls.
  static var many: MarketMesh {
    var mesh = MarketMesh(
      services: (0..<200).map { MarketMesh.service("stall-\($0)", rate: Double($0)) })
    mesh.edges = (0..<1_000).map { number in
      let from = number % 200
      return edge(
        "stall-\(from)", "stall-\((from * 7 + number / 200 * 31 + 1) % 200)",
        rate: Double(number) / 9, errors: number % 41 == 0 ? 0.02 : 0)
    }
    return mesh
  }
}

extension Session {
  init(_ scene: TopologyScene, _ size: String, isAscii: Bool = false) throws {
    try self.init(
      size: size, tab: .topology,
      appearance: Appearance(isAscii: isAscii, isAnimated: scene.isAnimated),
      mesh: MeshTab(name: "market"))
    for message in scene.messages { send(message) }
    try press(scene.keys)
  }
}
