/// Finds how far a recommendation can be relied on.
struct StabilityTest {
  /// Below one part in this many of the weight, too little is answered.
  private static let leastShare = 5
  /// At most one small change in this many may upset a robust recommendation.
  private static let upsetShare = 20

  private let contest: Contest
  private let style: Style
  /// What every cell gives before any weight.
  private let scores: ScoreTable

  /// - Parameter style: the recommended one.
  init(_ contest: Contest, _ style: Style) {
    self.contest = contest
    self.style = style
    scores = contest.judgement.table.unweighted
  }

  private var judgement: Judgement { contest.judgement }
  private var ranking: Ranking { contest.ranking }

  /// - Parameter next: what answers to the open questions lead to.
  func stability(_ next: [NextQuestion]) -> Stability {
    let outcomes = next.flatMap(\.outcomes).map(\.recommendation) + corrections()
    let upsets = outcomes.count { $0 != style }
    let table = judgement.table
    let answered = judgement.model.questions.indices.filter { judgement.answer($0) != nil }
      .reduce(0) { $0 + table.weights[$1] }
    let withstandsWeights = withstandsWeights
    let robustness: Robustness =
      if isCertain {
        .certain
      } else if answered * Self.leastShare < table.total && ranking.necessaryWinner == nil {
        .undetermined
      } else if withstandsWeights && upsets * Self.upsetShare <= outcomes.count {
        .robust
      } else {
        .fragile
      }
    return Stability(
      robustness: robustness, answeredWeight: answered, totalWeight: table.total,
      withstandsWeights: withstandsWeights, smallChanges: outcomes.count, upsets: upsets)
  }

  private var rivals: [Style] { Style.allCases.filter { $0 != style } }

  /// Whether no completion and no weights inside their ranges lead to another style.
  ///
  /// Both are varied together: for each rival, every question contributes the cell and the end of the
  /// weight's range that help the rival most, unless a contradiction or a veto against the rival
  /// forbids that cell.
  private var isCertain: Bool {
    guard ranking.necessaryWinner == style, ranking.standings[style] == .open else { return false }
    let model = judgement.model
    let ranges = judgement.weightRanges
    // The engine rounds every row to a thousandth, so a smaller lead might be none.
    let rounding = ranges.count * ranges.reduce(0) { $0 + $1.upperBound }
    return rivals.allSatisfy { rival in
      let boxes = model.forbidden + model.excluding[rival]
      let most = Avoidance.maximum(judgement.state, boxes) { question, cell in
        let row = scores.row(question, cell)
        let gain = Int(row[rival.index] - row[style.index])
        return max(gain * ranges[question].lowerBound, gain * ranges[question].upperBound)
      }
      return most.map { -$0 > rounding } ?? true
    }
  }

  private var withstandsWeights: Bool {
    let questions = judgement.model.questions.indices
    let means = judgement.means(scores)
    let ranges = judgement.weightRanges
    return rivals.filter { ranking.standings[$0] != .excluded }.allSatisfy { rival in
      let lead = questions.reduce(0) { lead, question in
        let weight = judgement.table.weights[question]
        let difference = (means[question][style] - means[question][rival]).thousandths
        // Twice the weight half the way to the end of its range.
        let low = weight + ranges[question].lowerBound
        let high = weight + ranges[question].upperBound
        return lead + min(difference * low, difference * high)
      }
      return style < rival ? lead >= 0 : lead > 0
    }
  }

  /// What given answers corrected to the next value lead to.
  private func corrections() -> [Style?] {
    var result: [Style?] = []
    for question in judgement.model.questions.indices {
      for cell in nextCells(question) {
        switch contest.outcome([Fixing(question: question, cell: cell)]) {
        case .winner(let style): result.append(style)
        case .nothing: result.append(nil)
        case .contradiction: break
        }
      }
    }
    return result
  }

  /// The answers next to what was given, and those inside a given range.
  private func nextCells(_ question: Int) -> [Int] {
    guard judgement.answer(question)?.values != nil else { return [] }
    let mask = judgement.state[question]
    let classes = judgement.model.verdictClasses[question]
    let own = classes.indices.filter { classes[$0].mask & mask != 0 }
    guard let first = own.first, let last = own.last else { return [] }
    let isOrdered = judgement.model.questions[question].domain.isOrdered
    let near =
      isOrdered ? max(first - 1, 0)...min(last + 1, classes.count - 1) : 0...(classes.count - 1)
    return near.filter { own != [$0] }.map { classes[$0].cell }
  }
}
