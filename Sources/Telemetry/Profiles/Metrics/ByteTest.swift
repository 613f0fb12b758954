/// A test of a label's value, on the bytes of a page.
enum ByteTest: Sendable {
  case isOneOf([[UInt8]])
  case isNoneOf([[UInt8]])
  case holds([[UInt8]])
  case startsWith([[UInt8]])
  case startsWithNone([[UInt8]])

  init(_ test: FieldCondition.Test) {
    func bytes(_ texts: [String]) -> [[UInt8]] { texts.map(PageText.escaped) }
    switch test {
    case .isOneOf(let texts): self = .isOneOf(bytes(texts))
    case .isNoneOf(let texts): self = .isNoneOf(bytes(texts))
    case .holds(let texts): self = .holds(bytes(texts))
    case .startsWith(let texts): self = .startsWith(bytes(texts))
    case .startsWithNone(let texts): self = .startsWithNone(bytes(texts))
    }
  }

  func passes(_ slice: PageSlice, _ text: PageText) -> Bool {
    switch self {
    case .isOneOf(let values): values.contains { text.equals(slice, $0) }
    case .isNoneOf(let values): !values.contains { text.equals(slice, $0) }
    case .holds(let values): Self.holds(slice, values, text)
    case .startsWith(let values): values.contains { text.starts(slice, with: $0) }
    case .startsWithNone(let values): !values.contains { text.starts(slice, with: $0) }
    }
  }

  /// Whether one of the pieces between commas is one of these.
  private static func holds(_ slice: PageSlice, _ values: [[UInt8]], _ text: PageText) -> Bool {
    if slice.isNone { return false }
    var start = slice.start
    let end = slice.start + slice.length
    while start <= end {
      let rest = PageSlice(start: start, length: end - start)
      let length = UInt32(text.bytes(rest).prefix { $0 != UInt8(ascii: ",") }.count)
      let piece = PageSlice(start: start, length: length)
      if values.contains(where: { text.equals(piece, $0) }) { return true }
      start += length + 1
    }
    return false
  }
}

extension FieldCondition {
  /// The same on a text; one that is not there counts as empty.
  func passes(_ value: String?) -> Bool {
    let value = value ?? ""
    return switch test {
    case .isOneOf(let values): values.contains(value)
    case .isNoneOf(let values): !values.contains(value)
    case .holds(let values): value.split(separator: ",").contains { values.contains(String($0)) }
    case .startsWith(let values): values.contains { value.hasPrefix($0) }
    case .startsWithNone(let values): !values.contains { value.hasPrefix($0) }
    }
  }
}
