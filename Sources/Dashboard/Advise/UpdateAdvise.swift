import Advice
import Terminal

extension DashboardState {
  mutating func actInAdvise(_ action: Action) -> [Effect] {
    switch action {
    case .bestQuestion: openBestQuestion()
    case .toggleBestFirst: toggleBestFirst()
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

  /// Leads from answer to answer by what they are worth, or in the order of the interview again.
  private mutating func toggleBestFirst() {
    advise.asksBestFirst.toggle()
    if advise.asksBestFirst { openBestQuestion() }
    notice = Notice(.info, Sentence.bestFirst(advise.asksBestFirst))
  }

  /// After an answer: the next open question, starting over at the end; the best one when that was
  /// asked for.
  mutating func moveOn() {
    // Whoever answers in the list goes on where they like.
    guard advise.place == .question else { return }
    if advise.asksBestFirst, bestQuestion != nil, verdict.contradiction == nil {
      return openBestQuestion()
    }
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
      let shown = shownQuestions
      let place = shown.firstIndex { $0 >= advise.cursor.question } ?? 0
      let next = moved(place, move, count: shown.count, page: max(1, size.rows - 6))
      if shown.indices.contains(next) { mark(shown[next]) }
    case .nextValue: changeInPlace(by: 1)
    case .previousValue: changeInPlace(by: -1)
    case .filter: box = .prompt(Prompt(.questionFilter(before: advise.filter), advise.filter))
    case .back: filterQuestions("")
    case .setNotApplicable:
      _ = actOnChoices(.setNotApplicable, advise.cursor, isInEditor: false)
    case .select(let index) where questions.indices.contains(index): open(index)
    case .setUnknown:
      if let question = question(advise.cursor.question) { answer(question, nil) }
    default: break
    }
  }

  private mutating func mark(_ index: Int) {
    advise.cursor = QuestionCursor(index)
    placeOnAnswer(&advise.cursor)
  }

  private mutating func changeInPlace(by count: Int) {
    guard let question = question(advise.cursor.question) else { return }
    stepAnswer(question, by: count)
    placeOnAnswer(&advise.cursor)
  }

  /// The questions of the list, by their places: those whose id, text or answer hold all words typed.
  var shownQuestions: [Int] {
    let words = advise.filter.lowercased().split(separator: " ")
    return questions.indices.filter { index in
      let question = questions[index]
      let text =
        "\(question.id) \(question.group.title) \(question.text) \(question.text(answer(question)))"
      let lower = text.lowercased()
      return words.allSatisfy { lower.contains($0) }
    }
  }

  /// Narrows the list; the mark goes to the first question that is left.
  mutating func filterQuestions(_ text: String) {
    advise.filter = text
    let shown = shownQuestions
    if !shown.contains(advise.cursor.question), let first = shown.first { mark(first) }
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
