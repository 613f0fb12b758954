import Advice
import Dashboard
import Knowledge
import MeshModel
import Terminal
import YAML

/// What a key costs in the text UI, from the key to the cells that have to be sent, without a
/// terminal, on one core.
struct ScreenCost {
  private let advisor: Advisor

  init() {
    let folder = KnowledgeFolder.embedded
    advisor = Advisor(
      KnowledgeBase.read(
        sha256: folder.sha256, documents: folder.documents, complaints: Complaints()))
  }

  func measure(_ table: Table) {
    table.row("screen 200x60 drawn anew", frames(.matrix), "ms", .atMost(5))
    table.row("screen 80x24 drawn anew", frames(.advise, "80x24"), "ms")
    for tab in [Tab.mesh, .topology, .breakers] {
      let mesh = state(tab, "200x60", LargeMesh.frame(0))
      table.row("\(tab.title) 200x60, 200 services, 1,000 edges", frames(mesh), "ms", .atMost(5))
      table.row("round of that mesh taken in and drawn", rounds(mesh), "ms")
    }
    let small = state(.topology, "200x60", SmallMesh.frame(0))
    table.row("topology 200x60, 12 services", frames(small), "ms")
    table.row("the same with moving traffic, of a core", motion(small), "%", .atMost(4))
    let large = state(.topology, "200x60", LargeMesh.frame(0))
    table.row("key that moves in the large topology", keys([.down, .up], large), "ms", .atMost(30))
    table.row("key that moves, 200x60", keys([.down, .up], .matrix), "ms", .atMost(5))
    table.row("key that answers, all else open, 200x60", keys([.right], .matrix), "ms", .atMost(30))
  }

  private func state(_ tab: Tab, _ size: String) -> DashboardState {
    DashboardState(
      advisor: advisor, interview: Interview(AnswerSheet(), path: nil),
      size: Size(text: size) ?? Size(columns: 200, rows: 60), tab: tab)
  }

  private func state(_ tab: Tab, _ size: String, _ mesh: MeshFrame) -> DashboardState {
    var state = state(tab, size)
    _ = state.update(.mesh(mesh))
    return state
  }

  /// A round each: the state, and the screen.
  private func rounds(_ state: DashboardState) -> [Double] {
    var state = state
    var cells = 0
    return (1..<200).map { second in
      let frame = LargeMesh.frame(second)
      return ContinuousClock().measure {
        _ = state.update(.mesh(frame))
        cells += state.view().buffer.cells.count
      }.milliseconds
    }
  }

  private func frames(_ tab: Tab, _ size: String = "200x60") -> [Double] {
    frames(state(tab, size))
  }

  private func frames(_ state: DashboardState) -> [Double] {
    var cells = 0
    return (0..<200).map { _ in
      ContinuousClock().measure { cells += state.view().buffer.cells.count }.milliseconds
    }
  }

  /// The share of a core that a second of moving traffic takes, without what the terminal does.
  private func motion(_ state: DashboardState) -> [Double] {
    var state = state
    var shown = state.view().buffer
    return (1..<60).map { second in
      var clock = SmallMesh.clock(second)
      let took = ContinuousClock().measure {
        _ = state.update(.mesh(SmallMesh.frame(second)))
        for _ in 0..<10 {
          clock = ClockReading(
            monotonic: clock.monotonic + (state.tickInterval ?? 1000) * 1_000_000, wall: clock.wall)
          _ = state.update(.tick(clock))
          let next = state.view().buffer
          if !next.changedRuns(since: shown).isEmpty { shown = next }
        }
      }
      return took.milliseconds / 10
    }
  }

  private func keys(_ keys: [Key], _ tab: Tab) -> [Double] {
    self.keys(keys, state(tab, "200x60"))
  }

  /// A key each: the state, the screen, and what changed on it.
  private func keys(_ keys: [Key], _ state: DashboardState) -> [Double] {
    var state = state
    var shown = state.view().buffer
    return (0..<200).map { count in
      ContinuousClock().measure {
        _ = state.update(.input(.key(keys[count % keys.count])))
        let next = state.view().buffer
        let runs = next.changedRuns(since: shown)
        if !runs.isEmpty { shown = next }
      }.milliseconds
    }
  }
}
