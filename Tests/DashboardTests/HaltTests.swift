import Dashboard
import TestSupport
import Testing

/// All faults can be ended from wherever the user is.
@Suite struct HaltTests {
  /// Tab by tab, and the levels of each.
  static let places = ["1", "1 l", "2", "3", "3 Enter", "4", "5", "6"]

  private func halts(_ session: Session) -> Int {
    session.effects.count { effect in
      if case .mesh(.haltFaults) = effect { true } else { false }
    }
  }

  @Test(arguments: places)
  func endsAllFaultsWithoutAsking(_ keys: String) throws {
    var session = try Session(size: "120x36", mesh: MeshTab(name: "market"))
    session.send(.mesh(MarketMesh.failing.frame))
    try session.press("\(keys) X")
    #expect(halts(session) == 1)
    session.send(.meshDone(.haltFaults, problem: nil))
    #expect(session.words.contains("No fault is set any more."))
    #expect(session.answer("team-size") == (try Session().answer("team-size")))
  }

  @Test(arguments: places.filter { $0 != "3 Enter" })
  func saysThatNoMeshRuns(_ keys: String) throws {
    var session = try Session(size: "120x36")
    session.send(.mesh(MarketMesh.absent()))
    try session.press("\(keys) X")
    #expect(halts(session) == 0)
    #expect(session.words.contains("No mesh runs here, so there is no fault to end."))
  }

  @Test(arguments: places)
  func theHelpNamesItOnce(_ keys: String) throws {
    var session = try Session(size: "120x100")
    session.send(.mesh(MarketMesh.failing.frame))
    try session.press("\(keys) ?")
    let parts = session.words.split(separator: "Ends all faults of the mesh at once")
    #expect(parts.count == 2)
  }

  /// Typing an X is typing.
  @Test func notWhileTyping() throws {
    var session = try Session(size: "120x36", tab: .mesh)
    session.send(.mesh(MarketMesh.failing.frame))
    try session.press("/ X")
    #expect(halts(session) == 0)
  }
}
