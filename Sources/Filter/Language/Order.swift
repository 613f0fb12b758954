/// An order of rows, as in `p99:desc,name`: by the first field, and where that is the same by the
/// next. Rows whose value is unknown come last in either direction.
public struct Order<Row>: Sendable {
  struct Key: Sendable {
    let field: Field<Row>
    let isDescending: Bool
  }

  private let keys: [Key]

  /// - Throws: when the text names no fields of these; says why and where.
  public init(_ text: String, _ table: FieldTable<Row>) throws(FilterProblem) {
    var keys: [Key] = []
    var start = 0
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      do throws(FilterProblem.Finding) {
        keys.append(try Self.key(part, at: start, table))
      } catch {
        throw FilterProblem(text, error)
      }
      start += part.unicodeScalars.count + 1
    }
    self.keys = keys
  }

  private static func key(
    _ part: Substring, at start: Int, _ table: FieldTable<Row>
  ) throws(FilterProblem.Finding) -> Key {
    let sides = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(sides[0])
    let end = start + name.unicodeScalars.count
    guard !name.isEmpty else { throw .init(FilterSentence.expectsField, start..<start + 1) }
    guard let sign = table.signs.named(name), let field = table.field(sign.name) else {
      throw .init(FilterSentence.noField(name, table.signs), start..<end)
    }
    switch sides.dropFirst().first.map({ $0.lowercased() }) {
    case nil, "asc": return Key(field: field, isDescending: false)
    case "desc": return Key(field: field, isDescending: true)
    case let word?:
      let length = max(word.unicodeScalars.count, 1)
      throw .init(FilterSentence.badDirection(word), end + 1..<end + 1 + length)
    }
  }

  /// The rows in this order; those that are alike in it keep the order they had.
  public func sorted(_ rows: [Row]) -> [Row] {
    let keyed = rows.enumerated().map { index, row in
      (index: index, row: row, values: keys.map { $0.field.read(row) })
    }
    return keyed.sorted { left, right in
      for (place, key) in keys.enumerated() {
        if let first = key.comesFirst(left.values[place], right.values[place]) { return first }
      }
      return left.index < right.index
    }.map(\.row)
  }
}

extension Order.Key {
  /// Whether the left value comes first; nil when it makes no difference.
  func comesFirst(_ left: FieldValue, _ right: FieldValue) -> Bool? {
    switch (left, right) {
    case (.unknown, .unknown): return nil
    case (.unknown, _): return false
    case (_, .unknown): return true
    case (.number(let left), .number(let right)):
      return left == right ? nil : (left < right) != isDescending
    case (.text(let left), .text(let right)):
      if left == right { return nil }
      if case .words(let words) = field.sign.kind,
        let first = words.firstIndex(of: left), let second = words.firstIndex(of: right)
      {
        return (first < second) != isDescending
      }
      return (left < right) != isDescending
    default:
      // One text may stand beside several.
      guard let left = left.words, let right = right.words, left != right else { return nil }
      return (left < right) != isDescending
    }
  }
}

extension FieldValue {
  /// All its texts; nil for what is none.
  fileprivate var words: String? {
    switch self {
    case .text(let text): text
    case .texts(let texts): texts.joined(separator: ",")
    case .number, .unknown: nil
    }
  }
}
