import Advice

/// What somebody typed at a question.
enum Reply: Equatable {
  case answer(ValueSet)
  /// The question stays open.
  case unknown
  /// With the reason, if it was given at once.
  case notApplicable(reason: String?)
  case help
  case back
  case saveAndStop
  /// Nothing: the answer stays as it is.
  case keep
  case unclear

  init(_ line: String, to question: Question) {
    let text = line.filter { $0 != "\t" }.withoutBlanks
    switch text.lowercased() {
    case "": self = .keep
    case "?", "help": self = .help
    case "u", "unknown": self = .unknown
    case "b", "back": self = .back
    case "s", "save": self = .saveAndStop
    case "n", "not-applicable", "not applicable": self = .notApplicable(reason: nil)
    default:
      if text.lowercased().hasPrefix("n "),
        case let reason = String(text.dropFirst(2)).withoutBlanks,
        !reason.isEmpty
      {
        self = .notApplicable(reason: reason)
      } else {
        let values = Self.values(text, question.domain)
        self = values.map(Reply.answer) ?? .unclear
      }
    }
  }

  private static func values(_ text: String, _ domain: Domain) -> ValueSet? {
    domain.isWords ? words(text, domain) : range(text, domain)
  }

  /// Numbers or names of words, one or several: `2`, `low`, `1, 2`, `low or medium`.
  private static func words(_ text: String, _ domain: Domain) -> ValueSet? {
    let parts = text.split { ", \t".contains($0) }.map { $0.lowercased() }.filter { $0 != "or" }
    let values = parts.map { part in
      domain.value(part)
        ?? Int(part).flatMap { domain.words.indices.contains($0 - 1) ? $0 - 1 : nil }
    }
    let known = values.compactMap { $0 }
    return known.count == values.count && !known.isEmpty ? ValueSet(values: known) : nil
  }

  /// A number, or two with what stands between them: `6`, `3-8`, `3 to 8`, `3, 8`.
  private static func range(_ text: String, _ domain: Domain) -> ValueSet? {
    let parts = text.split { !$0.isASCII || !($0.isNumber || $0 == ".") }
    let between = text.filter { !($0.isNumber || $0 == ".") }.withoutBlanks
    guard ["", "-", "to", ",", "..", "–"].contains(between) || between == "%" else { return nil }
    let values = parts.flatMap { part in
      part.split(separator: "..").map { domain.value(String($0)) }
    }
    let known = values.compactMap { $0 }
    guard known.count == values.count, let first = known.first, let last = known.last,
      known.count <= 2, first <= last
    else { return nil }
    return ValueSet(first...last)
  }
}

extension String {
  var withoutBlanks: String {
    let start = drop { $0 == " " }
    return String(start.prefix(start.count - start.reversed().prefix { $0 == " " }.count))
  }
}
