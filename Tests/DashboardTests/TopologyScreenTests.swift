import Dashboard
import MeshModel
import Terminal
import TestSupport
import Testing

@Suite struct TopologyScreenTests {
  private func scene(_ name: String) throws -> TopologyScene {
    try #require(TopologyScene.all.first { $0.name == name })
  }

  @Test(arguments: TopologyScene.all, ["60x16", "80x24", "120x36"])
  func golden(_ scene: TopologyScene, _ size: String) throws {
    let session = try Session(scene, size)
    let text = size == "80x24" ? session.screenWithStyles : session.screen
    try expectGolden(text, "topology-\(scene.name)-\(size).txt")
  }

  @Test(arguments: ["messages", "stuck", "stuck-way"])
  func medium(_ name: String) throws {
    try expectGolden(
      try Session(scene(name), "110x36").screen, "topology-\(name)-110x36.txt")
  }

  @Test(arguments: ["failing", "circle", "many", "traffic", "messages", "stuck"])
  func wide(_ name: String) throws {
    try expectGolden(
      try Session(scene(name), "200x60").screen, "topology-\(name)-200x60.txt")
  }

  /// Where the screen is narrow and tall callers stand above those they call.
  @Test(arguments: ["circle", "near"])
  func narrow(_ name: String) throws {
    try expectGolden(try Session(scene(name), "40x50").screen, "topology-\(name)-40x50.txt")
  }

  @Test(arguments: ["failing", "call"])
  func withoutColour(_ name: String) throws {
    var session = try Session(scene(name), "80x24")
    session.depth = .none
    try expectGolden(session.screenWithStyles, "topology-\(name)-no-color.txt")
  }

  @Test(arguments: Theme.all.map(\.name))
  func themes(_ theme: String) throws {
    var session = try Session(scene("failing"), "80x24")
    while session.state.appearance.theme != theme { try session.press("t") }
    try session.press("Left Right")
    try expectGolden(session.screenWithStyles, "topology-theme-\(theme).txt")
  }

  @Test(arguments: TopologyScene.all, ["60x16", "80x24", "200x60"])
  func ascii(_ scene: TopologyScene, _ size: String) throws {
    let session = try Session(scene, size, isAscii: true)
    #expect(session.screen.utf8.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0A) })
    if scene.name == "failing" {
      try expectGolden(session.screen, "topology-failing-\(size)-ascii.txt")
    }
    if scene.name != "hostile" { #expect(!session.screen.contains("??")) }
  }

  /// Every size, whatever the mesh looks like.
  @Test(arguments: 0..<12 as Range<UInt64>)
  func everySizeCanBeDrawn(_ seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    var mesh = MarketMesh(
      services: (0..<Int.random(in: 0...25, using: &chance)).map {
        MarketMesh.service("s\($0)", rate: Double($0))
      })
    mesh.edges = (0..<Int.random(in: 0...50, using: &chance)).map { _ in
      TopologyScene.edge(
        "s\(Int.random(in: 0..<30, using: &chance))", "s\(Int.random(in: 0..<30, using: &chance))")
    }
    var session = try Session(
      TopologyScene(name: "any", messages: [.mesh(mesh.frame)], isAnimated: true), "80x24")
    for _ in 0..<12 {
      let size = Size(
        columns: Int.random(in: 1...300, using: &chance),
        rows: Int.random(in: 1...100, using: &chance))
      session.send(.input(.resize(size)))
      try session.press(
        ["z", "Right", "Down", "e", "Left", "G"].randomElement(using: &chance) ?? "z")
      #expect(session.state.view().buffer.size == size)
    }
    for size in [Size(columns: 1, rows: 1), Size(columns: 40, rows: 10)] {
      session.send(.input(.resize(size)))
      #expect(session.state.view().buffer.size == size)
    }
  }

  /// The figures may be what they want: nothing moves.
  @Test func figuresMoveNothing() throws {
    func shape(_ mesh: MarketMesh) throws -> [[Int]] {
      let session = try Session(
        TopologyScene(name: "any", messages: [.mesh(mesh.frame)]), "120x36")
      // Corners, arrows and where names begin.
      return session.screen.split(separator: "\n").dropFirst(3).prefix(20).map { line in
        // The k of thousands belongs to a figure.
        line.enumerated().filter {
          "╭╮╰╯▸".contains($0.element) || $0.element.isLetter && $0.element != "k"
        }
        .map(\.offset)
      }
    }
    var other = TopologyScene.shop
    for index in other.edges.indices {
      other.edges[index].traffic.answersPerSecond = [0.3, 99_999, 1_234, 7.5][index % 4]
    }
    for index in other.services.indices {
      other.services[index].traffic.answersPerSecond = [0.3, 99_999, 1_234, 7.5][index % 4]
    }
    #expect(try shape(other) == shape(TopologyScene.shop))
  }
}
