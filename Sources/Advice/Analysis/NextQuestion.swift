/// An open question with what answering it would do.
public struct NextQuestion: Sendable {
  /// What an answer leads to.
  public struct Outcome: Sendable {
    /// The values that lead there; numbers between which the verdict makes no difference stand
    /// together.
    public let values: ValueSet
    /// Nil when vetoes then exclude every style.
    public let recommendation: Style?
    /// Every style that then still comes first in some completion.
    public let possibleWinners: [Style]

    public init(values: ValueSet, recommendation: Style?, possibleWinners: [Style]) {
      self.values = values
      self.recommendation = recommendation
      self.possibleWinners = possibleWinners
    }
  }

  public let question: String
  /// In the order of the question's domain, without answers that contradict others.
  public let outcomes: [Outcome]
  /// The largest number of possible winners an answer leaves.
  public let winnersLeft: Int
  /// How much better the style recommended after an answer scores than the one recommended now, on
  /// average over the outcomes. An answer that changes no recommendation counts as zero.
  public let gain: Points
  /// The smallest lead an answer leaves to the style recommended now; negative when another overtakes.
  public let lead: Points?
}
