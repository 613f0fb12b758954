/// Where the user is in the interview.
struct AdviseState: Equatable, Sendable {
  /// The two levels: all questions, or one.
  enum Place: Equatable, Sendable {
    /// The list of all questions.
    case list
    /// One question with its answers.
    case question
  }

  var place: Place
  /// The question, and the line marked under it.
  var cursor: QuestionCursor

  /// Whether every answer leads on to the open question that narrows the outcome most.
  var asksBestFirst = false
  /// What the list is narrowed to; empty shows every question.
  var filter = ""

  init(place: Place, cursor: QuestionCursor) {
    self.place = place
    self.cursor = cursor
  }
}
