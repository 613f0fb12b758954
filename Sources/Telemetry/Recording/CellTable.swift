/// All units as the lines so far have left them, and the texts they spoke of.
struct CellTable {
  private(set) var units: [Unit] = []
  private var texts: [String] = []
  private var cellCount = 0
  private var textSize = 0

  /// What a recording may hold at a time, whoever wrote it.
  private enum Limit {
    static let units = 500_000
    static let cells = 8_000_000
    static let texts = 500_000
    static let textSize = 64_000_000
  }

  typealias What = RecordingProblem.What

  /// Takes the words of a line behind its head.
  mutating func take(_ words: some Sequence<ArraySlice<UInt8>>) throws(What) {
    var unit: Int?
    var place = 0
    for word in words {
      guard let sign = word.first else { throw .word(word) }
      let rest = word.dropFirst()
      if sign == UInt8(ascii: ":") {
        unit = try open(rest)
        place = 0
      } else if let unit {
        try take(sign, word, unit, &place)
      } else {
        throw .word(word)
      }
    }
  }

  private mutating func open(_ digits: ArraySlice<UInt8>) throws(What) -> Int {
    guard let index = Digits.whole(digits), index >= 0, index <= units.count else {
      throw .word(digits)
    }
    guard index < Limit.units else { throw .tooMuch }
    if index == units.count { units.append([]) }
    return index
  }

  private mutating func take(
    _ sign: UInt8, _ word: ArraySlice<UInt8>, _ unit: Int, _ place: inout Int
  ) throws(What) {
    let rest = word.dropFirst()
    switch sign {
    case UInt8(ascii: "#"): try resize(unit, rest)
    case UInt8(ascii: "*"):
      guard let count = Digits.whole(rest), count > 0, count <= units[unit].count - place else {
        throw .word(word)
      }
      place += count
    default:
      guard place < units[unit].count else { throw .word(word) }
      guard let cell = try cell(sign, word, units[unit][place]) else { throw .word(word) }
      units[unit][place] = cell
      place += 1
    }
  }

  private mutating func resize(_ unit: Int, _ rest: ArraySlice<UInt8>) throws(What) {
    guard let count = Digits.whole(rest), count >= 0 else { throw .word(rest) }
    let growth = count - units[unit].count
    guard count <= Limit.cells, cellCount + growth <= Limit.cells else { throw .tooMuch }
    cellCount += growth
    if growth < 0 {
      units[unit].removeLast(-growth)
    } else {
      units[unit] += repeatElement(.whole(0), count: growth)
    }
  }

  /// Nil for a word that cannot stand there.
  private mutating func cell(
    _ sign: UInt8, _ word: ArraySlice<UInt8>, _ before: Cell
  ) throws(What) -> Cell? {
    let rest = word.dropFirst()
    switch sign {
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard case .whole(let old) = before else { return nil }
      return Digits.whole(sign == UInt8(ascii: "+") ? rest : word).map { .whole(old &+ $0) }
    case UInt8(ascii: "="):
      return Digits.whole(rest).map { .whole($0) }
        ?? Double(String(decoding: rest, as: UTF8.self)).map { Cell($0) }
    case UInt8(ascii: "\""): return .text(try define(rest))
    case UInt8(ascii: "@"):
      return Digits.whole(rest).flatMap { texts.indices.contains($0) ? .text(texts[$0]) : nil }
    case UInt8(ascii: "~"): return rest.isEmpty ? Cell.none : nil
    default: return nil
    }
  }

  private mutating func define(_ escaped: ArraySlice<UInt8>) throws(What) -> String {
    guard let text = Digits.text(escaped) else { throw .word(escaped) }
    textSize += text.utf8.count
    guard texts.count < Limit.texts, textSize <= Limit.textSize else { throw .tooMuch }
    texts.append(text)
    return text
  }
}

/// Reads what stands in words.
enum Digits {
  /// Decimal digits with a sign perhaps; nil for anything else, and for what does not fit.
  static func whole(_ word: ArraySlice<UInt8>) -> Int? {
    let isNegative = word.first == UInt8(ascii: "-")
    let digits = isNegative ? word.dropFirst() : word
    guard !digits.isEmpty else { return nil }
    var value = 0
    for byte in digits {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      let (tens, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (next, overflow) = tens.subtractingReportingOverflow(Int(byte - 0x30))
      if tooLarge || overflow { return nil }
      value = next
    }
    // Counted below nought, where there is one number more.
    if isNegative { return value }
    return value == .min ? nil : -value
  }

  /// A text whose special bytes are written `%1B`.
  static func text(_ escaped: ArraySlice<UInt8>) -> String? {
    guard escaped.contains(UInt8(ascii: "%")) else {
      return String(validating: escaped, as: UTF8.self)
    }
    var bytes: [UInt8] = []
    var place = escaped.startIndex
    while place < escaped.endIndex {
      guard escaped[place] == UInt8(ascii: "%") else {
        bytes.append(escaped[place])
        place += 1
        continue
      }
      let digits = escaped[(place + 1)...].prefix(2)
      guard digits.count == 2,
        let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(byte)
      place += 3
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
