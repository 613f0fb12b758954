import Dashboard
import MeshModel
import Terminal
import TestSupport
import Testing

/// A palette on a screen: where it was opened, what was typed.
struct PaletteScene: Sendable, CustomTestStringConvertible {
  let name: String
  var tab = Tab.advise
  var mesh: MarketMesh?
  var keys = ""

  var testDescription: String { name }

  static let all = [
    PaletteScene(name: "open", keys: ":"),
    PaletteScene(name: "typed", keys: ": \"the\" Down"),
    PaletteScene(name: "obstacle", keys: ": \"redo\" Enter"),
    PaletteScene(name: "nothing", keys: ": \"xyzzyq\""),
    PaletteScene(
      name: "fault", tab: .mesh, mesh: .failing, keys: "F : \"fault payment \" Down"),
    PaletteScene(name: "locked", tab: .mesh, mesh: .failing, keys: ": \"fault\""),
  ]

  func session(_ size: String, _ appearance: Appearance = Appearance()) throws -> Session {
    var session = try Session(
      size: size, tab: tab, appearance: appearance, mesh: MeshTab(name: "market"))
    if let mesh { session.send(.mesh(mesh.frame)) }
    try session.press(keys)
    return session
  }
}

@Suite struct PaletteTests {
  @Test(arguments: PaletteScene.all, ["60x16", "80x24", "120x36"])
  func golden(_ scene: PaletteScene, _ size: String) throws {
    let session = try scene.session(size)
    let text = size == "80x24" ? session.screenWithStyles : session.screen
    try expectGolden(text, "palette-\(scene.name)-\(size).txt")
  }

  @Test func ascii() throws {
    let scene = try #require(PaletteScene.all.first { $0.name == "fault" })
    let screen = try scene.session("60x16", Appearance(isAscii: true)).screen
    #expect(screen.utf8.allSatisfy { $0 < 0x7F })
    try expectGolden(screen, "palette-fault-60x16-ascii.txt")
  }

  /// What is typed, where that leads, and what the screen says then.
  private static let lines: [(tab: Tab, keys: String, words: String)] = [
    (.advise, ": \"matrix\" Enter", "can still win"),
    (.advise, ": \"theme light\" Enter", "Theme light"),
    (.advise, ": \"thlig\" Enter", "Theme light"),
    (.advise, ": \"question team-count\" Enter", "team-count"),
    (.advise, ": \"pattern saga\" Enter", "archadvisor knowledge show patterns/saga"),
    (.mesh, ": \"goto payment\" Enter", "payment is failing"),
    (.advise, ": \"goto pay\" Enter", "market ▸ payment"),
    (.mesh, ": \"filter err > 5\" Enter", "--where 'err > 5'"),
    (.mesh, ": \"arm\" Enter", "ARMED for 2m"),
    (.mesh, "F : \"disarm\" Enter", "Locked: no fault"),
    (.mesh, "F : \"fault payment errors 30% for 20s\" Enter", "errors 30% for 20s"),
    (.mesh, "F : \"fault pay\" Tab \"hang\" Enter", "Break payment?"),
    (.mesh, ": \"fault payment down\" Enter", "Faults are locked"),
    (.mesh, "F : \"fault nobody down\" Enter", "There is no service, instance or edge"),
    (.mesh, ": \"filter err >\" Enter", "is compared with"),
    (.advise, ": \"qqq\" Enter", "no command fits 'qqq'"),
    (.advise, ": Esc", "$ archadvisor assess"),
  ]

  @Test(arguments: lines)
  func runs(_ tab: Tab, _ keys: String, _ words: String) throws {
    var session = try Session(size: "120x36", tab: tab, mesh: MeshTab(name: "market"))
    session.send(.mesh(MarketMesh.failing.frame))
    try session.press(keys)
    #expect(session.words.contains(words), "\(session.screen)")
  }

  @Test func leaves() throws {
    let session = try Session(keys: ": \"q\" Enter")
    guard case .quit(interrupted: false) = session.effects.last else {
      Issue.record("\(session.effects)")
      return
    }
  }

  @Test func offersAgainWhatWasDone() throws {
    var session = try Session(size: "120x36", mesh: MeshTab(name: "market"))
    session.send(.mesh(MarketMesh.failing.frame))
    try session.press(": \"filter err > 5\" Enter : \"theme mono\" Enter :")
    let lines = session.screen.split(separator: "\n").map(String.init)
    let first = try #require(lines.firstIndex { $0.contains("theme mono") })
    #expect(lines[first].contains("▸") && lines[first + 1].contains("filter err > 5"))
    try session.press("Down Enter")
    #expect(session.words.contains("--where 'err > 5'"))
  }

  /// Every key of a screen stands beside its command, so that the palette teaches it.
  @Test(arguments: [Tab.advise, .matrix, .mesh, .breakers])
  func teachesEveryKey(_ tab: Tab) throws {
    var session = try Session(size: "120x200", tab: tab, mesh: MeshTab(name: "market"))
    session.send(.mesh(MarketMesh.failing.frame))
    let bindings = Keys.table.bindings(in: session.state.scopes)
    try session.press(":")
    var screens = session.screen
    for _ in 0..<5 {
      try session.press("PageDown")
      screens += session.screen
    }
    var labels: Set<String> = []
    for binding in bindings {
      switch binding.action {
      case .move, .openPalette: continue
      default: guard labels.insert(binding.label).inserted else { continue }
      }
      let key = try #require(binding.keys.first).label
      #expect(screens.contains("\(key) "), "\(key) \(binding.label)")
    }
  }

  @Test func aClickRunsACommand() throws {
    var session = try Session(keys: ": \"theme mono\"")
    let row = try #require(
      session.screen.split(separator: "\n", omittingEmptySubsequences: false)
        .firstIndex { $0.contains("▸") })
    let frame = session.state.view()
    let action = try #require(frame.action(at: Position(column: 20, row: row)))
    session.send(.action(action))
    #expect(session.state.appearance.theme == "mono")
  }
}
