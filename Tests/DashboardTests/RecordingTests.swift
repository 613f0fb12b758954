import Dashboard
import MeshModel
import Terminal
import TestSupport
import Testing

/// Recordings that are made and played from the screen, and what was known before it opened.
@Suite struct RecordingTests {
  private func session(
    _ mesh: MarketMesh = .failing, tab: MeshTab? = nil, keys: String = "", size: String = "120x36"
  ) throws -> Session {
    let tab = tab ?? MeshTab(name: "market", recordings: "/r/")
    var session = try Session(size: size, tab: .mesh, mesh: tab)
    session.send(.mesh(mesh.frame))
    try session.press(keys)
    return session
  }

  private func paths(_ session: Session) -> [String] {
    session.effects.compactMap { effect in
      switch effect {
      case .record(let path): "record \(path)"
      case .endRecording: "end"
      case .play(let path): "play \(path ?? "nothing")"
      case .quit: "quit"
      default: nil
      }
    }
  }

  @Test func itIsBegunTimedAndEnded() throws {
    var session = try session(keys: "R")
    let path = "/r/market-2025-11-21-101500.rounds"
    #expect(session.words.contains(path))
    #expect(session.words.contains("mesh record \(path) --name market"))
    try session.press("Enter")
    #expect(paths(session) == ["record \(path)"])
    session.send(.tick(MarketMesh.clock(112)))
    #expect(session.words.contains("● REC 12s"))
    session.send(.recording(RecordingNews(path: path, rounds: 12, bytes: 4_000)))
    try session.press("R")
    #expect(paths(session).last == "end")
    session.send(.recording(RecordingNews(path: path, rounds: 13, bytes: 4_096, end: .finished)))
    #expect(!session.words.contains("REC 12s"))
    #expect(session.words.contains("Recorded 13 rounds, 4 KB, in \(path): P plays it."))
    try session.press("P Enter")
    #expect(paths(session).last == "play \(path)")
  }

  @Test func whyItEndedIsTold() throws {
    var session = try session(keys: "R Enter")
    session.send(
      .recording(RecordingNews(path: "a", rounds: 0, bytes: 0, end: .failed("The disk is full."))))
    #expect(session.words.contains("The disk is full.") && !session.words.contains("● REC"))
  }

  @Test func aNameIsNeeded() throws {
    var session = try session(keys: "R")
    for _ in 0..<60 { try session.press("Backspace") }
    try session.press("Enter")
    #expect(session.words.contains("Type a name for the file") && paths(session).isEmpty)
  }

  @Test func whatIsPlayedTakesThePlaceOfTheMesh() throws {
    var session = try session(keys: "F Enter P \"a b.rounds\" Enter")
    #expect(paths(session) == ["play a b.rounds"])
    session.send(.played("a b.rounds", problem: nil))
    #expect(!session.words.contains("ARMED") && !session.words.contains("payment-1"))
    var mesh = MarketMesh.well
    mesh.recorded = RecordedMoment(seconds: 7)
    session.send(.mesh(mesh.frame))
    #expect(session.words.contains("REPLAY at 7s"))
    #expect(session.words.contains("mesh stat --source 'replay=a b.rounds' --at 7s") == false)
    try session.press("Down")
    #expect(session.words.contains("mesh stat --source 'replay=a b.rounds' --at 7s"))
    for (key, sentence) in [
      ("R", "cannot be recorded"), ("F", "only watched"), ("l", "come only from the shop"),
    ] {
      try session.press(key)
      #expect(session.words.contains(sentence))
    }
    try session.press("P")
    #expect(paths(session).last == "play nothing")
    session.send(.played(nil, problem: nil))
    session.send(.mesh(MarketMesh.failing.frame))
    #expect(
      session.words.contains("● LIVE") && session.words.contains("mesh stat --name market") == false
    )
    try session.press("Down")
    #expect(session.words.contains("mesh stat --name market"))
  }

  @Test func whatCannotBePlayedChangesNothing() throws {
    var session = try session(keys: "P \"x\" Enter")
    session.send(.played("x", problem: "This cannot be played: x: no such file."))
    #expect(session.words.contains("no such file") && session.words.contains("● LIVE"))
  }

  /// What the mesh has kept from before can be looked back at, and has a trend.
  @Test func theMinuteBeforeIsThereAtOnce() throws {
    var frame = MarketMesh.failing.frame
    frame.earlier = (40..<100).map { second in
      var mesh = MarketMesh.well
      mesh.second = second
      return mesh.frame
    }
    var session = try Session(size: "120x36", tab: .mesh, mesh: MeshTab(name: "market"))
    session.send(.mesh(frame))
    let row = session.screen.split(separator: "\n").first { $0.hasPrefix(" gateway ") } ?? ""
    #expect(row.filter { "▁▂▃▄▅▆▇█".contains($0) }.count >= 19)
    try session.press("{ { {")
    #expect(session.words.contains("PAUSED 30s ago"))
    #expect(session.words.contains("1 of 5 services without traffic"))
  }

  /// Rounds that came twice are remembered once.
  @Test func nothingIsRememberedTwice() throws {
    var session = try session()
    var mesh = MarketMesh.failing
    mesh.second = 101
    var frame = mesh.frame
    frame.earlier = [MarketMesh.failing.frame]
    session.send(.mesh(frame))
    try session.press("[")
    #expect(session.words.contains("PAUSED 1s ago"))
    try session.press("[")
    #expect(session.words.contains("PAUSED 1s ago"))
  }

  @Test func theSnapshotIsNamed() throws {
    #expect(try session().words.contains("r100-10s"))
    var narrow = try session(size: "80x24")
    #expect(!narrow.words.contains("r100-10s"))
    try narrow.press("Space")
    #expect(narrow.words.contains("r100-10s"))
  }

  @Test func onlyTheIll() throws {
    var session = try session(keys: "z")
    #expect(session.words.contains("2 of 5 services"))
    #expect(session.words.contains("--where 'not healthy and not no-traffic'"))
    try session.press("z")
    #expect(!session.words.contains("of 5 services"))
  }

  @Test func lookingLessOften() throws {
    var session = try session(keys: "-")
    #expect(session.words.contains("It looks every second"))
    try session.press("+ +")
    #expect(session.words.contains("every 5s"))
    // What is seen that rarely is not called old in between.
    session.send(.tick(MarketMesh.clock(112)))
    #expect(session.words.contains("● LIVE"))
    session.send(.tick(MarketMesh.clock(114)))
    #expect(session.words.contains("STALE"))
  }

  /// Who leaves is reminded of what was broken from here, and only of that.
  @Test func faultsAreRememberedAtTheEnd() throws {
    var session = try session(keys: "q")
    #expect(paths(session) == ["quit"])
    session = try self.session()
    let order = FaultOrder(target: "payment", effect: .errors(50), seconds: 60)
    session.send(.meshDone(.addFault(order), problem: nil))
    try session.press("q")
    #expect(paths(session).isEmpty && session.words.contains("A fault that was set here lasts"))
    try session.press("Esc q X")
    #expect(paths(session).isEmpty)
    session.send(.meshDone(.haltFaults, problem: nil))
    #expect(paths(session) == ["quit"])
    session = try self.session()
    session.send(.meshDone(.addFault(order), problem: nil))
    try session.press("q y")
    #expect(paths(session) == ["quit"])
    session = try self.session()
    session.send(.meshDone(.addFault(order), problem: nil))
    session.send(.tick(MarketMesh.clock(161)))
    try session.press("q")
    #expect(paths(session) == ["quit"])
  }
}
