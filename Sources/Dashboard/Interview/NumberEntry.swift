import Advice

/// Reads a number, or a range of numbers, as somebody types it.
enum NumberEntry {
  /// The values, or nil when the text is none: `6`, `2-4`, `2..4`, `2 to 4`, `99.95`, `at least 5`,
  /// `5+`, `at most 9`.
  static func values(_ text: String, _ domain: Domain) -> ValueSet? {
    if let bound = bound(in: text.lowercased(), domain) { return bound }
    let ends = ends(of: text).map { domain.value($0) }
    switch ends.count {
    case 1:
      return ends[0].map { ValueSet($0...$0) }
    case 2:
      guard let first = ends[0], let last = ends[1], first <= last else { return nil }
      return ValueSet(first...last)
    default:
      return nil
    }
  }

  /// How somebody says that a number is the smallest or the largest possible.
  private static let bounds: [(before: String, after: String, isLeast: Bool)] = [
    ("at least ", "", true), (">=", "", true), ("", "+", true), ("", " or more", true),
    ("at most ", "", false), ("<=", "", false), ("", " or less", false), ("up to ", "", false),
  ]

  /// A range with one end only; the other is the end of what is possible.
  private static func bound(in text: String, _ domain: Domain) -> ValueSet? {
    for (before, after, isLeast) in bounds where text.hasPrefix(before) && text.hasSuffix(after) {
      let ends = ends(of: String(text.dropFirst(before.count).dropLast(after.count)))
      guard ends.count == 1, let end = domain.value(ends[0]) else { continue }
      let range = domain.range
      return ValueSet(isLeast ? end...range.upperBound : range.lowerBound...end)
    }
    return nil
  }

  private static func ends(of text: String) -> [String] {
    var rest = text.filter { $0 != " " && $0 != "_" && $0 != "%" }
    for separator in ["to", "..", "–", "-"] where rest.contains(separator) {
      let parts = rest.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false)
      return parts.map(String.init)
    }
    if rest.hasPrefix("+") { rest.removeFirst() }
    return [rest]
  }
}

extension NumberEntry {
  /// An answer as it would be typed.
  static func text(_ values: ValueSet, _ domain: Domain) -> String {
    guard let first = values.first, let last = values.last else { return "" }
    return first == last ? domain.text(first) : "\(domain.text(first))-\(domain.text(last))"
  }
}
