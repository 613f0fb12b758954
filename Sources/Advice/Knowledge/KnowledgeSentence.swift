import YAML

/// Every sentence about what is wrong in a knowledge file.
enum KnowledgeSentence {
  static let badBounds = "expected two values, the smaller one first"
  static let badScore = "a band gives every style a whole number from 0 to 100"
  static let oneSide =
    "expected either 'for' or 'against', with the styles the sentence argues for or against"
  static let noStyles = "it names no style; name at least one"
  static let noCondition =
    "expected a condition: a mapping with 'question', 'all', 'any' or 'not'"
  static let emptyCondition = "an empty list of conditions; name at least one"
  static let oneTest = "expected exactly one of 'is', 'in', 'at-least', 'at-most', 'between'"
  static let twoStyles = "expected two styles in 'prefers', the one with more points first"
  static let noManifest = "the file is missing; it holds the knowledge base's version"

  static let vetoWithRatio =
    "a veto tests one question at a time; a warning or a contradiction may compare two"
  static let mixedRatio =
    "a contradiction that compares two questions says nothing else, and names one limit: "
    + "at-least or at-most"

  static func noRatio(_ question: String, _ other: String) -> String {
    "'\(question)' and '\(other)' have no ratio; compare two different whole numbers from 1 upwards"
  }

  static func badWords(_ limit: Int) -> String {
    "expected 2 to \(limit) different words"
  }

  static func tooManyAlternatives(_ limit: Int) -> String {
    "the condition can be true in more than \(limit) ways; divide it among several rules"
  }

  static func badWeight(_ limit: Int) -> String {
    "expected 0 <= low <= nominal <= high <= \(limit)"
  }

  static func idIsNotFileName(_ id: String, _ file: String) -> String {
    "the id '\(id)' and the file name '\(file)' differ; name the file '\(id).yaml'"
  }

  static func unknownQuestion(_ id: String, _ known: [String]) -> String {
    "there is no question '\(id.prefix(60))'\(NearestName.hint(id, in: known))"
  }

  static func unknownFact(_ id: String, _ known: [String]) -> String {
    "there is no fact '\(id.prefix(60))'\(NearestName.hint(id, in: known))"
  }

  static func factDoesNotFit(_ id: String, _ value: String, _ question: String) -> String {
    "the fact '\(id)' has the value \(value), which '\(question)' cannot have"
  }

  static func notOrdered(_ question: String) -> String {
    "the words of '\(question)' have no order; use 'is' or 'in'"
  }

  static func wrongSchema(_ schema: String) -> String {
    "the schema is '\(schema)'; this program reads 'archadvisor.knowledge/1'"
  }

  static func repeatedSign(_ sign: String) -> String {
    "'\(sign)' stands here twice; name every sign once"
  }

  static func badRow(_ columns: Int, _ cells: Int) -> String {
    "the row has \(cells) cells, the table has \(columns) columns"
  }

  static func noPercent(_ node: Node) -> String {
    "expected a percentage from 0 to 100, found \(node.summary)"
  }
}
