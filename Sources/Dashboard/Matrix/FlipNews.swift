public import Advice

/// What is known of the smallest changes that lead to another recommendation.
///
/// Those of a single answer come with every verdict. Where there are none, and for the weights, a
/// search goes on beside the screen, so that a key never waits for it.
struct FlipNews: Sendable {
  /// The verdict that a search was asked for.
  private(set) var asked: Int?
  /// What it brought.
  private(set) var found: FlipsFound?

  /// Notes that a search begins.
  mutating func ask(_ verdict: Int) {
    asked = verdict
  }

  /// Takes what a search brought; an answer to an older question says nothing any more.
  mutating func take(_ found: FlipsFound) {
    if found.verdict == asked { self.found = found }
  }

  /// What was found for a verdict; nil while the search goes on.
  func found(_ verdict: Verdict) -> FlipsFound? {
    found?.verdict == verdict.number ? found : nil
  }
}

/// What a search for the smallest changes brought.
public struct FlipsFound: Sendable {
  /// The smallest sets of changed answers, at most ``Advice/Flip/sizeLimit`` at once.
  public let flips: [Flip]
  /// How far each weight alone can move before the recommendation changes.
  public let weights: [WeightInterval]
  let verdict: Int

  /// Searches; takes up to a tenth of a second. Contradicting answers have no flips.
  ///
  /// - Parameter verdict: the number the search was asked for by.
  public init(_ advisor: Advisor, _ sheet: AnswerSheet, verdict: Int) {
    flips = (try? advisor.flips(sheet)) ?? []
    weights = (try? advisor.weightIntervals(sheet)) ?? []
    self.verdict = verdict
  }
}

extension DashboardState {
  /// Asks for a search where one is missing for what the matrix shows.
  mutating func searchFlips() -> [Effect] {
    guard tab == .matrix, matrix.flips.asked != verdict.number, verdict.contradiction == nil,
      verdict.assessment?.recommendation != nil
    else { return [] }
    matrix.flips.ask(verdict.number)
    return [.searchFlips(interview.sheet, verdict: verdict.number)]
  }

  /// The smallest changes of answers known now, and whether more may be found.
  var knownFlips: (flips: [Flip], isSearching: Bool) {
    guard let assessment = verdict.assessment, assessment.recommendation != nil,
      verdict.contradiction == nil
    else { return ([], false) }
    let found = matrix.flips.found(verdict)
    if !assessment.flips.isEmpty { return (assessment.flips, false) }
    return (found?.flips ?? [], found == nil)
  }

  /// The weights that alone can change the recommendation, those that have to move least first.
  var knownWeightFlips: [WeightFlip] {
    guard verdict.contradiction == nil else { return [] }
    return WeightFlip.nearest(matrix.flips.found(verdict)?.weights ?? [], advisor.knowledge)
  }
}

/// The next weight of a criterion under which another style is recommended.
struct WeightFlip: Sendable, Equatable {
  let criterion: String
  let from: Int
  let to: Int
  let style: Style
  /// Whether reasonable people may weigh it so.
  let isReasonable: Bool

  /// Those that move least, each criterion once at most, the reasonable ones first.
  static func nearest(_ intervals: [WeightInterval], _ knowledge: KnowledgeBase) -> [WeightFlip] {
    let all = intervals.compactMap { interval -> WeightFlip? in
      let range = knowledge.criterion(interval.criterion).map { $0.weight.low...$0.weight.high }
      let below = interval.below.map {
        WeightFlip(
          criterion: interval.criterion, from: interval.weight, to: interval.kept.lowerBound - 1,
          style: $0, isReasonable: range?.contains(interval.kept.lowerBound - 1) ?? false)
      }
      let above = interval.above.map {
        WeightFlip(
          criterion: interval.criterion, from: interval.weight, to: interval.kept.upperBound + 1,
          style: $0, isReasonable: range?.contains(interval.kept.upperBound + 1) ?? false)
      }
      return [below, above].compactMap { $0 }.min { $0.effort < $1.effort }
    }
    return all.enumerated()
      .sorted { ($0.element.effort, $0.offset) < ($1.element.effort, $1.offset) }.map(\.element)
  }

  /// What they are sorted by.
  private var effort: Int { abs(to - from) + (isReasonable ? 0 : Criterion.weightLimit) }

  /// `team-count weighs 30 instead of 53`.
  var words: String { "\(criterion) weighs \(to) instead of \(from)" }
}
