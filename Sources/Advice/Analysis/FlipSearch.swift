/// Finds the smallest sets of changes of given answers that lead to another recommendation.
///
/// Exact: all sets of one size are tried before any of the next, and every result is what judging the
/// changed answers anew would give. Answers that contradict one another, or that leave no style, are
/// no flips. Open questions stay open, and those marked not applicable stay so.
struct FlipSearch {
  private let contest: Contest
  private let wanted: Style?
  private let candidates: [FlipCandidate]
  private var found: [Finding] = []
  /// Contests on sheets in which numbers are replaced, by candidate and number; nil where the answers
  /// then contradict.
  private var replaced: [[Int: Int]: Contest?] = [:]

  private struct Finding {
    let steps: [Step]
    let style: Style
    /// What the list is sorted by.
    let key: [Int]
  }

  private struct Step {
    let candidate: Int
    let target: FlipTarget
  }

  /// What replaced answers are tried on.
  private struct Ground {
    let contest: Contest
    /// The numbers the contest has instead of those given, by candidate.
    var numbers: [Int: Int] = [:]
  }

  /// - Parameter style: what the changes must lead to; nil for any other recommendation.
  private init(_ contest: Contest, to style: Style?) {
    self.contest = contest
    wanted = style
    candidates = FlipCandidate.all(contest.judgement)
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
      extend(&steps, &fixed, Ground(contest: contest), size)
    }
    return nearest(found.sorted { $0.key.lexicographicallyPrecedes($1.key) }).map(flip)
  }

  private mutating func extend(
    _ steps: inout [Step], _ fixed: inout [Fixing], _ ground: Ground, _ size: Int
  ) {
    if steps.count == size { return consider(steps, fixed, ground) }
    let start = steps.last.map { $0.candidate + 1 } ?? 0
    for candidate in start...(candidates.count - size + steps.count) {
      for target in candidates[candidate].targets(ground.contest.judgement) {
        steps.append(Step(candidate: candidate, target: target))
        if let number = target.number {
          if let next = self.ground(ground, candidate, number) {
            extend(&steps, &fixed, next, size)
          }
        } else {
          fixed.append(Fixing(question: candidates[candidate].question, cell: target.cell))
          extend(&steps, &fixed, ground, size)
          fixed.removeLast()
        }
        steps.removeLast()
      }
    }
  }

  /// The ground with one number more replaced; nil when the answers then contradict.
  private mutating func ground(_ ground: Ground, _ candidate: Int, _ number: Int) -> Ground? {
    var numbers = ground.numbers
    numbers[candidate] = number
    let known =
      replaced[numbers]
      ?? ground.contest.judgement.answering([candidates[candidate].question: number])
      .map { Contest($0) }
    replaced[numbers] = .some(known)
    return known.map { Ground(contest: $0, numbers: numbers) }
  }

  private mutating func consider(_ steps: [Step], _ fixed: [Fixing], _ ground: Ground) {
    guard case .winner(let style) = ground.contest.outcome(fixed), style != contest.recommendation,
      wanted == nil || wanted == style
    else { return }
    found.append(Finding(steps: steps, style: style, key: key(steps)))
  }

  /// The effort, then the questions in the order of the interview, then the nearest values.
  private func key(_ steps: [Step]) -> [Int] {
    let questions = steps.map { candidates[$0.candidate].question }
    let effort = questions.reduce(0) { $0 + contest.judgement.model.questions[$1].change.effort }
    let distance = steps.reduce(0) { $0 + $1.target.distance }
    let numbers = steps.compactMap { step in
      step.target.number.map { candidates[step.candidate].distance($0) }
    }
    return [effort] + questions + [distance] + steps.map(\.target.cell) + numbers
  }

  /// Of findings that differ in numbers of the same cells only, the one with the nearest.
  private func nearest(_ sorted: [Finding]) -> [Finding] {
    var seen: Set<[Int]> = []
    return sorted.filter { finding in
      let cells = finding.steps.flatMap { [$0.candidate, $0.target.cell] }
      return seen.insert(cells + [finding.style.index]).inserted
    }
  }

  private func flip(_ finding: Finding) -> Flip {
    let judgement = contest.judgement
    // What a changed answer may be compared with: answers changed as well, then those given.
    var changed: [Int: ValueSet] = [:]
    for step in finding.steps {
      changed[candidates[step.candidate].question] = step.target.values
    }
    let changes = finding.steps.compactMap { step -> Change? in
      let candidate = candidates[step.candidate]
      let fitting = judgement.model.fitting(step.target.values, candidate.question) {
        changed[$0] ?? judgement.numbers($0)
      }
      return (step.target.number ?? fitting.nearest(to: candidate.given)).map { value in
        changed[candidate.question] = ValueSet(value...value)
        return Change(
          question: judgement.model.questions[candidate.question].id, from: candidate.given,
          to: value)
      }
    }
    return Flip(changes: changes, style: finding.style)
  }
}
