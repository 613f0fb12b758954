/// The table that `show stat` prints, read by the names in its header line.
struct StatTable {
  struct Row {
    fileprivate let fields: [Field]
    fileprivate let text: [UInt8]

    /// Without quotes, at most `longest` bytes of it; nil when it is empty or there is no such column.
    subscript(column: StatColumn) -> String? {
      let bytes = bytes(column)
      if bytes.isEmpty { return nil }
      let field = fields[column.index]
      let plain = field.hasDoubledQuotes ? Self.unquoted(bytes) : Array(bytes)
      return String(decoding: plain.prefix(Self.longest), as: UTF8.self)
    }

    /// A whole number that is not negative; nil for all else.
    func number(_ column: StatColumn) -> Double? {
      let digits = bytes(column)
      guard (1...18).contains(digits.count) else { return nil }
      var value = 0
      for digit in digits {
        guard digit &- 0x30 < 10 else { return nil }
        value = value * 10 + Int(digit - 0x30)
      }
      return Double(value)
    }

    func holds(_ word: StaticString, in column: StatColumn) -> Bool {
      bytes(column).elementsEqual(
        UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    private static let longest = 200

    private func bytes(_ column: StatColumn) -> ArraySlice<UInt8> {
      let field = fields[column.index]
      return text[field.start..<field.end]
    }

    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
      var result: [UInt8] = []
      var isSecond = false
      for byte in bytes {
        isSecond = byte == StatScanner.quote && !isSecond
        if !isSecond { result.append(byte) }
      }
      return result
    }
  }

  /// Where in the text a field stands, without its quotes.
  struct Field {
    var start = 0
    var end = 0
    var hasDoubledQuotes = false
  }

  let rows: [Row]
  /// What follows behind the empty line that ends the table.
  let rest: ArraySlice<UInt8>

  /// - Parameter text: the table, and maybe more behind an empty line.
  init(_ text: [UInt8]) throws(StatProblem) {
    var scanner = StatScanner(text)
    let columns = try scanner.header()
    var rows: [Row] = []
    while let fields = try scanner.row(columns) {
      guard rows.count < Self.limit else { throw StatProblem(line: scanner.line, what: .tooMany) }
      rows.append(Row(fields: fields, text: text))
    }
    self.rows = rows
    rest = scanner.rest
  }

  /// Rows that are read; more than any HAProxy has servers.
  private static let limit = 50_000
}

extension StatColumn {
  private static let places = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

  /// Its place in a row as it is kept here.
  var index: Int { Self.places[self] ?? 0 }
}

/// Why a text is no table of statistics.
struct StatProblem: Error, Hashable {
  enum What: Hashable {
    case noHeader, cutOff, tooMany
  }

  /// Counted from 1.
  let line: Int
  let what: What

  var sentence: String {
    switch what {
    case .noHeader: "it answers with something else than HAProxy's statistics"
    case .cutOff: "its statistics break off in line \(line)"
    case .tooMany: "its statistics are too long: they are read up to line \(line)"
    }
  }
}
