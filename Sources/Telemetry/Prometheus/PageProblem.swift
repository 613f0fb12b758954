/// Why a text is no page in Prometheus's text format.
public struct PageProblem: Error, Sendable, Hashable {
  public enum What: Sendable, Hashable {
    case noName, noLabelName, noEquals, noQuote, openQuote, badEscape, noComma
    case noValue, badNumber, badTimestamp, trailing
    case tooLong, tooManySamples, tooLarge
  }

  public let what: What
  /// Both count from 1; columns are bytes.
  public let line: Int
  public let column: Int

  init(_ what: What, at offset: Int, in bytes: [UInt8]) {
    self.what = what
    let before = bytes.prefix(offset)
    line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
    column = offset - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
  }

  public var sentence: String {
    "line \(line), column \(column): \(complaint)"
  }

  private var complaint: String {
    switch what {
    case .noName: "expected the name of a metric"
    case .noLabelName: "expected the name of a label"
    case .noEquals: "expected '=' behind the name of a label"
    case .noQuote: "expected a value in quotes"
    case .openQuote: "the quotes are not closed in this line"
    case .badEscape: "a backslash may only stand before a backslash, a quote or n"
    case .noComma: "expected ',' or '}' behind a label"
    case .noValue: "expected a value"
    case .badNumber: "this is no number"
    case .badTimestamp: "this is no time in milliseconds"
    case .trailing: "expected the end of the line"
    case .tooLong: "a name or a value is too long"
    case .tooManySamples: "there are too many samples"
    case .tooLarge: "the page is too large"
    }
  }
}
