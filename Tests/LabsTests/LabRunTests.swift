import MeshModel
import TestSupport
import Testing

@testable import Labs

@Suite("A lab on its way")
struct LabRunTests {
  @Test("a step is set up, waits until the mesh is ready, and is solved by rounds in a row")
  func story() throws {
    var run = LabRun(try Hamlet.lab())
    let setup = run.begin()
    #expect(setup == [.clear(target: "payment")])
    #expect(run.state == .preparing)
    run.take(Hamlet.round(9))
    run.prepared(at: Hamlet.clock(10))
    #expect(run.state == .settling)
    run.take(Hamlet.round(11, open: true))
    #expect(run.state == .settling && run.gauge.leading?.says == "closed")
    run.take(Hamlet.round(12))
    #expect(run.state == .watching(held: 0))
    run.take(Hamlet.round(13, open: true, errors: 0.5, events: [Hamlet.event(13)]))
    #expect(run.state == .watching(held: 1) && run.gauge.held == 1 && run.gauge.value == 0.5)
    run.take(Hamlet.round(14, open: true, errors: 0.5))
    #expect(run.state == .solved && run.gauge.value == 1)
    let (next, beyond) = (run.go(to: 1), run.go(to: 2))
    #expect(next && !beyond && run.step.id == "mend" && run.state == .reading)
  }

  @Test("the gauge tells what is missing, and what is so now")
  func gauge() throws {
    var run = try Hamlet.run()
    run.take(Hamlet.round(11, open: false, errors: 0.0312))
    let gauge = run.gauge
    #expect(gauge.leading == LabFinding(says: "tripped", isMet: false, now: nil))
    #expect(gauge.findings[1].now == "breaker closed, err 3.1%")
    run.take(Hamlet.round(12, errors: nil, events: [Hamlet.event(12)]))
    #expect(run.gauge.leading?.says == "open")
    #expect(run.gauge.findings[1].now == "breaker closed, err unknown")
  }

  @Test("what happened before the step was set up proves nothing, though it is heard of later")
  func early() throws {
    var run = try Hamlet.run()
    run.take(Hamlet.round(11))
    for second in 12..<20 {
      run.take(
        Hamlet.round(second, open: true, errors: 0.5, events: [Hamlet.event(9)]))
    }
    #expect(run.state.held == 0)
    run.take(Hamlet.round(20, open: true, errors: 0.5, events: [Hamlet.event(10)]))
    #expect(run.state.held == 1)
  }

  @Test("the same state again, an older round and a silent source prove nothing")
  func doubtful() throws {
    var run = try Hamlet.run()
    run.take(Hamlet.round(11))
    run.take(Hamlet.round(13, open: true, errors: 0.5, events: [Hamlet.event(13)], id: "a"))
    let once = run
    let again = run.take(Hamlet.round(14, open: true, errors: 0.5, id: "a"))
    let older = run.take(Hamlet.round(12, open: true, errors: 0.5))
    #expect(!again && !older)
    #expect(run.state == once.state && run.state.held == 1)
    run.take(Hamlet.round(15, open: true, errors: 0.5, isGood: false))
    #expect(run.state.held == 0)
    run.take(LabRound(at: Hamlet.clock(16), snapshot: nil, events: []))
    #expect(run.state.held == 0)
    // What happened meanwhile is not forgotten.
    run.take(Hamlet.round(17, open: true, errors: 0.5))
    #expect(run.state.held == 1)
  }

  @Test("hints come by time, and the solution gives new patience")
  func time() throws {
    var run = try Hamlet.run()
    #expect(run.hints(at: Hamlet.clock(30)).isEmpty)
    run.take(Hamlet.round(12))
    #expect(run.hints(at: Hamlet.clock(14)).isEmpty)
    #expect(run.hints(at: Hamlet.clock(15)).map(\.text) == ["first"])
    #expect(run.hints(at: Hamlet.clock(18)).map(\.text) == ["first", "second"])
    run.take(Hamlet.round(22))
    #expect(run.state == .watching(held: 0))
    run.take(Hamlet.round(23))
    #expect(run.state == .late(held: 0))
    let solution = run.solve(at: Hamlet.clock(24))
    #expect(solution == run.step.solution && run.usedSolution)
    run.take(Hamlet.round(25))
    #expect(run.state == .watching(held: 0))
  }

  @Test("a set-up that fails is told, and can be tried again")
  func unprepared() throws {
    var run = LabRun(try Hamlet.lab())
    _ = run.begin()
    run.prepared(at: Hamlet.clock(10), problem: "no route")
    #expect(run.state == .unprepared && run.problem == "no route")
    run.take(Hamlet.round(11))
    #expect(run.state == .unprepared)
    let setup = run.begin()
    #expect(setup == run.step.setup)
    #expect(run.problem == nil && run.state == .preparing)
  }

  /// Rounds by chance, some of them late, doubled or silent.
  private func rounds(_ seed: UInt64) -> [LabRound] {
    var chance = SeededGenerator(seed: seed)
    return (0..<60).map { step in
      let isOpen = Bool.random(using: &chance)
      return Hamlet.round(
        11 + step - Int.random(in: 0...1, using: &chance), open: isOpen,
        errors: isOpen ? 0.5 : nil,
        events: Int.random(in: 0..<9, using: &chance) == 0 ? [Hamlet.event(11 + step)] : [],
        id: Int.random(in: 0..<4, using: &chance) == 0 ? "same" : nil,
        isGood: Int.random(in: 0..<6, using: &chance) > 0)
    }
  }

  @Test("the same rounds give the same run, and solved is only what held", arguments: 0..<30)
  func deterministic(seed: UInt64) throws {
    var first = try Hamlet.run()
    var second = first
    var row = 0
    for round in rounds(seed) {
      let before = first.state
      let isNew = first.take(round)
      second.take(round)
      #expect(first.state == second.state && first.gauge == second.gauge)
      if before == .solved { continue }
      if isNew, before != .settling || first.state != .settling {
        let isMet = first.findings.allSatisfy(\.isMet)
        row = isMet ? row + 1 : 0
        #expect((first.state == .solved) == (row >= 2))
      }
    }
  }

  @Test("a place that the lab does not have is the nearest it has", arguments: [(-3, 0), (9, 1)])
  func places(given: Int, place: Int) throws {
    #expect(LabRun(try Hamlet.lab(), at: given).place == place)
  }
}
