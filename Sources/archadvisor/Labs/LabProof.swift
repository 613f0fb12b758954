import Labs
import MeshModel
import Platform

/// Proves the steps of a lab on a mesh, without a learner: each check must fail before its solution
/// and pass after it.
struct LabProof {
  var player: LabPlayer
  private(set) var results: [LabStepResult] = []
  /// Rounds in which a check has to be seen failing.
  private let unsolvedRounds: Int
  private let tell: (String) throws(Failure) -> Void

  init(
    _ player: LabPlayer, unsolvedRounds: Int, tell: @escaping (String) throws(Failure) -> Void
  ) {
    self.player = player
    self.unsolvedRounds = unsolvedRounds
    self.tell = tell
  }

  /// Proves one step after the other from where the run is.
  ///
  /// - Returns: whether all were proven; nil when it was interrupted.
  mutating func proveAll(_ interruption: inout Interruption) throws(Failure) -> Bool? {
    repeat {
      guard let isProven = try proveStep(&interruption) else { return nil }
      if !isProven { return false }
    } while player.run.go(to: player.run.place + 1)
    return true
  }

  /// Proves the step at which the run is.
  mutating func proveStep(_ interruption: inout Interruption) throws(Failure) -> Bool? {
    try tell(LabWords.step(player.run))
    // One round more than would do for it to pass by itself.
    let rounds = max(unsolvedRounds, player.run.step.check.rounds + 1)
    var trial = LabTrial(unsolvedRounds: rounds)
    let began = Clock.monotonic
    var solved: UInt64?
    player.begin()
    while true {
      if interruption.isRequested() { return nil }
      let isNew = player.run.state == .unprepared ? true : try player.look()
      switch isNew ? trial.next(player.run) : .round {
      case .round: LabPlayer.pause()
      case .solution:
        try tellFailing()
        solved = Clock.monotonic
        if let problem = player.solve() { return try end(.notReady(problem), began, solved) }
      case .end(let outcome): return try end(outcome, began, solved)
      }
    }
  }

  /// The cleanup of the step has left something behind, so that it counts as not proven.
  mutating func leaves(_ what: String) throws(Failure) {
    guard let last = results.popLast() else { return }
    results.append(
      LabStepResult(
        step: last.step, phase: last.phase, outcome: .leavesSomething(what),
        seconds: last.seconds, solvedSeconds: last.solvedSeconds))
    try tell("  LEAVES SOMETHING BEHIND: \(what)")
  }

  private func tellFailing() throws(Failure) {
    let gauge = player.run.gauge
    try tell("  fails before the solution: \(LabWords.now(gauge)); \(LabWords.missing(gauge))")
    for command in player.run.step.solution.commands(LabWords.option(player.mesh.name)) {
      try tell("  $ \(command)")
    }
  }

  private mutating func end(
    _ outcome: LabTrial.Outcome, _ began: UInt64, _ solved: UInt64?
  ) throws(Failure) -> Bool {
    let now = Clock.monotonic
    let result = LabStepResult(
      step: player.run.step.id, phase: player.run.step.phase, outcome: outcome,
      seconds: Double(now - began) / 1e9, solvedSeconds: solved.map { Double(now - $0) / 1e9 })
    results.append(result)
    let gauge = player.run.gauge
    switch outcome {
    case .proven:
      try tell("  passes after it, in \(result.solvedText) s: \(LabWords.now(gauge))")
    case .passesUnsolved: try tell("  PASSES BEFORE THE SOLUTION: \(LabWords.now(gauge))")
    case .failsSolved:
      try tell(
        "  FAILS AFTER THE SOLUTION, for \(result.solvedText) s: \(LabWords.now(gauge)); "
          + LabWords.missing(gauge))
    case .notReady(let why): try tell("  CANNOT BE SET UP: \(why)")
    case .leavesSomething(let what): try tell("  LEAVES SOMETHING BEHIND: \(what)")
    }
    return outcome == .proven
  }
}
