/// Finds how far the weight of each criterion can move before the recommendation changes.
///
/// With all other weights fixed, the lead over a rival is a straight line in one weight, and whether it
/// is above zero does not depend on the total that scores are divided by. So the line tells how far the
/// lead is too large for the rounding of scores to matter, and only the steps from there to the end are
/// judged one by one. The same holds for the completion that makes the style a possible winner. Where a
/// lead stays as thin as rounding for hundreds of weights, the end is found by halving instead.
struct WeightSweep {
  private let judgement: Judgement
  private let style: Style
  private let witness: [UInt8]
  /// What every cell gives before any weight.
  private let scores: ScoreTable
  private let means: [PerStyle<Points>]
  private let rivals: [Style]

  /// - Returns: nil when there is no recommendation.
  init?(_ contest: Contest) {
    guard let style = contest.recommendation, let witness = contest.ranking.witnesses[style] else {
      return nil
    }
    let judgement = contest.judgement
    let scores = judgement.table.unweighted
    self.judgement = judgement
    self.style = style
    self.witness = witness
    self.scores = scores
    means = judgement.means(scores)
    rivals = Style.allCases.filter { $0 != style && contest.ranking.standings[$0] != .excluded }
  }

  /// One interval a criterion, in the order of the interview.
  func intervals() -> [WeightInterval] {
    judgement.model.questions.indices.compactMap { question in
      let id = judgement.model.questions[question].id
      guard judgement.model.knowledge.criterion(id) != nil else { return nil }
      let low = end(question, step: -1)
      let high = end(question, step: 1)
      return WeightInterval(
        criterion: id, weight: judgement.table.weights[question], kept: low.weight...high.weight,
        below: low.beyond, above: high.beyond)
    }
  }

  /// How many weights are judged one by one.
  private static let patience = 300

  /// The last weight in one direction that keeps the recommendation, and what comes after it.
  private func end(_ question: Int, step: Int) -> (weight: Int, beyond: Style?) {
    let limit = step < 0 ? 0 : max(Criterion.weightLimit, judgement.table.weights[question])
    var weight = judgement.table.weights[question]
    var witness = witness
    for _ in 0..<Self.patience {
      weight = safe(question, from: weight, to: limit, witness)
      if weight == limit { return (limit, nil) }
      let next = recommendation(question, weight + step, witness)
      guard let next, next.style == style else { return (weight, next?.style) }
      weight += step
      witness = next.witness
    }
    return halve(question, kept: weight, limit: limit, witness)
  }

  private func halve(
    _ question: Int, kept: Int, limit: Int, _ witness: [UInt8]
  ) -> (weight: Int, beyond: Style?) {
    var beyond = recommendation(question, limit, witness)?.style
    if beyond == style { return (limit, nil) }
    var (kept, changed) = (kept, limit)
    while abs(changed - kept) > 1 {
      let middle = (kept + changed) / 2
      let found = recommendation(question, middle, witness)?.style
      if found == style { kept = middle } else { (changed, beyond) = (middle, found) }
    }
    return (kept, beyond)
  }

  /// The furthest weight up to which the lead is clear without judging.
  private func safe(_ question: Int, from weight: Int, to limit: Int, _ witness: [UInt8]) -> Int {
    let forward = limit > weight
    var distance = abs(limit - weight)
    for line in lines(question, witness) {
      // The clearance at a weight is `line.offset + weight * line.slope`.
      let clearance = line.offset + weight * line.slope
      let loss = forward ? -line.slope : line.slope
      if clearance < 0 { return weight }
      if loss > 0 { distance = min(distance, clearance / loss) }
    }
    return weight + (forward ? distance : -distance)
  }

  /// For each rival, how far the lead exceeds what rounding could take away, as a line in the weight:
  /// the lead of the means, and the lead in the completion in which the style wins.
  private func lines(_ question: Int, _ witness: [UInt8]) -> [(offset: Int, slope: Int)] {
    let questions = judgement.model.questions.indices
    // A share is rounded when weighted and again when averaged, for two styles: at most twice a
    // thousandth a question, and a little for the means used here.
    let rounding = 2 * questions.count + 2
    func line(_ differences: [Int]) -> (offset: Int, slope: Int) {
      let others = questions.reduce(0) { sum, place in
        sum + judgement.table.weights[place] * (differences[place] - rounding)
      }
      let slope = differences[question] - rounding
      return (others - judgement.table.weights[question] * slope, slope)
    }
    var lines: [(offset: Int, slope: Int)] = []
    for rival in rivals {
      lines.append(line(questions.map { (means[$0][style] - means[$0][rival]).thousandths }))
      if judgement.model.excluding[rival].contains(where: { $0.contains(witness) }) { continue }
      lines.append(
        line(
          questions.map { place in
            let row = scores.row(place, Int(witness[place]))
            return Int(row[style.index] - row[rival.index])
          }))
    }
    return lines
  }

  /// What the engine recommends with another weight.
  private func recommendation(
    _ question: Int, _ weight: Int, _ witness: [UInt8]
  ) -> (style: Style, witness: [UInt8])? {
    judgement.with(judgement.table.with(weight: weight, of: question))
      .recommendation(known: [witness])
  }
}

extension Judgement {
  /// The recommended style with a completion in which it wins; nil when there is none.
  ///
  /// The same as a ranking would find, without asking for all possible winners.
  ///
  /// - Parameter known: completions tried before any search.
  func recommendation(known: [[UInt8]]) -> (style: Style, witness: [UInt8])? {
    for style in Ranking.byScore(Style.allCases, scores) {
      var search = WinnerSearch(model, table, style)
      let witness = known.first { search.wins($0) } ?? search.completion(state)
      if let witness { return (style, witness) }
    }
    return nil
  }
}
