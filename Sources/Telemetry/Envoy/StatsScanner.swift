/// Reads `/stats?format=json` with detailed histograms in one pass, without making anything of what
/// nobody asked for.
///
/// The page is some thirty kilobytes a proxy and second. A general reader spends most of its time on
/// the thousands of small objects that the buckets are; here they become three numbers each. What is
/// skipped is only checked for matching brackets and quotes.
struct StatsScanner<Sink: StatsSink> {
  typealias Pointer = UnsafePointer<UInt8>

  private var sink: Sink
  private let base: Pointer
  private var place: Pointer

  private struct Failure: Error {}

  /// Reads a page.
  ///
  /// - Parameter text: gets a zero byte at its end, which stops every loop.
  static func scan(
    _ text: consuming [UInt8], into sink: consuming Sink
  ) throws(StatsProblem) -> Sink {
    text.append(0)
    let count = text.count - 1
    // The scanner has it alone; with a second owner every change would copy it.
    var handed: Sink? = consume sink
    return try text.withUnsafeBufferPointer { bytes throws(StatsProblem) in
      guard let base = bytes.baseAddress, let sink = handed.take() else {
        throw StatsProblem(offset: 0)
      }
      var scanner = Self(sink: sink, base: base, place: base)
      let isGood = scanner.reads()
      let end = scanner.place - base
      guard isGood, end == count else { throw StatsProblem(offset: end) }
      return scanner.sink
    }
  }

  private mutating func reads() -> Bool {
    do throws(Failure) {
      try page()
      return true
    } catch {
      return false
    }
  }

  private init(sink: Sink, base: Pointer, place: Pointer) {
    self.sink = sink
    self.base = base
    self.place = place
  }

  private mutating func page() throws(Failure) {
    try object { scanner, key throws(Failure) in
      guard Self.matches(key, "stats") else { return try scanner.skip() }
      try scanner.array { scanner throws(Failure) in try scanner.entry() }
    }
    skipSpace()
  }

  /// A counter or gauge with name and value, or the one entry that holds all histograms.
  private mutating func entry() throws(Failure) {
    var name: StatsSink.Name?
    var value: Double?
    try object { scanner, key throws(Failure) in
      if Self.matches(key, "name") {
        name = try scanner.string()
      } else if Self.matches(key, "value"), scanner.isNumber {
        value = try scanner.number()
      } else if Self.matches(key, "histograms"), scanner.place.pointee == UInt8(ascii: "{") {
        try scanner.histograms()
      } else {
        try scanner.skip()
      }
    }
    if let name, let value { sink.take(name, value) }
  }

  private mutating func histograms() throws(Failure) {
    try object { scanner, key throws(Failure) in
      guard Self.matches(key, "details") else { return try scanner.skip() }
      try scanner.array { scanner throws(Failure) in try scanner.histogram() }
    }
  }

  /// Envoy writes the name first; buckets without one belong to nobody.
  private mutating func histogram() throws(Failure) {
    var isWanted = false
    try object { scanner, key throws(Failure) in
      if Self.matches(key, "name") {
        isWanted = scanner.sink.begins(try scanner.string())
      } else if isWanted, Self.matches(key, "totals") {
        try scanner.array { scanner throws(Failure) in try scanner.bucket() }
      } else {
        try scanner.skip()
      }
    }
  }

  private mutating func bucket() throws(Failure) {
    var lower = 0.0
    var width = 0.0
    var count = 0.0
    try object { scanner, key throws(Failure) in
      let value = try scanner.number()
      switch key.count {
      case 11: lower = value
      case 5 where key[0] == UInt8(ascii: "w"): width = value
      case 5: count = value
      default: break
      }
    }
    sink.take(lower: lower, width: width, count: count)
  }
}

// What JSON is made of. All of it ends at the zero byte.
extension StatsScanner {
  private var isNumber: Bool {
    place.pointee == UInt8(ascii: "-") || place.pointee &- 0x30 < 10
  }

  @inline(__always)
  private mutating func skipSpace() {
    while place.pointee == 0x20 || place.pointee == 0x0A || place.pointee == 0x0D
      || place.pointee == 0x09
    {
      place += 1
    }
  }

