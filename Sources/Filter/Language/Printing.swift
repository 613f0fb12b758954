extension Condition: CustomStringConvertible {
  /// The condition as it can be written in a filter; reading that gives the same condition.
  public var description: String {
    switch self {
    case .all(let parts):
      parts.map { $0.isChain ? "(\($0))" : $0.description }.joined(separator: " and ")
    case .any(let parts):
      parts.map { $0.isAny ? "(\($0))" : $0.description }.joined(separator: " or ")
    case .not(let part): part.isChain ? "not (\(part))" : "not \(part)"
    case .compare(let field, let comparison, let literal):
      "\(field) \(comparison.rawValue) \(literal)"
    case .isUnknown(let field): "\(field) is unknown"
    }
  }

  private var isAny: Bool {
    if case .any = self { true } else { false }
  }

  private var isChain: Bool {
    if case .all = self { true } else { isAny }
  }
}

extension Literal: CustomStringConvertible {
  public var description: String {
    switch self {
    case .number(let number):
      // Whole numbers without the fraction that Swift shows.
      number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
    case .text(let text): Self.isWord(text) ? text : Self.quoted(text)
    }
  }

  /// Whether the text can stand without quotes.
  private static func isWord(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy(Token.isWordScalar)
      && Keyword(rawValue: text.lowercased()) == nil
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
