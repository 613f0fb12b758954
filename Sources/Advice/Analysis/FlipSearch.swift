/// Finds the smallest sets of changes of given answers that lead to another recommendation.
///
/// Exact: all sets of one size are tried before any of the next, and every result is what judging the
/// changed answers anew would give. Answers that contradict one another, or that leave no style, are
/// no flips. Open questions stay open, and those marked not applicable stay so.
struct FlipSearch {
  private let contest: Contest
  private let wanted: Style?
  private let candidates: [Candidate]
  private var found: [Finding] = []

  /// A given answer with what it can be changed to.
  private struct Candidate {
    let question: Int
    let given: ValueSet
    let targets: [Target]
  }

  private struct Target {
    let cell: Int
    let values: ValueSet
    /// How many answers lie between, as the verdict tells them apart.
    let distance: Int
  }

  private struct Finding {
    let steps: [Step]
    let style: Style
    /// What the list is sorted by.
    let key: [Int]
  }

  private struct Step {
    let candidate: Int
    let target: Int
  }

  /// - Parameter style: what the changes must lead to; nil for any other recommendation.
  private init(_ contest: Contest, to style: Style?) {
    self.contest = contest
    wanted = style
    candidates = Self.candidates(contest)
  }

  /// All flips of the smallest size there are any of, those easiest to bring about first.
  static func smallest(
    _ contest: Contest, to style: Style? = nil, upTo limit: Int = Flip.sizeLimit
  ) -> [Flip] {
    var search = FlipSearch(contest, to: style)
    return search.smallest(upTo: limit)
  }

  private mutating func smallest(upTo limit: Int) -> [Flip] {
    if let wanted, wanted == contest.recommendation { return [] }
    found = []
    for size in stride(from: 1, through: min(limit, candidates.count), by: 1) where found.isEmpty {
      var steps: [Step] = []
      var fixed: [Fixing] = []
      extend(&steps, &fixed, size)
    }
    return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(flip)
  }

  private mutating func extend(_ steps: inout [Step], _ fixed: inout [Fixing], _ size: Int) {
    if steps.count == size { return consider(steps, fixed) }
    let start = steps.last.map { $0.candidate + 1 } ?? 0
    for candidate in start...(candidates.count - size + steps.count) {
      for target in candidates[candidate].targets.indices {
        let cell = candidates[candidate].targets[target].cell
        steps.append(Step(candidate: candidate, target: target))
        fixed.append(Fixing(question: candidates[candidate].question, cell: cell))
        extend(&steps, &fixed, size)
        steps.removeLast()
        fixed.removeLast()
      }
    }
  }

  private mutating func consider(_ steps: [Step], _ fixed: [Fixing]) {
    guard case .winner(let style) = contest.outcome(fixed), style != contest.recommendation,
      wanted == nil || wanted == style
    else { return }
    found.append(Finding(steps: steps, style: style, key: key(steps)))
  }

  /// The effort, then the questions in the order of the interview, then the nearest values.
  private func key(_ steps: [Step]) -> [Int] {
    let questions = steps.map { candidates[$0.candidate].question }
    let targets = steps.map { candidates[$0.candidate].targets[$0.target] }
    let effort = questions.reduce(0) { $0 + contest.judgement.model.questions[$1].change.effort }
    let distance = targets.reduce(0) { $0 + $1.distance }
    return [effort] + questions + [distance] + targets.map(\.cell)
  }

  private func flip(_ finding: Finding) -> Flip {
    let changes = finding.steps.compactMap { step in
      let candidate = candidates[step.candidate]
      return candidate.targets[step.target].values.nearest(to: candidate.given).map {
        Change(
          question: contest.judgement.model.questions[candidate.question].id,
          from: candidate.given, to: $0)
      }
    }
    return Flip(changes: changes, style: finding.style)
  }

  private static func candidates(_ contest: Contest) -> [Candidate] {
    let judgement = contest.judgement
    let model = judgement.model
    return model.questions.indices.compactMap { question in
      guard let given = judgement.sheet.answers[model.questions[question].id]?.values else {
        return nil
      }
      let mask = model.space.grids[question].mask(given)
      let classes = model.verdictClasses[question]
      let own = classes.indices.filter { classes[$0].mask & mask != 0 }
      // A change inside one class changes nothing.
      let others = classes.indices.filter { mask & ~classes[$0].mask != 0 }
      let targets = others.map { index in
        Target(
          cell: classes[index].cell, values: classes[index].values,
          distance: own.map { abs($0 - index) }.min() ?? 0)
      }
      return Candidate(question: question, given: given, targets: targets)
    }
  }
}

extension ValueSet {
  /// The member nearest to any member of another set; the lowest of several.
  func nearest(to other: ValueSet) -> Int? {
    if let shared = intersection(other).first { return shared }
    let ends = other.ranges.flatMap { [$0.lowerBound, $0.upperBound] }
    return ends.compactMap { end in nearest(to: end).map { (value: $0, distance: abs($0 - end)) } }
      .min { ($0.distance, $0.value) < ($1.distance, $1.value) }?.value
  }
}
