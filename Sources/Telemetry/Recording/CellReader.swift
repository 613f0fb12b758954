/// Reads the cells of a unit one after the other.
struct CellReader {
  private let unit: Unit
  private var place = 0

  /// A cell is missing, or is not what belongs there.
  struct Mismatch: Error {}

  init(_ unit: Unit) { self.unit = unit }

  var isAtEnd: Bool { place == unit.count }

  /// Whether a text comes next.
  var isAtText: Bool {
    guard !isAtEnd, case .text = unit[place] else { return false }
    return true
  }

  private mutating func next() throws(Mismatch) -> Cell {
    guard place < unit.count else { throw Mismatch() }
    place += 1
    return unit[place - 1]
  }

  mutating func whole(in range: ClosedRange<Int>) throws(Mismatch) -> Int {
    guard let value = try wholeIfAny(in: range) else { throw Mismatch() }
    return value
  }

  mutating func wholeIfAny(in range: ClosedRange<Int>) throws(Mismatch) -> Int? {
    switch try next() {
    case .whole(let value) where range.contains(value): return value
    case .none: return nil
    default: throw Mismatch()
    }
  }

  mutating func flag() throws(Mismatch) -> Bool { try whole(in: 0...1) == 1 }

  mutating func number() throws(Mismatch) -> Double {
    guard let value = try numberIfAny() else { throw Mismatch() }
    return value
  }

  mutating func numberIfAny() throws(Mismatch) -> Double? {
    switch try next() {
    case .whole(let value): return Double(value)
    case .number(let value): return value
    case .none: return nil
    case .text: throw Mismatch()
    }
  }

  mutating func text() throws(Mismatch) -> String {
    guard let text = try textIfAny() else { throw Mismatch() }
    return text
  }

  mutating func textIfAny() throws(Mismatch) -> String? {
    switch try next() {
    case .text(let text): return text
    case .none: return nil
    default: throw Mismatch()
    }
  }

  /// A word of a list of words.
  mutating func word<Word: RawRepresentable<String>>(
    _ type: Word.Type
  ) throws(Mismatch) -> Word {
    guard let word = Word(rawValue: try text()) else { throw Mismatch() }
    return word
  }
}
