@testable import Dashboard
import MeshModel
import Terminal
import TestSupport
import Testing

@Suite struct CommandLogTests {
  private func session(_ size: String = "80x24", _ keys: String = "") throws -> Session {
    var session = try Session(size: size, tab: .mesh, mesh: MeshTab(name: "market"))
    session.send(.mesh(MarketMesh.failing.frame))
    try session.press(keys)
    return session
  }

  private static let deeds =
    "/ \"err > 5\" Enter > F f Down Enter y X 5 2 1 Right Enter s \"a.yaml\" Enter"

  @Test(arguments: ["60x16", "80x24", "120x36"])
  func golden(_ size: String) throws {
    let session = try session(size, Self.deeds + " @ Down")
    let text = size == "80x24" ? session.screenWithStyles : session.screen
    try expectGolden(text, "command-log-\(size).txt")
  }

  @Test func tellsWhatWasDoneTheLatestFirst() throws {
    let screen = try session("200x60", Self.deeds + " @").screen
    let wanted = [
      "archadvisor assess", "archadvisor mesh events", "archadvisor mesh halt --name market",
      "archadvisor mesh fault add payment --errors 50% --for 60s --name market",
      "--where 'err > 5' --sort", "--where 'err > 5'", "archadvisor mesh stat --name market",
    ]
    var rest = screen[...]
    for command in wanted {
      let found = try #require(rest.firstRange(of: command), "\(command)\n\(screen)")
      rest = rest[found.upperBound...]
    }
  }

  /// What is only typed or looked at in a box is not done.
  @Test func keepsOnlyWhatWasDone() throws {
    let screen = try session("200x60", "F f Down Enter Esc / \"err > 9\" Esc @").screen
    #expect(!screen.contains("fault add") && !screen.contains("err > 9"))
  }

  @Test func isBounded() {
    var log = CommandLog()
    for number in 0..<300 { log.add("archadvisor \(number)", at: number) }
    #expect(log.entries.count == CommandLog.limit)
    #expect(log.entries.first?.command == "archadvisor 299")
  }

  @Test func aViewStandsThereOnce() throws {
    let session = try session(
      "80x24", Array(repeating: "> <", count: 9).joined(separator: " ") + " @")
    #expect(session.screen.contains("1 of 2 "))
  }

  private func copied(_ session: Session) -> [String] {
    session.effects.compactMap { if case .copy(let text) = $0 { text } else { nil } }
  }

  @Test func copiesCommandsAndNames() throws {
    var session = try session()
    try session.press("y Y @ Enter")
    #expect(
      copied(session) == [
        "archadvisor mesh stat --name market", "payment", "archadvisor mesh stat --name market",
      ])
    session.send(.copied("payment", isSent: true))
    #expect(session.words.contains("Given to the terminal's clipboard: payment"))
    session.send(.copied("payment", isSent: false))
    #expect(session.words.contains("has no clipboard"))
  }

  @Test func whatIsCopiedSteersNothing() throws {
    var session = try Session(tab: .mesh, mesh: MeshTab(name: "market"))
    session.send(.mesh(MeshScene.hostile.frame))
    try session.press("Down Down y Y Enter y Y")
    #expect(copied(session).count >= 3)
    for text in copied(session) {
      #expect(
        text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    }
  }

  @Test func copyingCanBeSwitchedOff() throws {
    var state = DashboardState(
      advisor: OfficeKnowledge.advisor,
      interview: Interview(try OfficeKnowledge.sheet("{}"), path: nil),
      size: Size(columns: 80, rows: 24), mayCopy: false)
    let effects = state.update(.input(.key(.character("y"))))
    #expect(effects.isEmpty)
    #expect(FrameText.text(state.view().buffer).contains("clipboard: false"))
  }
}
