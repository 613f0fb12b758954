import Dashboard
import MeshModel
import Terminal
import Testing

@Suite struct ArmingTests {
  private func session(_ tab: MeshTab) throws -> Session {
    try Session(size: "120x36", tab: .mesh, mesh: tab)
  }

  @Test func beginsLocked() throws {
    var session = try session(MeshTab(name: "market"))
    session.send(.mesh(MarketMesh.failing.frame))
    #expect(!session.screen.contains("ARMED"))
    try session.press("f")
    #expect(session.words.contains("Faults are locked"))
  }

  @Test func mayBeginArmedWhenThereIsAMeshAndOnlyOnce() throws {
    var session = try session(MeshTab(name: "market", startsArmed: true))
    session.send(.mesh(MarketMesh.absent(90)))
    #expect(!session.screen.contains("ARMED"))
    session.send(.mesh(MarketMesh.failing.frame))
    #expect(session.screen.contains("ARMED for 2m"))
    try session.press("F")
    session.send(.mesh(MarketMesh.failing.frame))
    #expect(!session.screen.contains("ARMED"))
  }

  @Test func whatIsOnlyWatchedIsNeverArmed() throws {
    var session = try session(
      MeshTab(name: "market", sources: ["envoy=http://127.0.0.1:1"], startsArmed: true))
    session.send(.mesh(MarketMesh.failing.frame))
    #expect(!session.screen.contains("ARMED"))
  }

  /// Who looks seldom is not told that what is seen is old.
  @Test func dataIsOldByTheIntervalOfTheLooks() throws {
    for (interval, word) in [(1.0, "STALE"), (10.0, "LIVE")] {
      var session = try session(MeshTab(name: "market", interval: interval))
      session.send(.mesh(MarketMesh.failing.frame))
      session.send(.tick(MarketMesh.clock(110)))
      #expect(session.screen.contains(word), "\(interval)")
    }
  }
}
