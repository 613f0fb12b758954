import Advice
import Dashboard
import MeshModel
import Terminal
import TestSupport
import Testing

/// One screen of the Patterns tab that is kept as a golden file.
struct PatternScene: Sendable, CustomTestStringConvertible {
  let name: String
  var answers = "{}"
  var mesh: MarketMesh?
  var keys = ""

  var testDescription: String { name }

  func session(_ size: String, _ appearance: Appearance = Appearance()) throws -> Session {
    var session = try Session(answers, size: size, tab: .patterns, appearance: appearance)
    if let mesh { session.send(.mesh(mesh.frame)) }
    try session.press(keys)
    return session
  }

  static let all = [
    PatternScene(name: "list", answers: answered, mesh: .failing),
    PatternScene(name: "text", answers: answered, mesh: .failing, keys: "Down Enter"),
    PatternScene(name: "text-end", keys: "Down Enter G"),
    PatternScene(name: "followed", keys: "Down Enter G Enter"),
    PatternScene(name: "tradeoff", keys: "Right Right Enter"),
    PatternScene(name: "source", answers: answered, keys: "Right Right Right Enter"),
    PatternScene(name: "warning", answers: answered, keys: "Right Enter"),
    PatternScene(name: "filter", keys: "/ \"call fail\""),
    PatternScene(name: "nothing", keys: "/ \"quux\" Enter"),
    PatternScene(name: "help", keys: "?"),
  ]

  private static let answered = "{team-count: 9, consistency: eventual, shared-database: all}"
}

@Suite struct PatternScreenTests {
  @Test(arguments: PatternScene.all, ["60x16", "80x24", "120x36"])
  func golden(_ scene: PatternScene, _ size: String) throws {
    let session = try scene.session(size)
    let text = size == "80x24" ? session.screenWithStyles : session.screen
    try expectGolden(text, "patterns-\(scene.name)-\(size).txt")
  }

  @Test(arguments: ["list", "text"])
  func large(_ name: String) throws {
    let scene = try #require(PatternScene.all.first { $0.name == name })
    try expectGolden(try scene.session("200x60").screen, "patterns-\(name)-200x60.txt")
  }

  @Test func withoutColour() throws {
    let scene = try #require(PatternScene.all.first { $0.name == "text" })
    var session = try scene.session("80x24")
    session.depth = .none
    try expectGolden(session.screenWithStyles, "patterns-text-no-color.txt")
  }

  @Test(arguments: PatternScene.all, ["60x16", "80x24", "120x36"])
  func ascii(_ scene: PatternScene, _ size: String) throws {
    let session = try scene.session(size, Appearance(isAscii: true))
    #expect(session.screen.utf8.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0A) })
    #expect(!session.screen.split(separator: "\n").dropFirst().contains { $0.contains("??") })
    if size == "80x24", scene.name == "text" {
      try expectGolden(session.screen, "patterns-text-80x24-ascii.txt")
    }
  }
}
