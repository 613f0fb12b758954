import YAML

/// Every sentence about what is wrong in an answers file.
enum AnswersSentence {
  static let answersAreMapping =
    "expected the answers as a mapping from question to answer; write {} when there are none"
  static let weightsAreMapping = "expected the weights as a mapping from question to weight"
  static let valueOrNotApplicable = "expected either 'value' or 'not-applicable'"
  static let badSet = "expected a list of different words, those that are still possible"
  static let badRange = "expected a range of exactly two numbers, the smaller one first"

  static func wrongSchema(_ node: Node) -> String {
    "expected the schema '\(AnswerSheet.schema)', found \(node.summary)"
  }

  static func unknownQuestion(_ id: String, _ known: [String]) -> String {
    let hint = NearestName.hint(id, in: known)
    let end = hint.isEmpty ? "; 'archadvisor questions' lists them" : hint
    return "there is no question '\(id.prefix(60))'\(end)"
  }

  static func expectedAnswer(_ question: Question, _ node: Node) -> String {
    "'\(question.id)' expects \(question.domain.expectation), or a mapping with 'value'; "
      + "found \(node.summary)"
  }

  static func expectedValue(_ question: Question, _ node: Node) -> String {
    let quotes = node.isScalar && !node.isPlain && !question.domain.isWords ? " in quotes" : ""
    let hint = NearestName.hint(node.text ?? "", in: question.domain.words.map(\.name))
    return "'\(question.id)' expects \(question.domain.expectation), or unknown; "
      + "found \(node.summary)\(quotes)\(hint)"
  }

  static func upsideDown(_ node: Node) -> String {
    let ends = node.items.compactMap(\.text)
    return "the range is upside down; write [\(ends.reversed().joined(separator: ", "))]"
  }

  static func badWeight(_ node: Node) -> String {
    "expected a weight from 0 to \(Criterion.weightLimit), found \(node.summary)"
  }

  static func noCriterion(_ id: String) -> String {
    "'\(id)' scores no style, so it has no weight"
  }
}
