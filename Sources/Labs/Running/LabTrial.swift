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
    /// It was proven, and its cleanup has left something behind.
    case leavesSomething(String)
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
    case .watching(let held): return isSolved ? .round : watchUnsolved(held)
    case .late(let held): return isSolved ? .end(.failsSolved) : watchUnsolved(held)
    }
  }

  /// A check that holds for a while has not failed yet.
  private mutating func watchUnsolved(_ held: Int) -> Wish {
    guard held == 0 else { return .round }
    failures += 1
    guard failures >= unsolvedRounds else { return .round }
    isSolved = true
    return .solution
  }
}
