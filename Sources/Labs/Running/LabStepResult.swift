/// What the proof of a step came to.
public struct LabStepResult: Sendable, Equatable {
  public let step: String
  public let phase: LabStep.Phase
  public let outcome: LabTrial.Outcome
  /// From its beginning to its end.
  public let seconds: Double
  /// From the solution to the end; nil when it did not come that far.
  public let solvedSeconds: Double?

  public init(
    step: String, phase: LabStep.Phase, outcome: LabTrial.Outcome, seconds: Double,
    solvedSeconds: Double?
  ) {
    self.step = step
    self.phase = phase
    self.outcome = outcome
    self.seconds = seconds
    self.solvedSeconds = solvedSeconds
  }

  /// Seconds since the solution, with one digit after the point.
  public var solvedText: String {
    let tenths = Int(((solvedSeconds ?? 0) * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
