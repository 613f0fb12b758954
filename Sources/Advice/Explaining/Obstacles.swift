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
    let truth = judgement.truth(negated ? .not(.atom(atom)) : .atom(atom))
    return truth == .yes ? nil : judgement.tested(atom, negated: negated, truth)
  }
}

extension Judgement {
  /// A test with the answers it met.
  func tested(_ atom: Atom, negated: Bool, _ truth: Truth) -> TestedAnswer? {
    guard let place = model.space.index[atom.question] else { return nil }
    let domain = model.questions[place].domain
    let whole = atom.per == nil ? domain.range : Ratio.steps(domain)
    let expected = negated ? atom.values.complement(in: whole) : atom.values
    let text = atom.per == nil ? domain.text(expected) : Ratio.text(expected, of: domain)
    let answers = atom.questions.compactMap { model.space.index[$0] }.map { question in
      model.questions[question].text(answer(question))
    }
    return TestedAnswer(
      question: atom.dimension, expected: expected, answer: answer(place), fact: atom.fact,
      expectedText: expected.isEmpty ? "no value" : text,
      answerText: answers.joined(separator: " per "), isUndecided: truth == .undecided)
  }
}
