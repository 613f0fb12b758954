import YAML

/// Every sentence about a command line that cannot be understood.
enum UsageSentence {
  /// Of a command of two words either may have been misspelt, or the second typed alone.
  static func unknownCommand(_ word: String, _ known: [String]) -> String {
    let first = known.map { String($0.prefix { $0 != " " }) }
    let seconds = known.filter { $0.contains(" ") }
      .map { (last: String($0.drop { $0 != " " }.dropFirst()), whole: $0) }
    let whole = seconds.first { $0.last == word }?.whole
    // Anything is near to a word of two letters.
    let longer = seconds.map(\.last).filter { $0.count > 2 }
    let near = NearestName.find(word, in: first + longer).flatMap { name in
      first.contains(name) ? name : seconds.first { $0.last == name }?.whole
    }
    return "unknown command '\(shown(word))'"
      + ((whole ?? near).map { "; did you mean '\($0)'?" } ?? "")
  }

  static func incompleteCommand(_ word: String, _ second: [String]) -> String {
    "'\(word)' needs one of \(second.joined(separator: ", "))"
  }

  static func unknownSecondWord(_ first: String, _ word: String, _ second: [String]) -> String {
    let hint = NearestName.hint(word, in: second)
    let end = hint.isEmpty ? "; expected one of \(second.joined(separator: ", "))" : hint
    return "unknown command '\(first) \(shown(word))'\(end)"
  }

  static func commandFirst(_ line: String) -> String {
    "the command comes before its options: '\(line) ...'"
  }

  /// - Parameter takesAnswers: whether the word may be a file that lacks its option.
  static func unexpectedWord(_ word: String, takesAnswers: Bool) -> String {
    let hint = takesAnswers ? "; did you mean '--answers \(shown(word))'?" : ""
    return "unexpected word '\(shown(word))'\(hint)"
  }

  static func missingWords(_ names: [String]) -> String {
    "\(names.joined(separator: " and ")) \(names.count == 1 ? "is" : "are") missing"
  }

  static func unknownOption(_ word: String, _ names: [String]) -> String {
    let hint = NearestName.find(String(word.drop { $0 == "-" }), in: names)
    return "unknown option '\(shown(word))'" + (hint.map { "; did you mean '--\($0)'?" } ?? "")
  }

  static let notASetting = "expected words such as role=product instance=product-1"

  static func takesNoValue(_ option: Option) -> String {
    "'--\(option.name)' takes no value"
  }

  static func needsValue(_ option: Option, _ what: String, found: String?) -> String {
    let end =
      found.map { "; for a value that begins with '-' write '--\(option.name)=\(shown($0))'" } ?? ""
    return "'--\(option.name)' needs a value: --\(option.name) \(what)\(end)"
  }

  static func notAChoice(_ option: Option, _ value: String) -> String {
    "'--\(option.name)' is one of \(option.choices.joined(separator: ", ")), "
      + "not '\(shown(value))'\(NearestName.hint(value, in: option.choices))"
  }

  static func givenTwice(_ option: Option, _ first: String, _ second: String) -> String {
    "'--\(option.name)' is given twice, with '\(shown(first))' and '\(shown(second))'"
  }

  static func notANumber(_ option: String, _ range: ClosedRange<Int>, _ value: String) -> String {
    "'--\(option)' is a whole number from \(range.lowerBound) to \(range.upperBound), "
      + "not '\(shown(value))'"
  }

  static func noToday(_ option: String) -> String {
    "the system has no date; say it with --\(option) YYYY-MM-DD"
  }

  static func notADay(_ option: String, _ value: String) -> String {
    "'--\(option)' expects a day as YYYY-MM-DD, not '\(shown(value))'"
  }

  static func unknownKind(_ word: String, _ kinds: [String]) -> String {
    let hint = NearestName.hint(word, in: kinds)
    let end = hint.isEmpty ? "; expected one of \(kinds.joined(separator: ", "))" : hint
    return "no kind '\(shown(word))'\(end)"
  }

  static func unknownEntry(_ word: String, _ ids: [String]) -> String {
    let hint = NearestName.hint(word, in: ids)
    let end = hint.isEmpty ? "; 'archadvisor knowledge list' names all" : hint
    return "nothing in the knowledge base is called '\(shown(word))'\(end)"
  }

  static func badWeight(_ value: String, limit: Int) -> String {
    "'--weight' expects QUESTION=N, N from 0 to \(limit), not '\(shown(value))'"
  }

  static func noCriterion(_ id: String, _ known: [String]) -> String {
    "no criterion '\(shown(id))' to weigh\(NearestName.hint(id, in: known))"
  }

  static func missingAnswers(_ command: String) -> String {
    "'\(command)' needs answers: --answers FILE, or --answers - for standard input"
  }

  static func unknownGate(_ name: String, _ known: [String], listed: [String]) -> String {
    let hint = NearestName.hint(name, in: known)
    let end = hint.isEmpty ? "; expected one of \(listed.joined(separator: ", "))" : hint
    return "'--fail-on' does not know '\(shown(name))'\(end)"
  }

  static let askReadsReplies =
    "'ask' reads replies from standard input, so the answers cannot come from there too"

  static func folderIsJSON(_ format: String) -> String {
    "'--answers-dir' prints lines of JSON, not \(format)"
  }

  static func excludesEachOther(_ first: String, _ second: String) -> String {
    "'--\(first)' and '--\(second)' exclude each other"
  }

  /// A word of the user's, short and free of control characters.
  private static func shown(_ word: String) -> String {
    word.count > 60 ? "\(word.prefix(60).description.printable)…" : word.printable
  }
}
