import Dashboard
import MeshModel
import Terminal
import TestSupport
import Testing

/// A screen of the Mesh tab: rounds that came in, keys, and what is seen then.
struct MeshScene: Sendable, CustomTestStringConvertible {
  let name: String
  var tab = Tab.mesh
  var messages: [Message] = []
  var keys = ""
  /// What comes in then, further keys, and what comes in at the end.
  var then: [Message] = []
  var lastKeys = ""
  var last: [Message] = []

  var testDescription: String { name }

  static let all = [
    MeshScene(name: "connecting"),
    MeshScene(name: "absent", messages: [.mesh(MarketMesh.absent())]),
    MeshScene(
      name: "starting", messages: [.mesh(MarketMesh.absent())], keys: "u"),
    MeshScene(name: "one", messages: [.mesh(one.frame)]),
    MeshScene(name: "well", messages: minute(.well)),
    MeshScene(name: "failing", messages: minute(.failing)),
    MeshScene(name: "service", messages: [.mesh(MarketMesh.failing.frame)], keys: "Enter Down"),
    MeshScene(
      name: "edge", messages: [.mesh(amplified.frame)], keys: "Enter Down Down Enter Down"),
    MeshScene(
      name: "instance", messages: [.mesh(restarted.frame)], keys: "Enter Down Down Enter Down Enter"
    ),
    MeshScene(
      name: "logs", messages: [.mesh(MarketMesh.failing.frame)], keys: "l",
      then: [MarketTraces.logs(MarketTraces.lines(100))], lastKeys: "Up Up"),
    MeshScene(
      name: "logs-filter", messages: [.mesh(MarketMesh.failing.frame)], keys: "l",
      then: [MarketTraces.logs(MarketTraces.lines(100))], lastKeys: "/ \"locked\""),
    MeshScene(
      name: "logs-hostile", messages: [.mesh(MarketMesh.failing.frame)], keys: "l",
      then: [MarketTraces.logs(MarketTraces.hostileLines)]),
    MeshScene(
      name: "traces", messages: [.mesh(MarketMesh.failing.frame)], keys: "T",
      then: [MarketTraces.traces(through: "payment")], lastKeys: "Down"),
    MeshScene(
      name: "trace", messages: [.mesh(MarketMesh.failing.frame)], keys: "T",
      then: [MarketTraces.traces(through: "payment")], lastKeys: "Enter",
      last: [MarketTraces.trace(MarketTraces.failed)]),
    MeshScene(name: "record", messages: [.mesh(MarketMesh.failing.frame)], keys: "R"),
    MeshScene(
      name: "recording", messages: [.mesh(MarketMesh.failing.frame)], keys: "R Enter",
      then: [.tick(MarketMesh.clock(102))]),
    MeshScene(
      name: "leave-faults",
      messages: [
        .mesh(MarketMesh.failing.frame),
        .meshDone(
          .addFault(FaultOrder(target: "payment", effect: .errors(50), seconds: 60)), problem: nil),
      ], keys: "q"),
    MeshScene(name: "many", messages: [.mesh(MarketMesh.many.frame)], keys: "PageDown"),
    MeshScene(name: "filter", messages: [.mesh(MarketMesh.many.frame)], keys: "/ \"-4\""),
    MeshScene(name: "sorted", messages: [.mesh(MarketMesh.many.frame)], keys: "> > > r"),
    MeshScene(name: "unknown", messages: [.mesh(MarketMesh.unknown.frame)]),
    MeshScene(name: "hostile", messages: [.mesh(hostile.frame)], keys: "Enter"),
    MeshScene(
      name: "stale", messages: [.mesh(MarketMesh.failing.frame), .tick(MarketMesh.clock(107))]),
    MeshScene(name: "lost", messages: [.mesh(lost.frame)]),
    MeshScene(name: "half-open", messages: [.mesh(halfOpen.frame)]),
    MeshScene(name: "armed", messages: [.mesh(MarketMesh.failing.frame)], keys: "F j"),
    MeshScene(name: "fault", messages: [.mesh(MarketMesh.well.frame)], keys: "F f Down Right +"),
    MeshScene(
      name: "fault-asked", messages: [.mesh(MarketMesh.well.frame)], keys: "F f Down Enter"),
    MeshScene(name: "stop", messages: [.mesh(MarketMesh.well.frame)], keys: "D"),
    MeshScene(name: "paused", messages: minute(.failing), keys: "{ { ["),
    MeshScene(name: "replay", messages: [.mesh(replayed.frame)]),
    MeshScene(name: "news", tab: .matrix, messages: [.mesh(MarketMesh.failing.frame)]),
    MeshScene(name: "breakers", tab: .breakers, messages: [.mesh(incident.frame)]),
    MeshScene(
      name: "breakers-half-open", tab: .breakers, messages: [.mesh(halfOpen.frame)]),
    MeshScene(name: "breakers-none", tab: .breakers, messages: [.mesh(MarketMesh.many.frame)]),
    MeshScene(name: "help", messages: [.mesh(MarketMesh.well.frame)], keys: "?"),
    MeshScene(name: "messages", messages: [.mesh(MarketMesh.messaging.frame)]),
    MeshScene(name: "stuck", messages: [.mesh(MarketMesh.stuck.frame)]),
    MeshScene(name: "stuck-service", messages: [.mesh(MarketMesh.stuck.frame)], keys: "Enter"),
    MeshScene(
      name: "stuck-way", messages: [.mesh(MarketMesh.stuck.frame)], keys: "Enter Enter"),
    MeshScene(
      name: "broker", messages: [.mesh(MarketMesh.stuck.frame)], keys: "/ \"broker\" Enter Enter"),
  ]

