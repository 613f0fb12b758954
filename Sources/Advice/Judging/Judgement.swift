/// A sheet of answers seen through the model: what is still possible, what every style scores.
///
/// All exact questions (winners, flips, the next question) start from one of these.
struct Judgement: Sendable {
  /// The knowledge base narrowed to the numbers of the sheet.
  let model: DecisionModel
  let table: ScoreTable
  let sheet: AnswerSheet
  /// The cells still possible, without those no consistent completion can have.
  let state: State
  /// What each question gives each style: its row when answered, the mean when open.
  let contributions: [PerStyle<Points>]
  let scores: PerStyle<Points>

  /// - Returns: nil when the answers cannot all be true.
  init?(_ model: DecisionModel, _ sheet: AnswerSheet) {
    let table = sheet.weights.isEmpty ? model.table : ScoreTable(model, weights: sheet.weights)
    self.init(model, sheet, table)
  }

  /// - Parameter table: the scores under the sheet's weights.
  init?(_ model: DecisionModel, _ sheet: AnswerSheet, _ table: ScoreTable) {
    let model = model.narrowed(to: sheet.answers)
    guard let state = Self.consistent(model, model.space.state(sheet.answers)) else { return nil }
    self.init(model, sheet, table, state)
  }

  private init(_ model: DecisionModel, _ sheet: AnswerSheet, _ table: ScoreTable, _ state: State) {
    self.model = model
    self.table = table
    self.sheet = sheet
    self.state = state
    let contributions = model.questions.indices.map { question in
      Mean(model, table, question, sheet.answers[model.questions[question].id], state[question])
        .contribution
    }
    self.contributions = contributions
    scores = PerStyle { style in contributions.reduce(.zero) { $0 + $1[style] } }
  }

  /// The same answers under other weights.
  func with(_ table: ScoreTable) -> Judgement { Judgement(model, sheet, table, state) }

  /// What a question would give each style if only these of its cells were possible.
  func mean(_ question: Int, _ mask: CellMask) -> PerStyle<Points> {
    Mean(model, table, question, answer(question), mask).contribution
  }

  /// What was answered to a question.
  func answer(_ question: Int) -> Answer? { sheet.answers[model.questions[question].id] }

  /// The values an answer leaves to a question, all of them when it is open; nil where it does not
  /// apply.
  func numbers(_ question: Int) -> ValueSet? {
    guard let answer = answer(question) else {
      return ValueSet(model.questions[question].domain.range)
    }
    return answer.values
  }

  /// The same with one value answered to some questions; nil when the answers then contradict.
  func answering(_ values: [Int: Int]) -> Judgement? {
    var sheet = sheet
    for (question, value) in values {
      sheet.answers[model.questions[question].id] = Answer(.values(ValueSet(value...value)))
    }
    return Judgement(model, sheet, table)
  }

  /// The state without the cells that every completion with them contradicts itself.
  static func consistent(_ model: DecisionModel, _ given: State) -> State? {
    guard var state = Avoidance.propagate(given, model.forbidden),
      Avoidance.completion(state, model.forbidden) != nil
    else { return nil }
    // Only boxes that can still be hit may rule out a cell.
    let live = model.forbidden.filter { $0.overlaps(state) }
    for question in Set(live.flatMap { $0.sides.map(\.question) }).sorted() {
      for cell in state[question].cells where !state[question].isSingle {
        var trial = state
        trial[question] = .only(cell)
        if Avoidance.completion(trial, live) == nil { state[question] &= ~CellMask.only(cell) }
      }
    }
    return state
  }

  /// The smallest and the largest score of a style over all consistent completions.
  func bounds(_ style: Style) -> (low: Points, high: Points) {
    func extreme(_ sign: Int) -> Int {
      Avoidance.maximum(state, model.forbidden) { question, cell in
        sign * Int(table.row(question, cell)[style.index])
      } ?? 0
    }
    return (Points(thousandths: -extreme(-1)), Points(thousandths: extreme(1)))
  }

  /// Whether vetoes exclude a style: in all completions, in some, or in none.
  func standing(_ style: Style) -> Standing {
    let vetoes = model.excluding[style]
    if Avoidance.completion(state, model.forbidden + vetoes) == nil { return .excluded }
    let mayFall = vetoes.contains { box in
      box.restrict(state).flatMap { Avoidance.completion($0, model.forbidden) } != nil
    }
    return mayFall ? .atRisk : .open
  }
}

/// Whether vetoes exclude a style.
public enum Standing: String, Sendable {
  case open
  /// A veto may still turn out to hold.
  case atRisk = "at-risk"
  case excluded
}

/// What an answer gives each style under its question's criterion.
///
/// An exact answer gives its row. Of words each still possible one counts once. Of a stated range
/// each number counts once. An open question about a number counts each band once: there are more
/// large numbers than small ones, which says nothing about the system at hand.
struct Mean {
  let contribution: PerStyle<Points>

  init(
    _ model: DecisionModel, _ table: ScoreTable, _ question: Int, _ answer: Answer?,
    _ mask: CellMask
  ) {
    if mask.isSingle {
      let row = table.row(question, mask.lowest)
      contribution = PerStyle { Points(thousandths: Int(row[$0.index])) }
      return
    }
    let grid = model.space.grids[question]
    var shares: [(cell: Int, count: Int)] = []
    if let stated = answer?.values, !model.questions[question].domain.isWords {
      for cell in mask.cells {
        shares.append((cell, stated.intersection(ValueSet(grid.cells[cell])).count))
      }
    } else if model.questions[question].domain.isWords {
      shares = mask.cells.map { ($0, 1) }
    } else {
      shares = table.bands[question].filter { $0 & mask != 0 }.map { (($0 & mask).lowest, 1) }
    }
    let total = max(shares.reduce(0) { $0 + $1.count }, 1)
    contribution = PerStyle { style in
      let sum = shares.reduce(0) { $0 + $1.count * Int(table.row(question, $1.cell)[style.index]) }
      return Points(thousandths: ScoreTable.divide(sum, by: total))
    }
  }
}
