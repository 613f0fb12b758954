/// One possible answer of a question that is answered by words.
public struct Word: Hashable, Sendable {
  public let name: String
  public let means: String

  public init(name: String, means: String) {
    self.name = name
    self.means = means
  }
}

/// All possible answers of a question.
public enum Domain: Hashable, Sendable {
  /// A value is the place of its word in the list, from 0.
  case words([Word], ordered: Bool)
  /// A value is the number itself.
  case integer(ClosedRange<Int>)
  /// A value is the number of steps of 0.00001 percent.
  case percent(ClosedRange<Int>)

  /// Steps in one percent.
  public static let stepsPerPercent = 100_000

  /// All values there are.
  public var range: ClosedRange<Int> {
    switch self {
    case .words(let words, _): 0...max(words.count - 1, 0)
    case .integer(let range), .percent(let range): range
    }
  }

  public var isWords: Bool {
    if case .words = self { return true }
    return false
  }

  /// Whether "at least" and "at most" mean something.
  public var isOrdered: Bool {
    if case .words(_, let ordered) = self { return ordered }
    return true
  }

  /// The names of the words, or nothing for numbers.
  public var words: [Word] {
    if case .words(let words, _) = self { return words }
    return []
  }

  /// A value as it is written in an answers file.
  public func text(_ value: Int) -> String {
    switch self {
    case .words(let words, _): return words.indices.contains(value) ? words[value].name : "?"
    case .integer: return String(value)
    case .percent: return Self.decimal(value)
    }
  }

  /// A set of values for people: `low or medium`, `a, b or c`, `5 to 9`, `at least 10`.
  public func text(_ set: ValueSet) -> String {
    if case .words(let words, _) = self {
      return Self.list(words.indices.filter(set.contains).map { words[$0].name })
    }
    return Self.list(set.ranges.map(text))
  }

  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 2 else { return words.joined(separator: " or ") }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }

  private func text(_ range: ClosedRange<Int>) -> String {
    if range.count == 1 { return text(range.lowerBound) }
    if range.upperBound == self.range.upperBound { return "at least \(text(range.lowerBound))" }
    if range.lowerBound == self.range.lowerBound { return "at most \(text(range.upperBound))" }
    return "\(text(range.lowerBound)) to \(text(range.upperBound))"
  }

  /// What values look like, for complaints.
  public var expectation: String {
    switch self {
    case .words(let words, _):
      return "one of \(words.map(\.name).joined(separator: ", "))"
    case .integer(let range):
      return "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .percent(let range):
      return "a percentage from \(Self.decimal(range.lowerBound)) to "
        + "\(Self.decimal(range.upperBound)) with at most five decimals"
    }
  }

  /// Reads a value as it is written in a file; nil when it is none of this domain.
  public func value(_ text: String) -> Int? {
    let value: Int? =
      switch self {
      case .words(let words, _): words.firstIndex { $0.name == text }
      case .integer: Self.fixedPoint(text, decimals: 0)
      case .percent: Self.fixedPoint(text, decimals: 5)
      }
    return value.flatMap { range.contains($0) ? $0 : nil }
  }

  private static func decimal(_ steps: Int) -> String {
    let whole = steps / stepsPerPercent
    var fraction = String(String(steps % stepsPerPercent + stepsPerPercent).dropFirst())
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return fraction.isEmpty ? "\(whole)" : "\(whole).\(fraction)"
  }

  /// A non-negative decimal number in steps of 10^-decimals; nil for anything else.
  static func fixedPoint(_ text: String, decimals: Int) -> Int? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, digits(whole), whole.utf8.count <= 9 else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    if parts.count == 2, decimals == 0 || !digits(fraction) { return nil }
    guard fraction.utf8.count <= decimals else { return nil }
    return Int(whole + fraction + String(repeating: "0", count: decimals - fraction.utf8.count))
  }

  private static func digits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }
}
