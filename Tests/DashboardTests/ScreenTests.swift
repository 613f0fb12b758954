import Dashboard
import Terminal
import TestSupport
import Testing

/// One screen that is kept as a golden file: a start, keys, and what came of them.
struct Scene: Sendable, CustomTestStringConvertible {
  let name: String
  var answers = "{}"
  var tab = Tab.advise
  var path: String?
  var keys = ""

  var testDescription: String { name }

  static let all = [
    Scene(name: "number", answers: "{}"),
    Scene(
      name: "number-typed", answers: "{team-count: 3}", keys: "Left Enter Ctrl-U \"0-x\" Enter"),
    Scene(name: "words", answers: "{consistency: {value: [strong, mixed]}}", keys: "n"),
    Scene(name: "list", answers: answered, keys: "l Down Down"),
    Scene(name: "veto", answers: answered, path: "office.yaml", keys: "Enter"),
    Scene(name: "question-explained", answers: answered, keys: "Enter w"),
    Scene(
      name: "contradiction", answers: "{consistency: strong}", keys: "Right Right End Up Up Enter"),
    Scene(name: "matrix", answers: answered, tab: .matrix, path: "office.yaml"),
    Scene(name: "matrix-changed", answers: answered, tab: .matrix, keys: "Down Right + v"),
    Scene(name: "matrix-explained", answers: answered, tab: .matrix, keys: "Enter"),
    Scene(name: "matrix-editor", answers: answered, tab: .matrix, keys: "Down Down e Down Down"),
    Scene(name: "help", answers: answered, keys: "?"),
    Scene(name: "save", answers: "{}", keys: "Right Enter s"),
    Scene(name: "leave", answers: "{}", keys: "Right Enter q"),
  ]

  private static let answered = """
    {team-count: 1, consistency: strong, workload: {value: [batch, stream]},
     availability-target: {not-applicable: nothing runs yet}, shared-database: all}
    """
}

@Suite struct ScreenTests {
  @Test(arguments: Scene.all, ["60x16", "80x24", "120x36", "200x60"])
  func golden(_ scene: Scene, _ size: String) throws {
    let session = try Session(
      scene.answers, size: size, tab: scene.tab, path: scene.path, keys: scene.keys)
    // How cells look is kept for one size: at the others only places differ.
    let text = size == "80x24" ? session.screenWithStyles : session.screen
    try expectGolden(text, "\(scene.name)-\(size).txt")
  }

  @Test(arguments: ["number", "matrix"])
  func withoutColour(_ name: String) throws {
    let scene = try #require(Scene.all.first { $0.name == name })
    var session = try Session(scene.answers, tab: scene.tab, path: scene.path, keys: scene.keys)
    session.depth = .none
    try expectGolden(session.screenWithStyles, "\(name)-no-color.txt")
  }

  @Test(arguments: Theme.all.map(\.name))
  func theme(_ name: String) throws {
    let scene = try #require(Scene.all.first { $0.name == "matrix" })
    let session = try Session(
      scene.answers, tab: scene.tab, path: scene.path, appearance: Appearance(theme: name))
    try expectGolden(session.screenWithStyles, "matrix-theme-\(name).txt")
  }

  @Test(arguments: Scene.all, ["60x16", "80x24"])
  func ascii(_ scene: Scene, _ size: String) throws {
    let session = try Session(
      scene.answers, size: size, tab: scene.tab, path: scene.path,
      appearance: Appearance(isAscii: true), keys: scene.keys)
    #expect(session.screen.utf8.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0A) })
    #expect(!session.screen.split(separator: "\n").dropFirst().contains { $0.contains("??") })
    if scene.name == "matrix" || scene.name == "veto" {
      try expectGolden(session.screen, "\(scene.name)-\(size)-ascii.txt")
    }
  }

  /// State is told by words and signs, never by colour alone.
  @Test func outlooksDifferWithoutColour() throws {
    let scene = try #require(Scene.all.first { $0.name == "matrix" })
    let session = try Session(
      scene.answers, tab: scene.tab, appearance: Appearance(isAscii: true))
    #expect(session.screen.contains("* yes"))
    #expect(session.screen.contains("x veto"))
  }

  @Test func saysWhenThereIsTooLittleRoom() throws {
    let session = try Session(size: "30x8")
    #expect(session.screen.contains("40 by 10"))
  }
}
