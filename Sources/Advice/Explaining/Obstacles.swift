/// Finds the tests that keep a condition from holding.
struct Obstacles {
  let judgement: Judgement

  /// In the order of the file; empty when the condition holds part by part.
  ///
  /// Of conditions that must all hold, those that fail; when none fails, those undecided. Of conditions
  /// of which any one would do, those of the one that lacks the fewest.
  func find(_ condition: Condition, negated: Bool = false) -> [TestedAnswer] {
    switch condition {
    case .atom(let atom): test(atom, negated).map { [$0] } ?? []
    case .not(let part): find(part, negated: !negated)
    case .all(let parts): negated ? fewest(parts, negated) : all(parts, negated)
    case .any(let parts): negated ? all(parts, negated) : fewest(parts, negated)
    }
  }

  private func all(_ parts: [Condition], _ negated: Bool) -> [TestedAnswer] {
    let found = parts.flatMap { find($0, negated: negated) }
    let failed = found.filter { !$0.isUndecided }
    return failed.isEmpty ? found : failed
  }

  private func fewest(_ parts: [Condition], _ negated: Bool) -> [TestedAnswer] {
    // What is only undecided is nearer than what fails. Of equally near ones the first counts.
    func distance(_ tests: [TestedAnswer]) -> (Int, Int) {
      (tests.count { !$0.isUndecided }, tests.count)
    }
    return parts.map { find($0, negated: negated) }.min { distance($0) < distance($1) } ?? []
  }

  /// The test of an atom that does not hold, or nil.
  private func test(_ atom: Atom, _ negated: Bool) -> TestedAnswer? {
    let model = judgement.model
    guard let place = model.space.index[atom.question] else { return nil }
    let question = model.questions[place]
    let expected = negated ? atom.values.complement(in: question.domain.range) : atom.values
    let mask = model.space.grids[place].mask(expected)
    let possible = judgement.state[place]
    if possible & ~mask == 0 { return nil }
    let answer = judgement.answer(place)
    return TestedAnswer(
      question: question.id, expected: expected, answer: answer, fact: atom.fact,
      expectedText: expected.isEmpty ? "no value" : question.domain.text(expected),
      answerText: question.text(answer),
      isUndecided: possible & mask != 0)
  }
}
