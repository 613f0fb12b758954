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
    public let points: Points

    public var criterion: String { reason.criterion }
    public var question: String { reason.question }
    public var answer: Answer? { reason.answer }
    public var because: String { reason.because }
    public var sources: [String] { reason.sources }
  }

  /// Why a criterion gives what it gives, for all styles at once.
  public final class Reason: Sendable {
    public let criterion: String
    public let question: String
    /// Nil when the question is open.
    public let answer: Answer?
    public let because: String
    /// Ids of the criterion's sources.
    public let sources: [String]

    init(_ criterion: Criterion, _ answer: Answer?) {
      let band = answer?.values.flatMap { values in
        criterion.bands.first { values.isSubset(of: $0.values) }
      }
      self.criterion = criterion.id
      question = criterion.id
      self.answer = answer
      because = band?.because ?? criterion.because
      sources = criterion.sources.map(\.source)
    }
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
    public let endangeredBy: [Veto]
    /// One for each criterion, in the order of the interview; they add up to the score.
    public let contributions: [Contribution]
  }

  public struct RaisedWarning: Sendable {
    public let id: String
    public let title: String
    public let severity: Warning.Severity
    public let message: String
    public let sources: [String]
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
  public let risks: [Risk]
  public let plan: [Step]

  public func result(_ style: Style) -> StyleResult? { styles.first { $0.style == style } }
}
