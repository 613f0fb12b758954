import Advice
import Terminal

extension DashboardState {
  /// The criterion of the marked row.
  var markedCriterion: Criterion? {
    let criteria = advisor.knowledge.criteria
    return criteria.indices.contains(matrix.row) ? criteria[matrix.row] : nil
  }

  mutating func actInMatrix(_ action: Action) -> [Effect] {
    let count = advisor.knowledge.criteria.count
    switch action {
    case .move(let move):
      let rows = matrixRows
      let row = moved(markedMatrixRow, move, count: count, page: max(1, size.rows - 10))
      if rows.indices.contains(row) { matrix.row = rows[row] }
    case .select(let row) where row < count: matrix.row = matrixRows[row]
    case .nextValue: stepValue(by: 1)
    case .previousValue: stepValue(by: -1)
    case .setUnknown: withMarkedQuestion { $0.answer($1, nil) }
    case .editAnswer: openEditor()
    case .explainCriterion:
      guard let criterion = markedCriterion else { break }
      box = .drill(Drill(.criterion(criterion.id)))
    case .showFlips: box = .drill(Drill(.flips))
    case .showVetoes: box = .drill(Drill(.vetoes))
    case .compareSaved: toggleComparison()
    case .nextOrder: sortMatrix(by: 1)
    case .previousOrder: sortMatrix(by: -1)
    case .back: if matrix.comparison != nil { toggleComparison() }
    case .toggleFit: matrix.showsFit.toggle()
    case .raiseWeight: changeWeight(by: 10)
    case .lowerWeight: changeWeight(by: -10)
    case .resetWeight: changeWeight(by: nil)
    default: break
    }
    return []
  }

  private mutating func sortMatrix(by count: Int) {
    matrix.order = matrix.order.stepped(by: count)
    // Nothing changed since saving can be seen unless that is compared.
    if matrix.order == .change, matrix.comparison == nil {
      matrix.order = matrix.order.stepped(by: count)
    }
    notice = Notice(.muted, Sentence.ordered(matrix.order))
  }

  private mutating func withMarkedQuestion(
    _ change: (inout DashboardState, Question) -> Void
  ) {
    guard let id = markedCriterion?.id, let question = advisor.knowledge.question(id) else {
      return
    }
    change(&self, question)
  }

  /// The values an answer steps through: unknown, then every word or every band of numbers.
  private mutating func stepValue(by count: Int) {
    guard let criterion = markedCriterion, let question = advisor.knowledge.question(criterion.id)
    else { return }
    stepAnswer(question, by: count)
  }

  private mutating func openEditor() {
    guard let id = markedCriterion?.id,
      let index = questions.firstIndex(where: { $0.id == id })
    else { return }
    var cursor = QuestionCursor(index)
    placeOnAnswer(&cursor)
    box = .editor(cursor)
  }

  /// Changes the weight of the marked row; nil takes the knowledge base's own again.
  private mutating func changeWeight(by step: Int?) {
    guard let criterion = markedCriterion else { return }
    let now = interview.sheet.weights[criterion.id] ?? criterion.weight.nominal
    let weight = step.map { max(0, min(now + $0, Criterion.weightLimit)) }
    let isOwn = weight == criterion.weight.nominal
    if interview.weigh(criterion.id, isOwn ? nil : weight) { judgeAgain() }
  }
}
