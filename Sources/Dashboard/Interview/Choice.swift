import Advice

/// One line under a question: a way to answer it.
enum Choice: Equatable, Sendable {
  /// Type a number or a range.
  case typed
  /// One word of the domain, by its place.
  case word(Int)
  /// A range of numbers that a rule treats alike.
  case range(ValueSet)
  /// Nobody knows; the question stays open.
  case unknown
  /// The question makes no sense here.
  case notApplicable

  /// Whether it stands for a range of more than one number.
  var isRange: Bool {
    if case .range(let values) = self { return values.single == nil }
    return false
  }

  /// How far a choice is part of an answer.
  enum Mark: Equatable {
    /// It is the answer.
    case chosen
    /// It is one of several still possible.
    case possible
    /// It is not part of the answer.
    case free
  }

  /// All ways to answer a question.
  static func all(_ question: Question, _ criterion: Criterion?) -> [Choice] {
    let values: [Choice] =
      switch question.domain {
      case .words(let words, _): words.indices.map(Choice.word)
      case .integer, .percent:
        [.typed] + (criterion?.bands.map { .range($0.values) } ?? [])
      }
    return values + [.unknown, .notApplicable]
  }

  /// Whether the answer says what this choice says.
  func mark(_ answer: Answer?) -> Mark {
    switch (self, answer?.content) {
    case (.unknown, nil), (.notApplicable, .notApplicable): return .chosen
    case (.word(let word), .values(let set)):
      return set.contains(word) ? (set.single == word ? .chosen : .possible) : .free
    case (.range(let range), .values(let set)): return range == set ? .chosen : .free
    default: return .free
    }
  }

  /// The line that shows the answer a question has.
  static func current(_ choices: [Choice], _ answer: Answer?) -> Int {
    guard let answer else { return 0 }
    if let index = choices.firstIndex(where: { $0.mark(answer) != .free }) { return index }
    return choices.firstIndex(of: .typed) ?? 0
  }
}
