/// A piece of a filter's text, with the place it came from.
struct Token: Equatable {
  enum Kind: Equatable {
    /// A name, a number, a keyword: told apart by where it stands.
    case word(String)
    case quoted(String)
    case comparison(Comparison)
    /// `!`, `&&` and `||` are read as the words they stand for.
    case keyword(Keyword)
    case open, close
    case end
  }

  let kind: Kind
  /// In scalars from the beginning of the text.
  let place: Range<Int>

  static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    !isSpace(scalar) && !"()=!<>~\"'&|,".unicodeScalars.contains(scalar)
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
}

enum Keyword: String {
  case and, or, not
  case `is`
}

/// Cuts a filter's text into tokens.
struct TokenScanner {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// All tokens, with one for the end.
  mutating func tokens() throws(FilterProblem.Finding) -> [Token] {
    var tokens: [Token] = []
    while true {
      while position < scalars.count, Token.isSpace(scalars[position]) { position += 1 }
      let start = position
      guard start < scalars.count else { break }
      let kind = try next()
      tokens.append(Token(kind: kind, place: start..<position))
    }
    return tokens + [Token(kind: .end, place: scalars.count..<scalars.count + 1)]
  }

  private mutating func next() throws(FilterProblem.Finding) -> Token.Kind {
    for (sign, kind) in Self.signs where scalars[position...].starts(with: sign) {
      position += sign.count
      return kind
    }
    let first = scalars[position]
    if first == "\"" || first == "'" { return try quoted(first) }
    if !Token.isWordScalar(first) {
      throw .init(FilterSentence.strayMark(first), position..<position + 1)
    }
    let word = scalars[position...].prefix(while: Token.isWordScalar)
    position += word.count
    let text = Self.text(word)
    return Keyword(rawValue: text.lowercased()).map { .keyword($0) } ?? .word(text)
  }

  private mutating func quoted(
    _ mark: Unicode.Scalar
  ) throws(FilterProblem.Finding) -> Token.Kind {
    let start = position
    position += 1
    var text: [Unicode.Scalar] = []
    while position < scalars.count, scalars[position] != mark {
      if scalars[position] == "\\", position + 1 < scalars.count { position += 1 }
      text.append(scalars[position])
      position += 1
    }
    guard position < scalars.count else {
      throw .init(FilterSentence.openQuote, start..<start + 1)
    }
    position += 1
    return .quoted(Self.text(text[...]))
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The longer ones first.
  private static let signs: [(sign: [Unicode.Scalar], kind: Token.Kind)] =
    ([
      ("<=", .comparison(.atMost)), (">=", .comparison(.atLeast)), ("!=", .comparison(.notEqual)),
      ("==", .comparison(.equal)), ("!~", .comparison(.lacks)), ("=~", .comparison(.contains)),
      ("&&", .keyword(.and)), ("||", .keyword(.or)), ("<", .comparison(.less)),
      (">", .comparison(.more)), ("=", .comparison(.equal)), ("~", .comparison(.contains)),
      ("!", .keyword(.not)), ("(", .open), (")", .close),
    ] as [(String, Token.Kind)]).map { (Array($0.0.unicodeScalars), $0.1) }
}
