/// What speaks for and against one style.
public struct StyleReasons: Sendable {
  public let assessment: Assessment
  public let style: Style
  /// Whether it comes first in at least one completion of the open answers.
  public let isPossibleWinner: Bool
  /// Vetoes against it that one changed answer would make hold.
  public let nearVetoes: [NearVeto]

  /// Score, contributions and vetoes.
  public var result: Assessment.StyleResult? { assessment.result(style) }

  public var isRecommended: Bool { assessment.recommendation?.style == style }
}

/// A veto that does not hold for want of one answer.
public struct NearVeto: Sendable {
  public let veto: Veto
  /// The one test not met.
  public let obstacle: TestedAnswer
}

/// What keeps a style from being recommended.
public struct WhyNot: Sendable {
  public let reasons: StyleReasons
  /// Nil when vetoes exclude every style.
  public let recommended: Style?
  /// What each criterion gives the recommended style more than this one, in the order of the interview.
  /// They add up to `margin`.
  public let differences: [Assessment.Lean]
  public let margin: Points?
  /// Answers to one open question that alone would make it the recommended style.
  public let answers: [OpenAnswer]
  /// The smallest changes of given answers that would do so.
  public let flips: [Flip]
}

/// An open question with some of its answers.
public struct OpenAnswer: Sendable {
  public let question: String
  public let values: ValueSet
  /// `values` for people.
  public let text: String
}
