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

  init(place: Place, cursor: QuestionCursor) {
    self.place = place
    self.cursor = cursor
  }
}
