import Advice
import Dashboard
import Terminal
import TestSupport
import Testing

/// Whatever is pressed, on whatever size, the session stays whole.
@Suite struct AnyKeyTests {
  private static let keys: [Key] =
    Keys.table.bindings.flatMap(\.keys) + "0123456789-ab .".unicodeScalars.map(Key.character)
    + [.named(.insert), .function(9)]

  /// What the mesh may tell at any time.
  private static func rounds(_ step: Int) -> [Message] {
    var meshes = [
      MarketMesh.well, .failing, .many, .unknown, MeshScene.hostile, MeshScene.halfOpen,
    ]
    for index in meshes.indices { meshes[index].second = 100 + step }
    return meshes.map { .mesh($0.frame) } + [
      .mesh(MarketMesh.absent(100 + step)), .tick(MarketMesh.clock(150 + step)),
      MarketTraces.logs(MarketTraces.lines(30)), MarketTraces.logs(MarketTraces.hostileLines),
      MarketTraces.traces(through: "payment"), MarketTraces.trace(MarketTraces.failed),
      .recording(RecordingNews(path: "a", rounds: step, bytes: 9)),
      .recording(RecordingNews(path: "a", rounds: step, bytes: 9, end: .finished)),
      .played(step % 3 == 0 ? nil : "a.rounds", problem: step % 5 == 0 ? "no" : nil),
      .meshTold("a line"), .meshDone(.start, problem: nil), .meshDone(.stop, problem: "it hangs"),
      SchoolLab.shelf(),
      .labDone(
        LabErrand(purpose: .setup, deeds: [], cleanup: []), at: MarketMesh.clock(100 + step),
        problem: step % 3 == 0 ? "it hangs" : nil),
    ]
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func survives(_ seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    var session = try Session(seed % 2 == 0 ? "{}" : "{team-count: 1, workload: static-site}")
    for step in 0..<250 {
      if Int.random(in: 0..<20, using: &chance) == 0 {
        let size = Size(
          columns: Int.random(in: 0..<140, using: &chance),
          rows: Int.random(in: 0..<50, using: &chance))
        session.send(.input(.resize(size)))
      }
      if Int.random(in: 0..<10, using: &chance) == 0,
        let round = Self.rounds(step).randomElement(using: &chance)
      {
        session.send(round)
      }
      let key = try #require(Self.keys.randomElement(using: &chance))
      session.send(.input(.key(key)))
      let frame = session.state.view()
      let size = frame.buffer.size
      if let cursor = frame.cursor {
        #expect(cursor.column < size.columns && cursor.row < size.rows)
      }
      let place = Position(
        column: Int.random(in: 0..<140, using: &chance), row: Int.random(in: 0..<50, using: &chance)
      )
      if Int.random(in: 0..<9, using: &chance) == 0, let action = frame.action(at: place) {
        session.send(.action(action))
      }
    }
  }

  @Test func anEmptyKnowledgeBaseIsNoTrap() throws {
    let knowledge = SmallKnowledge().read()
    var state = DashboardState(
      advisor: Advisor(knowledge), interview: Interview(AnswerSheet(), path: nil),
      size: Size(columns: 80, rows: 24))
    for key in Self.keys {
      _ = state.update(.input(.key(key)))
      #expect(state.view().buffer.size.columns == 80)
    }
  }
}
