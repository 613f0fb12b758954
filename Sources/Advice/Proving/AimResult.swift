/// An aim of the knowledge base, and what the cases gave.
public struct AimResult: Sendable {
  /// What is aimed at, as in "outcome or acceptable".
  public let name: String
  /// Percent.
  public let aim: Int
  /// Whether the aim is the least that must be reached, or the most that may be.
  public let isLeast: Bool
  /// Thousandths.
  public let reached: Int
  public let isMet: Bool
}

extension Aims {
  /// What the cases say to the aims; aims left out, and aims without a case, say nothing.
  func results(_ corpus: CorpusResult) -> [AimResult] {
    func result(_ name: String, _ aim: Int?, _ share: Share, least: Bool = true) -> AimResult? {
      guard let aim, share.total > 0 else { return nil }
      let isMet = least ? share.isAtLeast(percent: aim) : share.isAtMost(percent: aim)
      return AimResult(
        name: name, aim: aim, isLeast: least, reached: 1000 * share.count / share.total,
        isMet: isMet)
    }
    func result(_ name: String, _ reached: Int?) -> AimResult? {
      guard let aim = questions, let reached else { return nil }
      return AimResult(
        name: name, aim: aim, isLeast: false, reached: reached, isMet: reached <= 10 * aim)
    }
    let advice = corpus.advice
    return [
      result("outcome or acceptable", acceptable, advice.accepted),
      result("outcome", outcome, advice.outcome),
      result("rejected style recommended", rejected, advice.rejected, least: false),
      result("certain or robust verdicts acceptable", reliable, corpus.reliable),
      result("answers needed in the order of next, median", corpus.nextPace?.median),
      result("answers needed in the order of next, mean", corpus.nextPace?.mean),
    ].compactMap { $0 }
  }
}
