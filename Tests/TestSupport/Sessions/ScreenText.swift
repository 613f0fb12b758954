/// The rows of a terminal, to look for texts in.
struct ScreenText {
  private let rows: [Substring]

  init(_ rows: [Substring]) {
    self.rows = rows
  }

  static func rows(_ screen: String) -> [Substring] {
    var rows = screen.split(separator: "\n", omittingEmptySubsequences: false)
    if rows.last == "" { rows.removeLast() }
    return rows
  }

  /// Whether one row holds all the texts, in this order.
  func hasRow(_ texts: [String]) -> Bool {
    rows.contains { row in
      var rest = row
      for text in texts {
        guard let place = rest.firstRange(of: text) else { return false }
        rest = rest[place.upperBound...]
      }
      return true
    }
  }

  func rows(with text: String) -> [Substring] { rows.filter { $0.contains(text) } }

  /// What stands after a text, up to two blanks or a line of the frame.
  func text(after text: String) throws -> String {
    for row in rows {
      guard let place = row.firstRange(of: text) else { continue }
      let rest = row[place.upperBound...].drop { $0 == " " }
      let end = rest.firstRange(of: "  ")?.lowerBound ?? rest.endIndex
      let found = rest[..<end].prefix { $0 != "│" }
      if !found.isEmpty { return String(found) }
    }
    throw HarnessError("nothing stands after '\(text)':\n\(rows.joined(separator: "\n"))")
  }

  /// The number right after a text, wherever one stands; minutes count as seconds, as in `1m57s`.
  func number(after text: String) -> Double? {
    for row in rows {
      guard let place = row.firstRange(of: text) else { continue }
      let (number, rest) = Self.number(row[place.upperBound...].drop { $0 == " " })
      guard let number else { continue }
      guard rest.first == "m", !rest.hasPrefix("ms") else { return number }
      return number * 60 + (Self.number(rest.dropFirst()).0 ?? 0)
    }
    return nil
  }

  private static func number(_ text: Substring) -> (Double?, rest: Substring) {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    return (Double(digits), text[digits.endIndex...])
  }
}

/// Words that have to come one after the other, none of them out of turn.
public struct StateOrder {
  private let words: [String]
  /// How many have been seen.
  private var seen = 0

  /// The words in their order.
  public init(_ words: [String]) {
    self.words = words
  }

  /// Looks at rows; true once the last word has come. What was there before the first is passed over.
  ///
  /// - Throws: `HarnessError` for a word whose turn it is not.
  public mutating func see(_ rows: [Substring]) throws -> Bool {
    let found = Set(words).filter { word in rows.contains { $0.contains(word) } }
    guard !found.isEmpty, seen < words.count else { return seen == words.count }
    if found.contains(words[seen]) {
      seen += 1
    } else if seen > 0, !found.contains(words[seen - 1]) {
      throw HarnessError(
        "\(found.sorted()) is out of turn: \(words.prefix(seen)) came before, \(words[seen]) is next"
      )
    }
    return seen == words.count
  }
}