  @inline(__always)
  private mutating func expect(_ byte: UInt8) throws(Failure) {
    skipSpace()
    guard place.pointee == byte else { throw Failure() }
    place += 1
  }

  /// Goes through an object; the body takes the value of each key.
  @inline(__always)
  private mutating func object(
    _ body: (inout Self, StatsSink.Name) throws(Failure) -> Void
  ) throws(Failure) {
    try expect(UInt8(ascii: "{"))
    skipSpace()
    if place.pointee == UInt8(ascii: "}") {
      place += 1
      return
    }
    while true {
      skipSpace()
      let key = try string()
      try expect(UInt8(ascii: ":"))
      skipSpace()
      try body(&self, key)
      skipSpace()
      if place.pointee == UInt8(ascii: "}") {
        place += 1
        return
      }
      try expect(UInt8(ascii: ","))
    }
  }

  @inline(__always)
  private mutating func array(_ body: (inout Self) throws(Failure) -> Void) throws(Failure) {
    try expect(UInt8(ascii: "["))
    skipSpace()
    if place.pointee == UInt8(ascii: "]") {
      place += 1
      return
    }
    while true {
      try body(&self)
      skipSpace()
      if place.pointee == UInt8(ascii: "]") {
        place += 1
        return
      }
      try expect(UInt8(ascii: ","))
    }
  }

  /// The bytes between two quotes, escapes left as they are: names of stats have none.
  @inline(__always)
  private mutating func string() throws(Failure) -> StatsSink.Name {
    guard place.pointee == UInt8(ascii: "\"") else { throw Failure() }
    place += 1
    let start = place
    while place.pointee != UInt8(ascii: "\"") {
      if place.pointee == UInt8(ascii: "\\") { place += 1 }
      if place.pointee < 0x20 { throw Failure() }
      place += 1
    }
    defer { place += 1 }
    return StatsSink.Name(start: start, count: place - start)
  }

  /// Whole numbers by hand, all others by the standard library.
  @inline(__always)
  private mutating func number() throws(Failure) -> Double {
    let start = place
    var value: UInt64 = 0
    while place.pointee &- 0x30 < 10 {
      value = value &* 10 &+ UInt64(place.pointee &- 0x30)
      place += 1
    }
    let digits = place - start
    if digits > 0, digits < 19, place.pointee != UInt8(ascii: "."), place.pointee | 0x20 != 0x65 {
      return Double(value)
    }
    place = start
    return try anyNumber()
  }

  private mutating func anyNumber() throws(Failure) -> Double {
    let start = place
    while place.pointee &- 0x30 < 10 || "+-.eE".utf8.contains(place.pointee) { place += 1 }
    guard place - start <= 40,
      let value = Double(
        String(
          decoding: UnsafeBufferPointer(start: start, count: place - start), as: UTF8.self))
    else {
      place = start
      throw Failure()
    }
    return value
  }

  /// Leaves out a value of any kind.
  private mutating func skip() throws(Failure) {
    var depth = 0
    repeat {
      switch place.pointee {
      case UInt8(ascii: "\""): _ = try string()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        place += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { throw Failure() }
        depth -= 1
        place += 1
      case UInt8(ascii: ",") where depth > 0, UInt8(ascii: ":") where depth > 0: place += 1
      case 0..<0x20 where !Self.isSpace(place.pointee): throw Failure()
      case 0x20, 0x0A, 0x0D, 0x09: place += 1
      default: try skipWord()
      }
    } while depth > 0
  }

  /// A number, or true, false, null.
  private mutating func skipWord() throws(Failure) {
    let start = place
    while place.pointee &- 0x30 < 10 || place.pointee | 0x20 &- 0x61 < 26
      || "+-.".utf8.contains(place.pointee)
    {
      place += 1
    }
    if place == start { throw Failure() }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  @inline(__always)
  private static func matches(_ key: StatsSink.Name, _ word: StaticString) -> Bool {
    key.count == word.utf8CodeUnitCount
      && key.elementsEqual(
        UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }
}
