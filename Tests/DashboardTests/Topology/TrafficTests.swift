import Dashboard
import MeshModel
import Terminal
import Testing

/// Requests that are seen travelling.
@Suite struct TrafficTests {
  private func session(
    _ mesh: MarketMesh = TopologyScene.failing, isAnimated: Bool = true, keys: String = ""
  ) throws -> Session {
    let scene = TopologyScene(
      name: "any", messages: [.mesh(mesh.frame)], keys: keys, isAnimated: isAnimated)
    return try Session(scene, "120x36")
  }

  private func tick(_ session: inout Session, milliseconds: Int) {
    let clock = MarketMesh.clock(100)
    session.send(
      .tick(
        ClockReading(
          monotonic: clock.monotonic + milliseconds * 1_000_000,
          wall: clock.wall + milliseconds * 1_000)))
  }

  private func dots(_ session: Session) -> Int { session.screen.count { $0 == "•" } }

  @Test func requestsTravel() throws {
    var session = try session()
    #expect(dots(session) > 10)
    let first = session.screen
    #expect(session.state.tickInterval == 100)
    tick(&session, milliseconds: 300)
    #expect(session.screen != first)
    // The same moment looks the same, however it was come to.
    let there = session.screen
    var other = try self.session()
    for step in 1...3 { tick(&other, milliseconds: step * 100) }
    #expect(other.screen == there)
  }

  /// Only lines change; names and figures stay where they are.
  @Test func nothingElseMoves() throws {
    var session = try session()
    func still(_ text: String) -> String {
      String(text.map { "•✖━─│┃┄".contains($0) ? " " : $0 })
    }
    let before = still(session.screen)
    tick(&session, milliseconds: 250)
    #expect(still(session.screen) == before)
  }

  @Test(arguments: ["A", "Space", "?"])
  func standsStill(_ keys: String) throws {
    var session = try session(keys: keys)
    #expect(session.state.tickInterval ?? .max > 100)
    let before = session.screen
    if keys == "A" { #expect(dots(session) == 0) }
    tick(&session, milliseconds: 700)
    if keys != "?" { #expect(dots(session) == before.count { $0 == "•" }) }
  }

  @Test func offByTheCommandLineItCostsNothing() throws {
    var session = try session(isAnimated: false)
    #expect(session.state.tickInterval ?? .max > 100)
    #expect(dots(session) == 0)
    try session.press("A")
    #expect(dots(session) > 0)
    #expect(session.screen.contains("Requests travel again"))
  }

  /// Nothing moves where nothing runs, where nobody looks, and where what is seen is old.
  @Test func restsWithoutTraffic() throws {
    #expect(try session(TopologyScene.idle).state.tickInterval ?? .max > 100)
    #expect(try session(keys: "3").state.tickInterval ?? .max > 100)
    var session = try session()
    session.send(.tick(MarketMesh.clock(110)))
    #expect(session.state.tickInterval ?? .max > 100)
    #expect(dots(session) == 0)
  }

  /// Twice the rate is denser, a slow answer goes slower, a failure has another shape.
  @Test func figuresAreSeen() throws {
    func mesh(rate: Double, errors: Double = 0, p99: Double = 30) -> MarketMesh {
      var mesh = MarketMesh(services: ["a", "b"].map { MarketMesh.service($0) })
      mesh.edges = [TopologyScene.edge("a", "b", rate: rate, errors: errors, p99: p99)]
      return mesh
    }
    func count(_ glyph: Character, _ mesh: MarketMesh) throws -> Int {
      // Added up over time: how many fit at one moment depends on the moment.
      var session = try session(mesh)
      return (0..<50).reduce(0) { sum, step in
        tick(&session, milliseconds: step * 100)
        return sum + session.screen.count { $0 == glyph }
      }
    }
    #expect(try count("•", mesh(rate: 100)) > count("•", mesh(rate: 1)))
    #expect(try count("✖", mesh(rate: 50)) == 0)
    let failing = mesh(rate: 50, errors: 0.5)
    let share = Double(try count("✖", failing)) / Double(try count("•", failing))
    #expect(share > 0.7 && share < 1.4)
    #expect(try count("•", mesh(rate: 50, errors: 1)) == 0)
  }
}
