/// One question set to one cell, whatever was answered to it.
struct Fixing: Hashable, Sendable {
  let question: Int
  let cell: Int
}

/// What is possible and what the styles score when some answers of a judgement are replaced.
///
/// Only contradictions that an open question takes part in can move what is possible elsewhere, so
/// most replacements cost a few additions. What costs more is remembered.
final class Variation {
  typealias Row = ScoreTable.Row

  let judgement: Judgement
  /// What the sheet says, before contradictions take anything away.
  let given: State
  /// Whether every question has exactly one cell.
  let isExact: Bool
  private let contributions: [Row]
  private let scores: Row
  /// By question, whether a contradiction speaks of it.
  private let isNamed: [Bool]
  /// By question, whether a contradiction with open questions may follow from replacing its answer.
  private let isTied: [Bool]
  /// By question, whether the sheet says anything about it.
  private let isAnswered: [Bool]
  private var known: [[Fixing]: State?] = [:]

  init(_ judgement: Judgement) {
    let given = judgement.model.space.state(judgement.sheet.answers)
    self.judgement = judgement
    self.given = given
    isExact = given.openQuestions.isEmpty
    contributions = judgement.contributions.map(Self.row)
    scores = Self.row(judgement.scores)
    var isNamed = given.masks.map { _ in false }
    var isTied = isNamed
    for box in judgement.model.forbidden {
      let open = box.sides.map(\.question).filter { !given[$0].isSingle }
      for question in box.sides.map(\.question) {
        isNamed[question] = true
        let isRange = open.contains(question) && judgement.answer(question) != nil
        if isRange || open.contains(where: { $0 != question }) { isTied[question] = true }
      }
    }
    self.isNamed = isNamed
    self.isTied = isTied
    isAnswered = given.masks.indices.map { judgement.answer($0) != nil }
  }

  /// What is possible; nil when a contradiction in which an open question takes part leaves nothing.
  ///
  /// Contradictions among exact answers alone do not show here.
  func state(_ fixed: [Fixing]) -> State? {
    var state = judgement.state
    if fixed.contains(where: { isTied[$0.question] }) {
      guard let narrowed = narrowed(fixed.filter { isNamed[$0.question] }) else { return nil }
      state = narrowed
    }
    for fixing in fixed {
      // An answer may be replaced by any other; an open question has what is left for it.
      guard isAnswered[fixing.question] || state[fixing.question].contains(fixing.cell)
      else { return nil }
      state[fixing.question] = .only(fixing.cell)
    }
    return state
  }

  private func narrowed(_ named: [Fixing]) -> State? {
    if let state = known[named] { return state }
    var state = given
    for fixing in named { state[fixing.question] = .only(fixing.cell) }
    let narrowed = Judgement.consistent(judgement.model, state)
    known[named] = .some(narrowed)
    return narrowed
  }

  /// The scores; an open question counts with its mean over what is possible.
  func scores(_ fixed: [Fixing], _ state: State) -> Row {
    var result = scores
    for fixing in fixed {
      result &+= judgement.table.row(fixing.question, fixing.cell) &- contributions[fixing.question]
    }
    guard fixed.contains(where: { isTied[$0.question] }) else { return result }
    let replaced = Set(fixed.map(\.question))
    for question in state.masks.indices
    where state[question] != judgement.state[question] && !replaced.contains(question) {
      let mean = judgement.mean(question, state[question])
      result &+= Self.row(mean) &- contributions[question]
    }
    return result
  }

  private static func row(_ points: PerStyle<Points>) -> Row {
    var row = Row.zero
    for style in Style.allCases { row[style.index] = Int32(points[style].thousandths) }
    return row
  }
}
