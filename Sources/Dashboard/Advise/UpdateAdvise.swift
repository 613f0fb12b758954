import Advice
import Terminal

extension DashboardState {
  mutating func actInAdvise(_ action: Action) -> [Effect] {
    switch action {
    case .bestQuestion: openBestQuestion()
    case .explainQuestion: explain(advise.cursor)
    case .openList: advise.place = .list
    case .openQuestion: open(advise.cursor.question)
    case .nextQuestion: open(advise.cursor.question + 1)
    case .previousQuestion: open(advise.cursor.question - 1)
    default:
      switch advise.place {
      case .question:
        let cursor = actOnChoices(action, advise.cursor, isInEditor: false)
        advise.cursor = cursor ?? advise.cursor
      case .list: actOnList(action)
      }
    }
    return []
  }

  mutating func explain(_ cursor: QuestionCursor) {
    guard let question = question(cursor.question) else { return }
    box = .reading(.question(question.id), scroll: 0)
  }

  /// Shows a question, starting over at either end.
  mutating func open(_ index: Int) {
    guard !questions.isEmpty else { return }
    advise.place = .question
    advise.cursor = QuestionCursor((index + questions.count) % questions.count)
    placeOnAnswer(&advise.cursor)
  }

  /// The open question worth answering first: the engine's choice, or else the first in order.
  var bestQuestion: String? {
    verdict.assessment.flatMap { $0.nextQuestion ?? $0.unanswered.first }
  }

  private mutating func openBestQuestion() {
    guard let index = questions.firstIndex(where: { $0.id == bestQuestion }) else { return }
    open(index)
  }

  /// After an answer: the next open question, starting over at the end.
  mutating func moveOn() {
    let here = advise.cursor.question
    let around = (1..<max(1, questions.count)).map { (here + $0) % questions.count }
    let next = around.first { answer(questions[$0]) == nil }
    if let next, answer(questions[here]) != nil || next > here {
      open(next)
    } else {
      notice = notice ?? Notice(.ok, Sentence.allAnswered(hasChanges: interview.hasUnsavedChanges))
    }
  }

  private mutating func actOnList(_ action: Action) {
    switch action {
    case .move(let move):
      advise.cursor = QuestionCursor(
        moved(advise.cursor.question, move, count: questions.count, page: max(1, size.rows - 6)))
      placeOnAnswer(&advise.cursor)
    case .select(let index) where questions.indices.contains(index): open(index)
    case .setUnknown:
      if let question = question(advise.cursor.question) { answer(question, nil) }
    default: break
    }
  }

  /// An index moved through a list, kept inside it.
  func moved(_ index: Int, _ move: Move, count: Int, page: Int) -> Int {
    let target =
      switch move {
      case .up: index - 1
      case .down: index + 1
      case .pageUp: index - page
      case .pageDown: index + page
      case .top: 0
      case .bottom: count - 1
      }
    return max(0, min(target, count - 1))
  }
}
