/// Reads a filter: `or` binds less than `and`, which binds less than `not`.
struct FilterParser {
  private let fields: [FieldSign]
  private let shorthands: [String: String]
  private var tokens: ArraySlice<Token>
  private var depth = 0

  /// Longer texts and deeper parentheses are nobody's filter.
  static let longest = 2000
  private static let deepest = 50

  static func condition(
    _ text: String, _ fields: [FieldSign], shorthands: [String: String]
  ) throws(FilterProblem.Finding) -> Condition {
    let length = text.unicodeScalars.count
    guard length <= longest else {
      throw .init(FilterSentence.tooLong(longest), longest..<length)
    }
    var scanner = TokenScanner(text)
    var parser = FilterParser(
      fields: fields, shorthands: shorthands, tokens: try scanner.tokens()[...])
    return try parser.whole()
  }

  private init(fields: [FieldSign], shorthands: [String: String], tokens: ArraySlice<Token>) {
    self.fields = fields
    self.shorthands = shorthands
    self.tokens = tokens
  }

  private mutating func whole() throws(FilterProblem.Finding) -> Condition {
    if tokens.count == 1 { throw .init(FilterSentence.empty, current.place) }
    let condition = try any()
    switch current.kind {
    case .end: return condition
    case .close: throw .init(FilterSentence.strayClose, current.place)
    default: throw .init(FilterSentence.expectsChain(current.text), current.place)
    }
  }

  private mutating func any() throws(FilterProblem.Finding) -> Condition {
    var parts = [try all()]
    while take(.keyword(.or)) { parts.append(try all()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func all() throws(FilterProblem.Finding) -> Condition {
    var parts = [try part()]
    while take(.keyword(.and)) { parts.append(try part()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func part() throws(FilterProblem.Finding) -> Condition {
    let place = current.place
    guard depth < Self.deepest else { throw .init(FilterSentence.tooDeep, place) }
    depth += 1
    defer { depth -= 1 }
    if take(.keyword(.not)) { return .not(try part()) }
    guard take(.open) else { return try test() }
    let inner = try any()
    if take(.close) { return inner }
    if current.kind == .end { throw .init(FilterSentence.missingClose, place) }
    throw .init(FilterSentence.expectsChain(current.text), current.place)
  }

  /// A comparison, a question whether a value is known, or a word that stands for a comparison.
  private mutating func test() throws(FilterProblem.Finding) -> Condition {
    guard case .word(let name) = current.kind else {
      throw .init(FilterSentence.expectsField, current.place)
    }
    let place = current.place
    tokens.removeFirst()
    let isCompared: Bool =
      switch current.kind {
      case .comparison, .keyword(.is): true
      default: false
      }
    if !isCompared, let field = shorthands[name.lowercased()] {
      return .compare(field: field, .equal, .text(name.lowercased()))
    }
    guard let field = fields.named(name) else {
      throw .init(FilterSentence.noField(name, fields), place)
    }
    if take(.keyword(.is)) { return try knowledge(of: field) }
    guard case .comparison(let comparison) = current.kind else {
      throw .init(FilterSentence.expectsComparison(field.name), current.place)
    }
    return try compare(field, comparison)
  }

  private mutating func knowledge(
    of field: FieldSign
  ) throws(FilterProblem.Finding) -> Condition {
    let isDenied = take(.keyword(.not))
    guard case .word(let word) = current.kind, ["unknown", "known"].contains(word.lowercased())
    else { throw .init(FilterSentence.expectsUnknown, current.place) }
    tokens.removeFirst()
    let test = Condition.isUnknown(field: field.name)
    return (word.lowercased() == "unknown") == isDenied ? .not(test) : test
  }

  private mutating func compare(
    _ field: FieldSign, _ comparison: Comparison
  ) throws(FilterProblem.Finding) -> Condition {
    if field.kind.isText, comparison.isOrder {
      throw .init(FilterSentence.isText(field), current.place)
    }
    if !field.kind.isText, comparison.isContent {
      throw .init(FilterSentence.isNumber(field), current.place)
    }
    tokens.removeFirst()
    let literal = try LiteralReader(field: field, comparison: comparison).read(current)
    tokens.removeFirst()
    return .compare(field: field.name, comparison, literal)
  }

  /// There is always one: the end is only looked at, never taken.
  private var current: Token { tokens.first ?? Token(kind: .end, place: 0..<1) }

  private mutating func take(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    tokens.removeFirst()
    return true
  }
}

extension Token {
  /// As it may be quoted in a sentence.
  fileprivate var text: String {
    switch kind {
    case .word(let text), .quoted(let text): text
    case .comparison(let comparison): comparison.rawValue
    case .keyword(let keyword): keyword.rawValue
    case .open: "("
    case .close: ")"
    case .end: "the end"
    }
  }
}

extension [FieldSign] {
  /// The field of a name or another name, in capitals or not.
  func named(_ name: String) -> FieldSign? {
    let name = name.lowercased()
    return first { $0.name == name } ?? first { $0.aliases.contains(name) }
  }
}
