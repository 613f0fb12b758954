internal import YAML

/// Every sentence about a filter or an order that cannot be understood.
enum FilterSentence {
  static let openQuote = "this quote is never closed"
  static let tooDeep = "the parentheses are nested too deeply"
  static let missingClose = "this parenthesis is never closed"
  static let strayClose = "this parenthesis was never opened"
  static let empty = "the filter is empty; write one such as 'err > 5'"

  static func tooLong(_ limit: Int) -> String { "the filter is longer than \(limit) characters" }

  static func strayMark(_ mark: Unicode.Scalar) -> String {
    "'\(mark)' means nothing here"
  }

  static func noField(_ name: String, _ known: [FieldSign]) -> String {
    let names = known.map(\.name)
    let hint = NearestName.hint(name.lowercased(), in: names + known.flatMap(\.aliases))
    let end = hint.isEmpty ? "; the fields are \(names.joined(separator: ", "))" : hint
    return "there is no field '\(short(name))'\(end)"
  }

  static let expectsField = "expected the name of a field"

  static func expectsComparison(_ field: String) -> String {
    "expected a comparison after '\(field)', such as = or >"
  }

  static func expectsChain(_ found: String) -> String {
    "expected 'and', 'or' or the end before '\(short(found))'"
  }

  static let expectsUnknown = "expected 'unknown' or 'known' after 'is'"

  static func isText(_ field: FieldSign) -> String {
    "'\(field.name)' is text; compare it with =, !=, ~ (contains) or !~"
  }

  static func isNumber(_ field: FieldSign) -> String {
    "'\(field.name)' is a number; compare it with <, <=, >, >=, = or !="
  }

  static func expectsNumber(_ field: FieldSign) -> String {
    let what =
      switch field.kind {
      case .percent: "a percentage such as 5 or 0.5%"
      case .milliseconds: "a time such as 200, 200ms or 1.5s"
      case .perSecond: "a rate such as 20 or 20/s"
      default: "a number such as 20"
      }
    return "'\(field.name)' is compared with \(what)"
  }

  static func expectsText(_ field: FieldSign) -> String {
    "expected what to compare '\(field.name)' with"
  }

  static func neverThat(_ field: FieldSign, _ word: String, _ words: [String]) -> String {
    let hint = NearestName.hint(word.lowercased(), in: words)
    let end = hint.isEmpty ? "; it is one of \(words.joined(separator: ", "))" : hint
    return "'\(field.name)' is never '\(short(word))'\(end)"
  }

  static func badDirection(_ word: String) -> String {
    "the direction is asc or desc, not '\(short(word))'"
  }

  private static func short(_ word: String) -> String {
    word.count > 40 ? "\(word.prefix(40))…" : word
  }
}