  private static var one: MarketMesh { MarketMesh(services: [MarketMesh.service("order")]) }

  /// A minute of rounds, so that there is a trend.
  private static func minute(_ last: MarketMesh) -> [Message] {
    (0..<60).map { step in
      var mesh = last
      mesh.second = last.second - 59 + step
      if step < 59 { mesh.fresh = [] }
      for index in mesh.services.indices {
        let part = Double((step * (index + 3)) % 20 + 4) / 24
        mesh.services[index].traffic.answersPerSecond? *= step == 59 ? 1 : part
        if step < 45 { mesh.services[index].health.status = .healthy }
      }
      return .mesh(mesh.frame)
    }
  }

  static var hostile: MarketMesh {
    let name = "x\u{1B}]52;c;AAAA\u{07}\r\u{202E}drow\u{200B}\u{9B}2J\u{FE0F}網\ttab"
    var mesh = MarketMesh.failing
    mesh.services[2].name = name
    mesh.services[2].health.reason = name
    mesh.services[2].instances[0].id = name
    mesh.edges[1].from = name
    mesh.edges[1].to = name
    mesh.breakers[0].to = name
    mesh.breakers[0].reason = name
    mesh.faults = [MeshFault(number: 1, target: name, effect: name, remaining: 9_000)]
    mesh.events = [
      MeshEvent(
        at: MarketMesh.wall(99), kind: EventKind(rawValue: name), subject: name, detail: name)
    ]
    mesh.sources[0].problem = name
    mesh.sources[0].isGood = false
    return mesh
  }

  /// A breaker that was tripped, probed in vain, probed with success, beside others of other kinds.
  private static var incident: MarketMesh {
    var mesh = MarketMesh.failing
    let subject = "order:payment"
    mesh.events = [
      MarketMesh.event(55, .faultOn, "payment", "errors 50% code 503 for 30s"),
      MarketMesh.event(58, .health, "payment", "healthy to degraded: http 5xx 2.0% > 0%"),
      MarketMesh.event(60, .breakerOpen, subject, "5 consecutive failures"),
      MarketMesh.event(62, .health, "payment", "degraded to failing: http 5xx 52.0% >= 10%"),
      MarketMesh.event(65, .breakerHalfOpen, subject, "a probe is let through"),
      MarketMesh.event(65, .probeFailed, subject, "the probe failed"),
      MarketMesh.event(65, .breakerOpen, subject, "the probe failed"),
      MarketMesh.event(85, .faultOff, "payment", "its time is over"),
      MarketMesh.event(88, .breakerHalfOpen, subject, "a probe is let through"),
      MarketMesh.event(88, .breakerClosed, subject, "the probe went well"),
      MarketMesh.event(92, .health, "payment", "failing to healthy: no errors"),
      MarketMesh.event(96, .breakerOpen, subject, "5 of 10 calls failed, 50% >= 50%"),
    ]
    mesh.faults = []
    mesh.breakers += [
      Snapshot.Breaker(
        from: "gateway", to: "order", kind: .library, state: .closed, confidence: .reported,
        since: MarketMesh.wall(75), trips: 2,
        distance: TripDistance(value: 12, limit: 50, unit: "percent failed of 48 calls"),
        observers: ["gateway-1"], observerCount: 1),
      Snapshot.Breaker(
        from: "edge", to: "gateway", instance: "10.0.0.7:80", kind: .ejection, state: .closed,
        confidence: .derived),
      Snapshot.Breaker(
        from: "edge", to: "gateway", kind: .concurrency, state: .shedding, confidence: .reported,
        reason: "1024 requests at a time", observers: ["edge"], observerCount: 1),
    ]
    return mesh
  }

  private static var replayed: MarketMesh {
    var mesh = MarketMesh.failing
    mesh.recorded = RecordedMoment(seconds: 75)
    return mesh
  }

  /// Retries make it worse, and the calls themselves are broken.
  static var amplified: MarketMesh {
    var mesh = MarketMesh.failing
    mesh.edges[1].traffic.retryAmplification = 1.75
    mesh.edges[1].traffic.attemptErrorRatio = 0.61
    mesh.edges[1].traffic.timeoutsPerSecond = 0.4
    mesh.faults.append(
      MeshFault(
        number: 2, target: "order:payment", effect: "latency 300 ms", remaining: 12_000))
    return mesh
  }

