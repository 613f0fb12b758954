/// What an undecided condition still depends on: its tests that open answers decide.
///
/// What holds already is left out of conditions that must all hold, and what fails out of those of
/// which any one would do, so that the rest is what would make it hold.
public indirect enum Pending: Equatable, Sendable {
  case test(TestedAnswer)
  case all([Pending])
  case any([Pending])

  /// The questions that decide it, each once.
  public var questions: [String] {
    switch self {
    case .test(let test): return test.questions
    case .all(let parts), .any(let parts):
      var seen: Set<String> = []
      return parts.flatMap(\.questions).filter { seen.insert($0).inserted }
    }
  }
}

extension Judgement {
  /// What an undecided condition depends on; nil when it is decided.
  func pending(_ condition: Condition?, negated: Bool = false) -> Pending? {
    guard let condition else { return nil }
    if case .not(let part) = condition { return pending(part, negated: !negated) }
    let truth = truth(negated ? .not(condition) : condition)
    if truth != .undecided { return nil }
    switch condition {
    case .not: return nil
    case .atom(let atom): return tested(atom, negated: negated, truth).map(Pending.test)
    case .all(let parts), .any(let parts):
      let open = parts.compactMap { pending($0, negated: negated) }
      if open.count < 2 { return open.first }
      var isAll = negated
      if case .all = condition { isAll = !negated }
      return isAll ? .all(open) : .any(open)
    }
  }
}
