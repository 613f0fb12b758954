import Dashboard
import MeshModel
import Terminal
import TestSupport
import Testing

/// A screen of the Mesh tab: rounds that came in, keys, and what is seen then.
struct MeshScene: Sendable, CustomTestStringConvertible {
  let name: String
  var messages: [Message] = []
  var keys = ""

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
    MeshScene(name: "help", messages: [.mesh(MarketMesh.well.frame)], keys: "?"),
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
      size: size, tab: .mesh, appearance: appearance, mesh: MeshTab(name: "market"))
    for message in scene.messages { session.send(message) }
    try session.press(scene.keys)
    return session
  }

  @Test(arguments: MeshScene.all, ["60x16", "80x24", "120x36"])
  func golden(_ scene: MeshScene, _ size: String) throws {
    let session = try session(scene, size)
    let text = size == "80x24" ? session.screenWithStyles : session.screen
    try expectGolden(text, "mesh-\(scene.name)-\(size).txt")
  }

  @Test(arguments: ["failing", "service", "many"])
  func wide(_ name: String) throws {
    let scene = try #require(MeshScene.all.first { $0.name == name })
    try expectGolden(try session(scene, "200x60").screen, "mesh-\(name)-200x60.txt")
  }

  @Test(arguments: ["failing", "armed"])
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
    if scene.name == "failing" {
      try expectGolden(session.screen, "mesh-failing-\(size)-ascii.txt")
    }
    // Every sign has a likeness of its own; only a hostile name may come out as question marks.
    if scene.name != "hostile" { #expect(!session.screen.contains("??")) }
  }

  /// Names of services steer nothing, wherever they stand.
  @Test(arguments: ["", "Enter", "Enter Down", "F f", "F f Enter", "/ x", "X", "c", "?"])
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
