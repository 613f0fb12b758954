import Advice
import Terminal

extension DashboardState {
  /// Acts on the answers offered for a question; nil when the question is done with, otherwise
  /// where the mark is now.
  mutating func actOnChoices(
    _ action: Action, _ cursor: QuestionCursor, isInEditor: Bool
  ) -> QuestionCursor? {
    guard let question = question(cursor.question) else { return nil }
    let choices = choices(question)
    var cursor = cursor
    switch action {
    case .move(let move):
      cursor.choice = moved(cursor.choice, move, count: choices.count, page: choices.count)
    case .select(let index) where choices.indices.contains(index):
      cursor.choice = index
      return take(choices[index], of: question, cursor, isInEditor)
    case .accept where choices.indices.contains(cursor.choice):
      return take(choices[cursor.choice], of: question, cursor, isInEditor)
    case .toggle where choices.indices.contains(cursor.choice):
      toggle(choices[cursor.choice], of: question)
    case .setUnknown: answer(question, nil)
    case .setNotApplicable:
      cursor.choice = choices.firstIndex(of: .notApplicable) ?? cursor.choice
      return take(.notApplicable, of: question, cursor, isInEditor)
    default: break
    }
    return cursor
  }

  /// Answers with a choice, or opens the line to type what it needs.
  private mutating func take(
    _ choice: Choice, of question: Question, _ cursor: QuestionCursor, _ isInEditor: Bool
  ) -> QuestionCursor? {
    if !isInEditor { advise.cursor = cursor }
    switch choice {
    case .typed:
      let text = answer(question)?.values.map { NumberEntry.text($0, question.domain) } ?? ""
      box = .prompt(Prompt(.number(cursor), text, isFromEditor: isInEditor))
      return nil
    case .notApplicable:
      var reason = ""
      if case .notApplicable(let given) = answer(question)?.content { reason = given }
      box = .prompt(Prompt(.reason(cursor), reason, isFromEditor: isInEditor))
      return nil
    case .word(let word): answer(question, .values(ValueSet(values: [word])))
    case .range(let range): answer(question, .values(range))
    case .unknown: answer(question, nil)
    }
    if !isInEditor { moveOn() }
    return nil
  }
}
