/// Proves a step: its check must fail before its solution is played, and pass after it.
public struct LabTrial: Sendable {
  /// What the trial has come to.
  public enum Outcome: Sendable, Equatable {
    /// It was seen to fail, and to pass.
    case proven
    /// What the step needs could not be set up, or did not take effect.
    case notReady(String)
    /// The check passes although nobody has done anything.
    case passesUnsolved
    /// The check does not pass although the solution was played.
    case failsSolved
  }

  /// What is to be done next.
  public enum Wish: Sendable, Equatable {
    /// Another round.
    case round
    /// Play the solution.
    case solution
    case end(Outcome)
  }

  /// Rounds in which the check has to be seen failing.
  private let unsolvedRounds: Int
  private var failures = 0
  private var isSolved = false

  /// - Parameter unsolvedRounds: at least one.
  public init(unsolvedRounds: Int) {
    self.unsolvedRounds = max(1, unsolvedRounds)
  }

  /// What is to be done, after the run has taken a round.
  public mutating func next(_ run: LabRun) -> Wish {
    switch run.state {
    case .reading, .preparing: return .round
    case .unprepared: return .end(.notReady(run.problem ?? ""))
    case .settling:
      return run.isOutOfPatience ? .end(.notReady(run.gauge.leading?.says ?? "")) : .round
    case .solved: return .end(isSolved ? .proven : .passesUnsolved)
    case .watching: return isSolved ? .round : watchUnsolved()
    case .late: return isSolved ? .end(.failsSolved) : watchUnsolved()
    }
  }

  private mutating func watchUnsolved() -> Wish {
    failures += 1
    guard failures >= unsolvedRounds else { return .round }
    isSolved = true
    return .solution
  }
}
