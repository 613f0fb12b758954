/// Reads what a field is compared with.
struct LiteralReader {
  let field: FieldSign
  let comparison: Comparison

  func read(_ token: Token) throws(FilterProblem.Finding) -> Literal {
    switch (field.kind, token.kind) {
    case (.text, .word(let text)), (.text, .quoted(let text)): return .text(text)
    case (.words(let words), .word(let text)), (.words(let words), .quoted(let text)):
      if comparison.isContent { return .text(text) }
      guard words.contains(text.lowercased()) else {
        throw .init(FilterSentence.neverThat(field, text, words), token.place)
      }
      return .text(text.lowercased())
    case (.text, _), (.words, _):
      throw .init(FilterSentence.expectsText(field), token.place)
    case (_, .word(let text)):
      if let number = number(text) { return .number(number) }
      throw .init(FilterSentence.expectsNumber(field), token.place)
    default: throw .init(FilterSentence.expectsNumber(field), token.place)
    }
  }

  /// A number in the field's unit; nil when it is none, or of another unit.
  private func number(_ text: String) -> Double? {
    for (unit, factor) in units where text.hasSuffix(unit) {
      let digits = text.dropLast(unit.count)
      if let number = Self.decimal(digits) {
        let value = number * factor
        return value.isFinite ? value : nil
      }
    }
    return nil
  }

  private var units: [(suffix: String, factor: Double)] {
    switch field.kind {
    case .percent: [("%", 1), ("", 1)]
    case .milliseconds: [("ms", 1), ("s", 1000), ("", 1)]
    case .perSecond: [("/s", 1), ("", 1)]
    default: [("", 1)]
    }
  }

  /// Swift would take more than decimals, as `nan` and `0x1p3`.
  private static func decimal(_ text: Substring) -> Double? {
    guard let first = text.utf8.first, first != UInt8(ascii: "."),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || ".eE+-".utf8.contains($0) })
    else { return nil }
    return Double(String(text)).flatMap { $0.isFinite ? $0 : nil }
  }
}
