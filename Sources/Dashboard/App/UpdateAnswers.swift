import Advice
import Terminal

extension DashboardState {
  /// Answers a question, judges anew; false when nothing changed.
  @discardableResult
  mutating func answer(_ question: Question, _ content: Answer.Content?) -> Bool {
    guard interview.answer(question.id, content) else { return false }
    judgeAgain()
    return true
  }

  /// Answers a question with the next of its words or ranges, starting over with unknown.
  mutating func stepAnswer(_ question: Question, by count: Int) {
    let ranges = advisor.knowledge.criterion(question.id)?.bands.map(\.values) ?? []
    let words = question.domain.range
    let values: [ValueSet?] =
      [nil] + (question.domain.isWords ? words.map { ValueSet(values: [$0]) } : ranges)
    let current = answer(question)?.values
    let index =
      values.firstIndex(of: current)
      ?? values.firstIndex { range in
        range.map { current?.isSubset(of: $0) ?? false } ?? false
      } ?? 0
    let next = values[(index + count + values.count) % values.count]
    answer(question, next.map(Answer.Content.values))
  }

  mutating func judgeAgain() {
    verdict.judge(interview.sheet, by: advisor)
    compareAgain()
    if let contradiction = verdict.contradiction {
      notice = Notice(.bad, Sentence.contradiction(contradiction))
    }
  }

  /// A change was taken back or made again: judges anew and shows the question it was about.
  mutating func retrace(_ id: String?, _ words: (String, String) -> String) {
    guard let id, let index = questions.firstIndex(where: { $0.id == id }) else { return }
    judgeAgain()
    advise.cursor = QuestionCursor(index)
    placeOnAnswer(&advise.cursor)
    if let row = advisor.knowledge.criteria.firstIndex(where: { $0.id == id }) { matrix.row = row }
    guard verdict.contradiction == nil else { return }
    notice = Notice(.info, words(id, questions[index].text(answer(questions[index]))))
  }

  /// Takes or leaves one word of the set of still possible ones.
  mutating func toggle(_ choice: Choice, of question: Question) {
    guard case .word(let word) = choice else { return }
    let current = answer(question)?.values ?? ValueSet()
    let whole = question.domain.range
    let toggled =
      current.contains(word)
      ? current.intersection(ValueSet(values: [word]).complement(in: whole))
      : current.union(ValueSet(values: [word]))
    // None left and all still possible both mean: nobody knows.
    let isOpen = toggled.isEmpty || toggled == ValueSet(whole)
    answer(question, isOpen ? nil : .values(toggled))
  }
}
