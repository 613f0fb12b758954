import Dashboard
import Terminal
import TestSupport
import Testing

/// The screens of the matrix beyond the plain one.
@Suite struct MatrixScreenTests {
  private static let answers = """
    {team-count: 1, consistency: strong, workload: {value: [batch, stream]},
     availability-target: {not-applicable: nothing runs yet}, shared-database: all}
    """

  private static let scenes = [
    Scene(name: "matrix-flips", answers: answers, tab: .matrix, keys: "f"),
    Scene(name: "matrix-veto", answers: answers, tab: .matrix, keys: "V Enter"),
    Scene(
      name: "matrix-source", answers: answers, tab: .matrix,
      keys: "Down Enter Down Down Down Down Down Down Down Down Down Enter"),
    Scene(
      name: "matrix-by-lead", answers: answers, tab: .matrix, path: "office.yaml", keys: "> > Down"),
    Scene(
      name: "matrix-compared", answers: answers, tab: .matrix, path: "office.yaml",
      keys: "Down Right + C"),
    Scene(name: "matrix-nothing-saved", tab: .matrix, keys: "Right Down Right C"),
  ]

  private func session(
    _ name: String, _ size: String, _ appearance: Appearance = Appearance()
  ) throws -> Session {
    let scene = try #require((Self.scenes + Scene.all).first { $0.name == name })
    return try Session(
      scene.answers, size: size, tab: scene.tab, path: scene.path, appearance: appearance,
      keys: scene.keys)
  }

  @Test(arguments: scenes.map(\.name), ["60x16", "80x24", "120x36"])
  func golden(_ name: String, _ size: String) throws {
    let session = try session(name, size)
    let text = size == "80x24" ? session.screenWithStyles : session.screen
    try expectGolden(text, "\(name)-\(size).txt")
  }

  @Test(arguments: ["matrix", "matrix-by-lead", "matrix-compared"])
  func wide(_ name: String) throws {
    try expectGolden(try session(name, "200x60").screen, "\(name)-200x60.txt")
  }

  @Test(arguments: ["matrix-flips", "matrix-compared"])
  func withoutColour(_ name: String) throws {
    var session = try session(name, "80x24")
    session.depth = .none
    try expectGolden(session.screenWithStyles, "\(name)-no-color.txt")
  }

  @Test(arguments: scenes.map(\.name), ["60x16", "80x24", "200x60"])
  func ascii(_ name: String, _ size: String) throws {
    let session = try session(name, size, Appearance(isAscii: true))
    #expect(session.screen.utf8.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0A) })
    #expect(!session.screen.split(separator: "\n").dropFirst().contains { $0.contains("??") })
    if name == "matrix-compared" {
      try expectGolden(session.screen, "\(name)-\(size)-ascii.txt")
    }
  }
}
