/// What two sheets of answers, or two knowledge bases, judge differently.
public struct Difference: Sendable {
  public let before: Assessment
  public let after: Assessment
  /// Questions answered differently, in the order of the interview.
  public let answers: [ChangedAnswer]
  /// All five styles in their order.
  public let styles: [ChangedScore]
  /// Vetoes that hold for one and not for the other, or became undecided.
  public let vetoes: [ChangedVeto]
  /// Warnings raised, cleared, or raised with another severity.
  public let warnings: [ChangedWarning]

  /// Whether another style is recommended.
  public var changesRecommendation: Bool {
    before.recommendation?.style != after.recommendation?.style
  }
}

public struct ChangedAnswer: Sendable {
  public let question: String
  /// Nil when open.
  public let before: Answer?
  public let after: Answer?
  /// Both for people.
  public let beforeText: String
  public let afterText: String
}

/// The change of one style's score, rule by rule.
public struct ChangedScore: Sendable {
  /// What one criterion gives before and after; zero where a knowledge base lacks it.
  public struct Part: Sendable {
    public let criterion: String
    public let before: Points
    public let after: Points

    public var change: Points { after - before }
  }

  public let style: Style
  public let before: Points
  public let after: Points
  /// Every criterion whose points changed, the largest change first; they add up to `change`.
  public let parts: [Part]

  public var change: Points { after - before }
}

public struct ChangedVeto: Sendable {
  public let id: String
  public let excludes: [Style]
  /// Nil where a knowledge base lacks it.
  public let before: Truth?
  public let after: Truth?
}

public struct ChangedWarning: Sendable {
  public let id: String
  /// Nil when not raised.
  public let before: Warning.Severity?
  public let after: Warning.Severity?
}
