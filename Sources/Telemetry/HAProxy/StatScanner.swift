/// Goes through lines of values between commas. A value that holds a comma, a quote or a line break
/// stands in quotes, with its own quotes doubled.
struct StatScanner {
  static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let newline = UInt8(ascii: "\n")

  private let text: [UInt8]
  private var place = 0
  /// Counted from 1.
  private(set) var line = 1

  init(_ text: [UInt8]) { self.text = text }

  /// What was not read yet.
  var rest: ArraySlice<UInt8> { text[place...] }

  /// More columns than any release has.
  private static let columnLimit = 1000

  /// The columns in the order of the header line, nil where one is of no interest.
  mutating func header() throws(StatProblem) -> [StatColumn?] {
    guard text.starts(with: "# pxname,svname,".utf8) else { throw problem(.noHeader) }
    place = 2
    var columns: [StatColumn?] = []
    var end = false
    while !end {
      let (field, isLast) = try field()
      columns.append(
        StatColumn(rawValue: String(decoding: text[field.start..<field.end], as: UTF8.self)))
      guard columns.count <= Self.columnLimit else { throw problem(.noHeader) }
      end = isLast
    }
    return columns
  }

  /// The fields of the next line by the index of their column; nil at the end of the table.
  mutating func row(_ columns: [StatColumn?]) throws(StatProblem) -> [StatTable.Field]? {
    if place >= text.count { return nil }
    if text[place] == Self.newline {
      place += 1
      return nil
    }
    var fields = [StatTable.Field](repeating: .init(), count: StatColumn.allCases.count)
    for (number, column) in columns.enumerated() {
      let (field, isLast) = try field()
      if let column { fields[column.index] = field }
      if isLast {
        guard number == columns.count - 1 else { throw problem(.cutOff, before: true) }
        return fields
      }
    }
    // A newer release may print more than it announces.
    while try !field().isLast {}
    return fields
  }

  /// One value, and whether its line ends behind it. A line without an end is cut off.
  private mutating func field() throws(StatProblem) -> (StatTable.Field, isLast: Bool) {
    var field = StatTable.Field()
    if place < text.count, text[place] == Self.quote {
      place += 1
      field.start = place
      try skipQuoted(&field)
    } else {
      field.start = place
      while place < text.count, text[place] != Self.comma, text[place] != Self.newline {
        place += 1
      }
      field.end = place
    }
    guard place < text.count else { throw problem(.cutOff) }
    let isLast = text[place] == Self.newline
    guard isLast || text[place] == Self.comma else { throw problem(.cutOff) }
    place += 1
    if isLast { line += 1 }
    return (field, isLast)
  }

  /// Ends behind the closing quote.
  private mutating func skipQuoted(_ field: inout StatTable.Field) throws(StatProblem) {
    while place < text.count {
      if text[place] == Self.quote {
        if place + 1 < text.count, text[place + 1] == Self.quote {
          field.hasDoubledQuotes = true
          place += 1
        } else {
          field.end = place
          place += 1
          return
        }
      } else if text[place] == Self.newline {
        line += 1
      }
      place += 1
    }
    throw problem(.cutOff)
  }

  private func problem(_ what: StatProblem.What, before: Bool = false) -> StatProblem {
    StatProblem(line: before ? line - 1 : line, what: what)
  }
}
