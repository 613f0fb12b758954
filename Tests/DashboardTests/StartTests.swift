import Advice
import Dashboard
import MeshModel
import Terminal
import TestSupport
import Testing

/// The menu that a session begins with when there is nothing to begin with.
@Suite struct StartTests {
  private func session(
    _ size: String = "80x24", answersFile: String? = nil, _ appearance: Appearance = Appearance(),
    keys: String = ""
  ) throws -> Session {
    try Session(
      size: size, appearance: appearance, keys: keys,
      firstRun: FirstRun(answersFile: answersFile))
  }

  @Test(arguments: ["40x10", "60x16", "80x24", "120x36", "200x60"])
  func golden(_ size: String) throws {
    let session = try session(size, keys: "Down")
    let text = size == "80x24" ? session.screenWithStyles : session.screen
    try expectGolden(text, "start-\(size).txt")
  }

  @Test(arguments: ["60x16", "80x24"])
  func withAnswersInTheFolder(_ size: String) throws {
    try expectGolden(
      try session(size, answersFile: "answers.yaml").screen, "start-file-\(size).txt")
  }

  @Test func withoutColourAndInAscii() throws {
    var plain = try session()
    plain.depth = .none
    try expectGolden(plain.screenWithStyles, "start-no-color.txt")
    let ascii = try session("80x24", Appearance(isAscii: true))
    #expect(ascii.screen.utf8.allSatisfy { $0 < 0x7F })
    try expectGolden(ascii.screen, "start-80x24-ascii.txt")
  }

  /// Answers in the folder are offered where they would be shown, whatever the session began with.
  @Test func answersInTheFolderAreToldOf() throws {
    func session(_ tab: Tab, path: String? = nil) throws -> Session {
      try Session(tab: tab, path: path, answersNearby: "answers.yaml")
    }
    let words = "answers.yaml lies in this folder: 0 offers to open it."
    #expect(try session(.advise).words.contains(words))
    #expect(try !session(.mesh).words.contains(words))
    for key in ["1", "2"] {
      var later = try session(.mesh)
      try later.press(key)
      #expect(later.words.contains(words))
      try later.press("0")
      #expect(later.words.contains("Go on with answers.yaml"))
    }
    #expect(try !session(.advise, path: "mine.yaml").words.contains(words))
  }

  @Test func whoLeavesIsToldWhatGoesOn() throws {
    func farewell(_ message: Message, _ sources: [String] = [], keys: String = "") throws
      -> [String]
    {
      var session = try Session(tab: .mesh, mesh: MeshTab(name: "market", sources: sources))
      session.send(message)
      try session.press(keys)
      return session.state.farewell
    }
    let runs = "The mesh market runs on; it ends with: archadvisor mesh down --name market"
    let frame = Message.mesh(MarketMesh.well.frame)
    #expect(try farewell(frame) == [runs])
    #expect(try farewell(.mesh(MarketMesh.absent())) == [])
    #expect(try farewell(frame, ["http://127.0.0.1:9090"]) == [])
    let both = try farewell(frame, keys: "R Ctrl-U \"my file.rounds\" Enter")
    #expect(
      both == [
        "The recording has ended; it plays with: archadvisor --replay 'my file.rounds'", runs,
      ])
  }

  @Test func onlyAFirstRunBeginsWithIt() throws {
    #expect(try !Session().words.contains("What would you like to do?"))
    #expect(try session().words.contains("What would you like to do?"))
  }

  @Test(arguments: [
    ("Enter", "How many teams work"), ("Esc", "How many teams work"),
    ("Down Down Down Enter", "Circuit breaker"), ("Down Enter", "Starting the mesh shop"),
    // Other keys mean what they always mean.
    ("6", "Circuit breaker"), ("2", "criterion"), ("n", "Which consistency"), ("?", "Goes up"),
  ])
  func leads(_ keys: String, _ words: String) throws {
    #expect(try session(keys: keys).words.contains(words), "\(keys)")
  }

  private func deeds(_ session: Session) -> [String] {
    session.effects.compactMap { effect in
      switch effect {
      case .mesh(let errand): "\(errand)"
      case .readAnswers(let path): "read \(path)"
      case .quit: "quit"
      case .readLabs: "labs"
      default: nil
      }
    }
  }

  @Test(arguments: [
    ("Down Enter", ["start"]), ("Down Down Enter", ["labs"]), ("q", ["quit"]), ("Enter", []),
    ("Ctrl-C", ["quit"]), ("Esc 0 Down Enter", ["start"]),
  ])
  func does(_ keys: String, _ deeds: [String]) throws {
    var session = try session()
    session.send(.mesh(MarketMesh.absent()))
    try session.press(keys)
    #expect(self.deeds(session) == deeds, "\(keys)")
  }

  /// What runs already is shown and not started.
  @Test func aMeshThatRunsIsShown() throws {
    var session = try session()
    session.send(.mesh(MarketMesh.well.frame))
    #expect(session.words.contains("Show me the mesh"))
    try session.press("Down Enter")
    #expect(deeds(session) == [])
    #expect(session.words.contains("gateway"))
  }

  @Test func answersInTheFolderAreOpened() throws {
    var session = try session(answersFile: "answers.yaml", keys: "Enter")
    #expect(deeds(session) == ["read answers.yaml"])
    session.send(
      .answers(try OfficeKnowledge.sheet("{team-count: 3}"), path: "answers.yaml"))
    #expect(session.words.contains("Opened answers.yaml"))
    #expect(session.answer("team-count") == "3")
    // Nothing is unsaved, and they are not offered again.
    try session.press("0")
    #expect(!session.words.contains("Go on with"))
    try session.press("Esc q")
    #expect(deeds(session).last == "quit")
  }

  @Test func brokenAnswersAreTold() throws {
    var session = try session(answersFile: "answers.yaml", keys: "Enter")
    session.send(.answersNotRead("answers.yaml:1:1: error: it is broken"))
    #expect(session.words.contains("it is broken"))
    #expect(session.state.answers.isEmpty)
  }

  @Test func aClickBegins() throws {
    var session = try session()
    session.send(.action(.select(3)))
    #expect(session.words.contains("Circuit breaker"))
  }
}
