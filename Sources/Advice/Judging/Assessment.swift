/// The whole verdict on a sheet of answers.
public struct Assessment: Sendable {
  public struct Recommendation: Sendable {
    public let style: Style
    /// Points ahead of the runner-up; nil when every other style is excluded.
    public let margin: Points?
    /// The best of the other styles that are not excluded.
    public let runnerUp: Style?
    public let stability: Stability
    public var robustness: Robustness { stability.robustness }
  }

  /// What one criterion gives a style.
  public struct Contribution: Sendable {
    /// What is the same for all styles, made once and shared.
    public let reason: Reason
    public let style: Style
    /// The styles it is compared with: all others that are not excluded.
    let rivals: [Style]

    public var criterion: String { reason.criterion }
    public var question: String { reason.question }
    public var answer: Answer? { reason.answer }
    public var sources: [String] { reason.sources }
    public var points: Points { reason.points[style] }
    /// What it gives the style more than it gives its rivals on average.
    public var lean: Points { reason.lean(of: style, over: rivals) }
    /// Why it does.
    public var rationale: Rationale { reason.rationale(for: style, over: rivals) }
  }

  public struct StyleResult: Sendable {
    public let style: Style
    public let score: Points
    /// The score in the worst and in the best consistent completion.
    public let low: Points
    public let high: Points
    public let standing: Standing
    /// Vetoes that certainly hold, or that together leave no way out.
    public let excludedBy: [Veto]
    /// Vetoes that some completions fulfil and others do not.
    public let endangeredBy: [OpenVeto]
    /// One for each criterion, in the order of the interview; they add up to the score.
    public let contributions: [Contribution]
  }

  /// A veto that open answers decide.
  public struct OpenVeto: Sendable {
    public let veto: Veto
    /// What would make it hold.
    public let pending: Pending

    public var rule: RuleHeader { veto.rule }
  }

  /// A risk of the recommended style.
  public struct RaisedRisk: Sendable {
    public let risk: Risk
    /// What would bring it about; nil when it is there already.
    public let pending: Pending?

    public var rule: RuleHeader { risk.rule }
    public var message: String { risk.message }
    public var mitigation: String { risk.mitigation }
    public var severity: Warning.Severity { risk.severity }
  }

  public struct RaisedWarning: Sendable {
    public let id: String
    public let title: String
    public let severity: Warning.Severity
    public let message: String
    public let sources: [String]
    /// Whether it is raised because of the recommended style.
    public let isAboutStyle: Bool
  }

  public let system: String?
  /// Nil when vetoes exclude every style.
  public let recommendation: Recommendation?
  /// All five, the recommended one first, then by score, excluded styles last.
  public let styles: [StyleResult]
  public let necessaryWinner: Style?
  public let possibleWinners: [Style]
  /// The gravest first.
  public let warnings: [RaisedWarning]
  public let findings: [Finding]
  /// Open questions in the order of the interview.
  public let unanswered: [String]
  /// The open question worth answering first.
  public let nextQuestion: String?
  public let flips: [Flip]
  public let patterns: [Pattern]
  /// The gravest first; of equally grave ones those that are there before those that may be.
  public let risks: [RaisedRisk]
  public let plan: [Step]

  public func result(_ style: Style) -> StyleResult? { styles.first { $0.style == style } }
}
