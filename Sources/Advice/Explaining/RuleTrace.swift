public import YAML

/// What became of one rule under a sheet of answers.
public struct RuleTrace: Sendable {
  public let kind: EntryKind
  public let id: String
  /// Where the rule stands.
  public let place: Place
  /// Whether the condition holds in all completions of the open answers, in none, or in some. A
  /// criterion holds when its question is answered and does not when it is not applicable.
  public let truth: Truth
  /// The styles a veto excludes, or the recommended styles that risks, patterns and steps are for; nil
  /// for rules that have none.
  public let styles: [Style]?
  /// Whether the rule is for another style than the recommended one, so that it says nothing whatever
  /// its condition is.
  public let isForOtherStyles: Bool
  /// Of a warning that holds, how grave it is.
  public let severity: Warning.Severity?
  /// What a criterion gives each style.
  public let points: PerStyle<Points>?
  /// What keeps the condition from holding; empty when it holds. Meeting the first alone is enough
  /// where there is only one.
  public let obstacles: [TestedAnswer]
}

/// One test of a condition with the answer it met.
public struct TestedAnswer: Sendable, Equatable {
  /// The id of a question, or the name of a ratio of two.
  public let question: String
  /// The values that would meet it; empty when none does.
  public let expected: ValueSet
  /// Nil when the question is open.
  public let answer: Answer?
  /// The fact the expected number comes from.
  public let fact: String?
  /// `expected` for people: `low or medium`, `at least 5`.
  public let expectedText: String
  /// `answer` for people: `6`, `2 to 4`, `not applicable`, `unknown`.
  public let answerText: String
  /// Whether other values still possible would meet it.
  public let isUndecided: Bool

  /// The ids of the questions it speaks of.
  var questions: [String] { question.split(separator: " per ").map(String.init) }
}
