/// What part of a case's answers an order of the questions needs, over all cases.
public struct PaceSummary: Sendable {
  /// Shares of a case's answers, in thousandths.
  public let median: Int
  public let mean: Int
  /// Questions.
  public let medianQuestions: Int
  public let questions: Share

  /// - Returns: nil without a case.
  init?(_ paces: [Pace], _ needed: (Pace) -> Int) {
    let paces = paces.filter { $0.answers > 0 }
    if paces.isEmpty { return nil }
    let shares = paces.map { 1000 * needed($0) / $0.answers }.sorted()
    let counts = paces.map(needed).sorted()
    median = Self.middle(shares)
    mean = shares.reduce(0, +) / shares.count
    medianQuestions = Self.middle(counts)
    questions = Share(counts.reduce(0, +), of: paces.reduce(0) { $0 + $1.answers })
  }

  /// The middle of sorted numbers; of two in the middle their mean, rounded up.
  private static func middle(_ sorted: [Int]) -> Int {
    let upper = sorted[sorted.count / 2]
    return sorted.count % 2 == 1 ? upper : (upper + sorted[sorted.count / 2 - 1] + 1) / 2
  }
}

extension CorpusResult {
  private var paces: [Pace] { cases.compactMap(\.pace) }

  /// In the order of `next`.
  public var nextPace: PaceSummary? { PaceSummary(paces, \.next) }
  /// In the order of the interview.
  public var interviewPace: PaceSummary? { PaceSummary(paces, \.interview) }
  /// In the order of the cases' files.
  public var filePace: PaceSummary? { PaceSummary(paces, \.file) }
}
