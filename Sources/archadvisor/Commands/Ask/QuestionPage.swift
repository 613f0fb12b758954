import Advice
import Reports
import Terminal

/// A question with its choices, as the interview asks it.
struct QuestionPage {
  private let question: Question
  private let answer: Answer?
  private let place: String

  init(_ question: Question, _ sheet: AnswerSheet, _ number: Int, _ count: Int) {
    self.question = question
    answer = sheet.answers[question.id]
    place = "\(number)/\(count)"
  }

  func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    page.text("")
    page.text([
      StyledSpan("\(place) ", TextStyle(.muted)), StyledSpan(question.text, TextStyle(.heading)),
    ])
    for (index, word) in question.domain.words.enumerated() {
      page.item(
        label: [StyledSpan("\(index + 1) "), StyledSpan(word.name, TextStyle(.accent))], width: 24,
        [StyledSpan(word.means)], indent: 2)
    }
    if !question.domain.isWords {
      page.text(AskSentence.numbers(question), indent: 2)
    }
    if let answer { page.text(AskSentence.now(question.text(answer)), .muted, indent: 2) }
    return page
  }
}
