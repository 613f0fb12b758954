import Advice

/// What an undecided condition depends on, in words: `team-size is at most 4 (not answered yet)`.
struct PendingWords {
  let text: String

  init(_ pending: Pending) {
    let tests = Self.tests(pending)
    if tests.allSatisfy({ $0.answer == nil }) {
      text = "\(Self.words(pending) { _ in "" }) (not answered yet)"
    } else {
      text = Self.words(pending, Self.remark)
    }
  }

  private static func remark(_ test: TestedAnswer) -> String {
    test.answer == nil ? " (not answered yet)" : " (answered \(test.answerText))"
  }

  private static func tests(_ pending: Pending) -> [TestedAnswer] {
    switch pending {
    case .test(let test): [test]
    case .all(let parts), .any(let parts): parts.flatMap(tests)
    }
  }

  private static func words(
    _ pending: Pending, _ remark: (TestedAnswer) -> String, isInside: Bool = false
  ) -> String {
    switch pending {
    case .test(let test): return "\(test.question) is \(test.expectedText)\(remark(test))"
    case .all(let parts):
      return parts.map { words($0, remark, isInside: true) }.joined(separator: " and ")
    case .any(let parts):
      let list = parts.map { words($0, remark) }.joined(separator: " or ")
      return isInside ? "either \(list)" : list
    }
  }
}
