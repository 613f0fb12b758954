/// Draws weights from their ranges and counts how the styles rank.
///
/// Scores are compared before they are rounded to thousandths; everything else is as in the engine,
/// down to the possible winners under the drawn weights.
struct AcceptabilityTest {
  private typealias Row = SIMD8<Int64>

  private let judgement: Judgement
  private let standings: PerStyle<Standing>
  private let ranges: [ClosedRange<Int>]
  /// What every cell gives before any weight.
  private let scores: ScoreTable
  private let means: [Row]
  private let judge: CompletionJudge
  /// Completions in which some style won under some weights.
  private var lines: [Line]
  private let isExact: Bool

  private struct Line {
    let cells: [UInt8]
    let excluded: UInt8
  }

  init(_ contest: Contest) {
    let judgement = contest.judgement
    let scores = judgement.table.unweighted
    self.judgement = judgement
    self.scores = scores
    standings = contest.ranking.standings
    ranges = judgement.weightRanges
    means = judgement.means(scores).map { mean in
      var row = Row.zero
      for style in Style.allCases { row[style.index] = Int64(mean[style].thousandths) }
      return row
    }
    let judge = CompletionJudge(judgement.model, judgement.table)
    self.judge = judge
    lines = Style.allCases.compactMap { contest.ranking.witnesses[$0] }
      .map { Line(cells: $0, excluded: judge.excluded($0) ?? 0) }
    isExact = judgement.state.openQuestions.isEmpty
  }

  mutating func acceptability(samples: Int, seed: UInt64) -> Acceptability {
    var numbers = SplitMix(seed: seed)
    var counts = PerStyle { _ in [Int](repeating: 0, count: Style.allCases.count) }
    for _ in 0..<samples {
      let weights = ranges.map { numbers.next($0) }
      for (rank, style) in order(weights).enumerated() { counts[style][rank] += 1 }
    }
    var ranks = PerStyle { _ in [Int]() }
    for rank in Style.allCases.indices {
      let shares = Self.thousandths(counts.values.map { $0[rank] }, of: samples)
      for style in Style.allCases { ranks[style].append(shares[style.index]) }
    }
    return Acceptability(samples: samples, seed: seed, ranks: ranks)
  }

  /// The recommended style, the others by score, excluded ones last.
  private mutating func order(_ weights: [Int]) -> [Style] {
    var sum = Row.zero
    for question in weights.indices {
      sum &+= means[question] &* Row(repeating: Int64(weights[question]))
    }
    let byScore = Style.allCases.sorted { (sum[$1.index], $0) < (sum[$0.index], $1) }
    var order = byScore.filter { standings[$0] != .excluded }
    order += byScore.filter { standings[$0] == .excluded }
    if !isExact, let first = order.firstIndex(where: { wins($0, weights) }), first > 0 {
      order.insert(order.remove(at: first), at: 0)
    }
    return order
  }

  /// Whether a style comes first in some completion under these weights.
  private mutating func wins(_ style: Style, _ weights: [Int]) -> Bool {
    if lines.contains(where: { winner($0, weights) == style }) { return true }
    let named = zip(judgement.model.questions.map(\.id), weights)
    let table = ScoreTable(
      judgement.model, weights: Dictionary(named) { first, _ in first })
    var search = WinnerSearch(judgement.model, table, style)
    guard let line = search.completion(judgement.state) else { return false }
    lines.append(Line(cells: line, excluded: judge.excluded(line) ?? 0))
    return true
  }

  private func winner(_ line: Line, _ weights: [Int]) -> Style? {
    var sum = Row.zero
    for question in weights.indices {
      let row = Row(truncatingIfNeeded: scores.row(question, Int(line.cells[question])))
      sum &+= row &* Row(repeating: Int64(weights[question]))
    }
    return Style.allCases.filter { line.excluded & 1 << UInt8($0.index) == 0 }
      .min { (sum[$1.index], $0) < (sum[$0.index], $1) }
  }

  /// Shares in thousandths that add up to 1000: what rounding down leaves over goes to those it took
  /// most from, the first of equal ones.
  static func thousandths(_ counts: [Int], of total: Int) -> [Int] {
    guard total > 0 else { return counts.map { _ in 0 } }
    var shares = counts.map { $0 * 1000 / total }
    let byRemainder = counts.indices.sorted { left, right in
      (counts[right] * 1000 % total, left) < (counts[left] * 1000 % total, right)
    }
    for index in byRemainder.prefix(1000 - shares.reduce(0, +)) { shares[index] += 1 }
    return shares
  }
}
