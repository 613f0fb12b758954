import Testing

@testable import Labs

@Suite("The proof of a step")
struct LabTrialTests {
  /// Plays rounds until the trial ends; `solved` says from which second on the check holds.
  private func outcome(
    holdsFrom: Int, unsolvedRounds: Int = 3, ready: Bool = true
  ) throws -> (outcome: LabTrial.Outcome?, solvedAt: Int?) {
    var run = try Hamlet.run()
    var trial = LabTrial(unsolvedRounds: unsolvedRounds)
    var solvedAt: Int?
    for second in 11..<60 {
      let holds = second >= holdsFrom || !ready
      run.take(
        Hamlet.round(
          second, open: holds, errors: 0.5, events: holds ? [Hamlet.event(second)] : []))
      switch trial.next(run) {
      case .round: continue
      case .solution:
        solvedAt = second
        _ = run.solve(at: Hamlet.clock(second))
      case .end(let outcome): return (outcome, solvedAt)
      }
    }
    return (nil, solvedAt)
  }

  @Test("a check that fails first and holds after the solution proves its step")
  func proven() throws {
    let (outcome, solvedAt) = try outcome(holdsFrom: 16)
    #expect(outcome == .proven && solvedAt == 13)
  }

  @Test("a check that holds before the solution does not")
  func passesUnsolved() throws {
    let (outcome, solvedAt) = try outcome(holdsFrom: 12)
    #expect(outcome == .passesUnsolved && solvedAt == nil)
  }

  @Test("a check that begins to hold just before the solution is watched to its end")
  func holdsEarly() throws {
    #expect(try outcome(holdsFrom: 13, unsolvedRounds: 3).outcome == .passesUnsolved)
    #expect(try outcome(holdsFrom: 13, unsolvedRounds: 2).outcome == .proven)
  }

  @Test("a solution that does nothing does not")
  func failsSolved() throws {
    let (outcome, solvedAt) = try outcome(holdsFrom: 100)
    #expect(outcome == .failsSolved && solvedAt == 13)
  }

  @Test("a step that never gets ready is told by what it waits for")
  func notReady() throws {
    #expect(try outcome(holdsFrom: 0, ready: false).outcome == .notReady("closed"))
  }

  @Test("a step that cannot be set up is told by why")
  func unprepared() throws {
    var run = LabRun(try Hamlet.lab())
    _ = run.begin()
    run.prepared(at: Hamlet.clock(10), problem: "no route")
    var trial = LabTrial(unsolvedRounds: 2)
    let wish = trial.next(run)
    #expect(wish == .end(.notReady("no route")))
  }
}
