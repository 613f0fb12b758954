import Dashboard
import MeshModel
import TestSupport
import Testing

/// What the line about the mesh says while a recording is played.
@Suite struct ReplayTests {
  private func session(
    _ second: Int, _ recorded: RecordedMoment?, size: String = "80x24", tab: Tab = .mesh
  ) throws -> Session {
    var session = try Session(
      size: size, tab: tab, mesh: MeshTab(sources: ["replay=a.rounds"]))
    var mesh = MarketMesh.well
    mesh.second = second
    mesh.recorded = recorded
    session.send(.mesh(mesh.frame))
    return session
  }

  @Test(arguments: Tab.allCases)
  func aRecordingIsNeverLive(_ tab: Tab) throws {
    let session = try session(100, RecordedMoment(seconds: 72), tab: tab)
    #expect(session.words.contains("▸ REPLAY at 1m12s"))
    #expect(!session.words.contains("LIVE"))
    let live = try self.session(100, nil, tab: tab)
    #expect(live.words.contains("● LIVE") && !live.words.contains("REPLAY"))
  }

  @Test func itsEndIsTold() throws {
    let session = try session(100, RecordedMoment(seconds: 41, isEnd: true))
    #expect(session.words.contains("REPLAY at 41s (end)"))
  }

  /// Where there is room the clock of the recording is told too.
  @Test func theTimeOfDay() throws {
    let moment = RecordedMoment(seconds: 12)
    #expect(try session(100, moment, size: "120x36").words.contains("at 12s, 10:15:00Z"))
    #expect(try !session(100, moment).words.contains("10:15:00"))
  }

  /// Looking back within a recording, the moment is the one that is shown.
  @Test func backInTime() throws {
    var session = try session(100, RecordedMoment(seconds: 0))
    for second in 1...9 {
      var mesh = MarketMesh.well
      mesh.second = 100 + second
      mesh.recorded = RecordedMoment(seconds: second)
      session.send(.mesh(mesh.frame))
    }
    try session.press("[ [")
    #expect(session.words.contains("REPLAY at 7s ■ PAUSED 2s ago"))
    try session.press("Space")
    #expect(session.words.contains("REPLAY at 9s last 10s"))
  }

  /// What had not been heard for a while when it was recorded is old in the recording too.
  @Test func oldEvenThen() throws {
    var session = try session(100, nil)
    var mesh = MarketMesh.well
    mesh.sources[0].ageSeconds = 7
    mesh.recorded = RecordedMoment(seconds: 12)
    session.send(.mesh(mesh.frame))
    #expect(session.words.contains("REPLAY at 12s ▲ STALE 7s"))
  }
}
