/// A lesson on a running mesh: steps that are read, set up, watched and solved, one after the other.
public struct Lab: Sendable {
  public let id: String
  public let title: String
  /// How long it takes a learner.
  public let minutes: Int
  /// What it teaches, in a sentence or two.
  public let teaches: String
  /// The patterns of the knowledge base that it shows at work.
  public let patterns: [String]
  /// In their order; never empty.
  public let steps: [LabStep]
  /// What is done when the lab ends, besides ending the faults and the load it set itself.
  public let cleanup: [LabDeed]
}

/// One step of a lab.
public struct LabStep: Sendable {
  /// What a learner does in a step, in the order in which a lesson does it.
  public enum Phase: String, CaseIterable, Sendable {
    case predict, inject, observe, fix, verify
  }

  public let id: String
  public let phase: Phase
  public let title: String
  /// Paragraphs.
  public let text: [String]
  /// Builds what the step needs, on any healthy mesh: steps do not rest on one another.
  public let setup: [LabDeed]
  /// What has to hold once before the step can be watched.
  public let ready: [LabExpectation]
  public let check: LabCheck
  /// The earliest first.
  public let hints: [LabHint]
  /// What makes the check pass.
  public let solution: [LabDeed]
}

/// What has to hold for a step to be solved.
public struct LabCheck: Sendable {
  /// All of these at once.
  public let expectations: [LabExpectation]
  /// For so many rounds in a row; there is about one a second.
  public let rounds: Int
  /// Seconds after which the step is late.
  public let seconds: Int
}

/// Help that comes after a while.
public struct LabHint: Sendable, Equatable {
  /// Seconds since the step can be solved.
  public let seconds: Int
  public let text: String
}