  /// An instance that crashed, and that others have taken out.
  private static var restarted: MarketMesh {
    var mesh = MarketMesh.failing
    mesh.services[2].instances[1].health = .ejected
    mesh.services[2].instances[1].address = "127.0.0.1:40022"
    mesh.services[2].instances[1].observedBy = ["gateway-1", "order-1", "order-2", "order-3"]
    mesh.services[2].instances[1].traffic = MarketMesh.figures(rate: 3.2, errors: 1, p99: 1250)
    mesh.breakers.append(
      Snapshot.Breaker(
        from: "order", to: "payment", instance: "payment-2", kind: .ejection, state: .open,
        confidence: .reported, since: MarketMesh.wall(97), reason: "5 consecutive 5xx", trips: 2,
        observers: ["order-1"], observerCount: 3))
    mesh.events.append(MarketMesh.event(94, .restart, "payment-2", "it ended with signal 9"))
    return mesh
  }

  private static var lost: MarketMesh {
    var mesh = MarketMesh.unknown
    mesh.sources[0].isGood = false
    mesh.sources[0].problem = "connection refused"
    mesh.sources[0].ageSeconds = nil
    return mesh
  }

  /// Closed again, but open and half-open since the round before.
  static var halfOpen: MarketMesh {
    var mesh = MarketMesh.well
    mesh.fresh = [
      MarketMesh.event(99, .breakerHalfOpen, "order:payment", "waited 5s"),
      MarketMesh.event(99, .breakerClosed, "order:payment", "the probe went well"),
    ]
    mesh.events += mesh.fresh
    return mesh
  }
}

@Suite struct MeshScreenTests {
  private func session(
    _ scene: MeshScene, _ size: String, _ appearance: Appearance = Appearance()
  ) throws -> Session {
    var session = try Session(
      size: size, tab: scene.tab, appearance: appearance, mesh: MeshTab(name: "market"))
    for message in scene.messages { session.send(message) }
    try session.press(scene.keys)
    for message in scene.then { session.send(message) }
    try session.press(scene.lastKeys)
    for message in scene.last { session.send(message) }
    return session
  }

  @Test(arguments: MeshScene.all, ["60x16", "80x24", "120x36"])
  func golden(_ scene: MeshScene, _ size: String) throws {
    let session = try session(scene, size)
    let text = size == "80x24" ? session.screenWithStyles : session.screen
    try expectGolden(text, "mesh-\(scene.name)-\(size).txt")
  }

  @Test(arguments: ["messages", "stuck", "stuck-service", "stuck-way", "broker"])
  func medium(_ name: String) throws {
    let scene = try #require(MeshScene.all.first { $0.name == name })
    try expectGolden(try session(scene, "110x36").screen, "mesh-\(name)-110x36.txt")
  }

  @Test(arguments: [
    "failing", "service", "edge", "instance", "logs", "traces", "trace", "many", "breakers",
    "stuck", "stuck-service", "stuck-way", "broker",
  ])
  func wide(_ name: String) throws {
    let scene = try #require(MeshScene.all.first { $0.name == name })
    try expectGolden(try session(scene, "200x60").screen, "mesh-\(name)-200x60.txt")
  }

  @Test(arguments: ["failing", "armed", "logs", "trace", "breakers", "breakers-half-open"])
  func withoutColour(_ name: String) throws {
    let scene = try #require(MeshScene.all.first { $0.name == name })
    var session = try session(scene, "80x24")
    session.depth = .none
    try expectGolden(session.screenWithStyles, "mesh-\(name)-no-color.txt")
  }

  @Test(arguments: MeshScene.all, ["60x16", "80x24", "200x60"])
  func ascii(_ scene: MeshScene, _ size: String) throws {
    let session = try session(scene, size, Appearance(isAscii: true))
    #expect(session.screen.utf8.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0A) })
    if ["failing", "logs", "trace"].contains(scene.name) {
      try expectGolden(session.screen, "mesh-\(scene.name)-\(size)-ascii.txt")
    }
    // Every sign has a likeness of its own; only a hostile name may come out as question marks.
    if !scene.name.hasSuffix("hostile") { #expect(!session.screen.contains("??")) }
  }

  /// Names of services steer nothing, wherever they stand.
  @Test(arguments: [
    "", "Enter", "Enter Down", "Enter Down Down Enter", "Enter Enter", "F f", "F f Enter", "/ x",
    "X", "c", "?",
  ])
  func hostileNames(_ keys: String) throws {
    var session = try session(
      MeshScene(name: "hostile", messages: [.mesh(MeshScene.hostile.frame)]), "120x36")
    try session.press(keys)
    let steering = session.screen.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar != "\n"
      case .format, .lineSeparator, .paragraphSeparator: true
      default: scalar.value == 0xFE0F
      }
    }
    #expect(steering.isEmpty)
  }
}
