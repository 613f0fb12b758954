import Dashboard
import Labs
import MeshModel
import Terminal
import TestSupport
import Testing

@Suite("The lab on the screen")
struct LabScreenTests {
  enum Scene: String, CaseIterable, Sendable {
    case list, text, waiting, half, hint, solved, leave, starting, unprepared, late
  }

  private func session(
    _ scene: Scene, _ size: String, _ appearance: Appearance = Appearance()
  ) throws -> Session {
    var session = try Session(
      size: size, tab: .breakers, appearance: appearance, mesh: MeshTab(name: "market"))
    switch scene {
    case .list, .text:
      session.send(SchoolLab.round(105))
      try session.press("L")
      session.send(SchoolLab.shelf())
      if scene == .text { try session.press("Enter") }
    case .starting:
      session.send(.mesh(MarketMesh.absent()))
      try session.press("L")
      session.send(SchoolLab.shelf())
      try session.press("Enter")
    case .unprepared:
      session.send(SchoolLab.round(105))
      try session.press("L")
      session.send(SchoolLab.shelf())
      try session.press("Enter Enter")
      try session.finishErrand(110, problem: "The mesh 'market' does not answer: no route.")
    case .waiting, .half, .hint, .solved, .leave, .late:
      try session.beginLab()
      session.send(SchoolLab.round(111))
      let ill = MarketMesh.failing
      switch scene {
      case .half: session.send(SchoolLab.round(113, ill, fresh: [SchoolLab.tripped]))
      case .hint: session.send(SchoolLab.round(123))
      case .late: session.send(SchoolLab.round(151))
      case .solved, .leave:
        session.send(SchoolLab.round(113, ill, fresh: [SchoolLab.tripped]))
        session.send(SchoolLab.round(114, ill))
        if scene == .leave { try session.press("L") }
      default: break
      }
    }
    return session
  }

  @Test(arguments: Scene.allCases, ["60x16", "80x24", "120x36", "200x60"])
  func golden(_ scene: Scene, _ size: String) throws {
    let session = try session(scene, size)
    let text = size == "80x24" ? session.screenWithStyles : session.screen
    try expectGolden(text, "lab-\(scene.rawValue)-\(size).txt")
  }

  @Test(arguments: Scene.allCases, ["60x16", "80x24", "120x36"])
  func ascii(_ scene: Scene, _ size: String) throws {
    let session = try session(scene, size, Appearance(isAscii: true))
    #expect(session.screen.utf8.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0A) })
    #expect(!session.screen.contains("??"))
  }

  @Test(
    "the tabs of the mesh keep their rows beside it", arguments: [Tab.mesh, .topology, .breakers])
  func beside(_ tab: Tab) throws {
    var session = try session(.half, "60x16")
    session.send(.action(.showTab(tab)))
    #expect(session.screen.contains("1 of 2 s"))
    #expect(session.screen.contains("payment"))
  }
}
