/// Checks that a text is JSON and notes where its values stand. The grammar is that of RFC 8259.
struct JSONScanner {
  private(set) var nodes: [JSONDocument.Node] = []
  private let depth: Int
  /// Arrays and objects that are not closed yet.
  private var open: [Int] = []

  init(depth: Int) { self.depth = depth }

  private typealias Bytes = UnsafeBufferPointer<UInt8>

  /// What may come next.
  private enum Expected {
    case value, valueOrEnd, name, nameOrEnd, commaOrEnd
  }

  /// - Parameter bytes: end in a zero byte, which stops every loop.
  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONProblem? {
    nodes.reserveCapacity(bytes.count / 8)
    var place = 0
    var expected = Expected.value
    repeat {
      skipSpace(bytes, &place)
      guard let next = step(bytes, &place, expected) else { return problem(bytes, place) }
      expected = next
    } while !open.isEmpty || expected != .commaOrEnd
    skipSpace(bytes, &place)
    return place == bytes.count - 1 ? nil : JSONProblem(offset: place, what: .trailing)
  }

  private func problem(_ bytes: Bytes, _ place: Int) -> JSONProblem {
    if place >= bytes.count - 1 { return JSONProblem(offset: bytes.count - 1, what: .unfinished) }
    let opens = bytes[place] == UInt8(ascii: "{") || bytes[place] == UInt8(ascii: "[")
    return JSONProblem(
      offset: place, what: opens && open.count >= depth ? .tooDeep : .unexpected)
  }

  /// Takes one piece of the text; nil when it does not fit.
  private mutating func step(
    _ bytes: Bytes, _ place: inout Int, _ expected: Expected
  ) -> Expected? {
    let byte = bytes[place]
    switch expected {
    case .value: return value(bytes, &place)
    case .valueOrEnd:
      return byte == UInt8(ascii: "]") ? close(&place) : value(bytes, &place)
    case .nameOrEnd where byte == UInt8(ascii: "}"): return close(&place)
    case .name, .nameOrEnd:
      guard byte == UInt8(ascii: "\""), string(bytes, &place) else { return nil }
      skipSpace(bytes, &place)
      guard bytes[place] == UInt8(ascii: ":") else { return nil }
      place += 1
      return .value
    case .commaOrEnd:
      guard let container = open.last else { return nil }
      let isObject = nodes[container].kind == .object
      if byte == UInt8(ascii: ",") {
        place += 1
        return isObject ? .name : .value
      }
      return byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) ? close(&place) : nil
    }
  }

  private mutating func value(_ bytes: Bytes, _ place: inout Int) -> Expected? {
    switch bytes[place] {
    case UInt8(ascii: "{"): return begin(.object, &place) ? .nameOrEnd : nil
    case UInt8(ascii: "["): return begin(.array, &place) ? .valueOrEnd : nil
    case UInt8(ascii: "\""): return string(bytes, &place) ? .commaOrEnd : nil
    case UInt8(ascii: "t"): return word("true", .yes, bytes, &place)
    case UInt8(ascii: "f"): return word("false", .no, bytes, &place)
    case UInt8(ascii: "n"): return word("null", .null, bytes, &place)
    default: return number(bytes, &place) ? .commaOrEnd : nil
    }
  }

  private mutating func begin(_ kind: JSONDocument.Node.Kind, _ place: inout Int) -> Bool {
    guard open.count < depth else { return false }
    open.append(nodes.count)
    add(kind, place, place + 1)
    place += 1
    return true
  }

  private mutating func close(_ place: inout Int) -> Expected {
    place += 1
    if let container = open.popLast() {
      nodes[container].next = UInt32(nodes.count)
      nodes[container].length = UInt32(place) - nodes[container].start
    }
    return .commaOrEnd
  }

  private mutating func add(_ kind: JSONDocument.Node.Kind, _ start: Int, _ end: Int) {
    nodes.append(
      JSONDocument.Node(
        kind: kind, start: UInt32(start), length: UInt32(end - start),
        next: UInt32(nodes.count + 1)))
  }

  private mutating func word(
    _ text: StaticString, _ kind: JSONDocument.Node.Kind, _ bytes: Bytes, _ place: inout Int
  ) -> Expected? {
    for offset in 0..<text.utf8CodeUnitCount {
      // The zero byte at the end differs from every letter, so this never reads beyond it.
      if bytes[place] != text.utf8Start[offset] { return nil }
      place += 1
    }
    add(kind, place - text.utf8CodeUnitCount, place)
    return .commaOrEnd
  }

  private mutating func string(_ bytes: Bytes, _ place: inout Int) -> Bool {
    var end = place + 1
    var hasEscapes = false
    while bytes[end] != UInt8(ascii: "\"") {
      if bytes[end] < 0x20 {
        place = end
        return false
      }
      if bytes[end] == UInt8(ascii: "\\") {
        hasEscapes = true
        guard let length = JSONEscapes.length(bytes, at: end) else {
          place = end
          return false
        }
        end += length
      } else {
        end += 1
      }
    }
    add(hasEscapes ? .escapedString : .plainString, place + 1, end)
    place = end + 1
    return true
  }

  private mutating func number(_ bytes: Bytes, _ place: inout Int) -> Bool {
    let start = place
    if bytes[place] == UInt8(ascii: "-") { place += 1 }
    if bytes[place] == UInt8(ascii: "0") {
      place += 1
    } else if !digits(bytes, &place) {
      return false
    }
    if bytes[place] == UInt8(ascii: ".") {
      place += 1
      if !digits(bytes, &place) { return false }
    }
    if bytes[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      if bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-") { place += 1 }
      if !digits(bytes, &place) { return false }
    }
    add(.number, start, place)
    return true
  }

  private func digits(_ bytes: Bytes, _ place: inout Int) -> Bool {
    let start = place
    while bytes[place] &- 0x30 < 10 { place += 1 }
    return place > start
  }

  private func skipSpace(_ bytes: Bytes, _ place: inout Int) {
    while true {
      switch bytes[place] {
      case 0x20, 0x0A, 0x0D, 0x09: place += 1
      default: return
      }
    }
  }
}
