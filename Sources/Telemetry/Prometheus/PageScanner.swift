/// Finds the samples of a page.
///
/// Text format 0.0.4, and what is read of newer ones along with it: names in quotes inside the
/// braces, exemplars, and times with a fraction.
struct PageScanner {
  typealias Pointer = UnsafePointer<UInt8>

  struct Failure: Error {
    let what: PageProblem.What
    let offset: Int
  }

  private(set) var samples: [MetricsPage.Sample]
  private(set) var labels: [MetricsPage.Label]
  /// Where the text begins.
  private let base: Pointer

  /// - Parameters:
  ///   - base: the text, with line breaks behind it: they end every loop below, so none of them
  ///     asks whether the text is over.
  ///   - samples: an empty list whose memory is used again.
  ///   - labels: the same.
  init(_ base: Pointer, samples: [MetricsPage.Sample], labels: [MetricsPage.Label]) {
    self.base = base
    self.samples = samples
    self.labels = labels
  }

  /// Reads all lines.
  ///
  /// - Parameter count: the bytes of the text itself.
  mutating func scan(count: Int) -> Failure? {
    var place = base
    let end = base + count
    do throws(Failure) {
      while true {
        Self.skipBlanks(&place)
        switch place.pointee {
        case 0x0A:
          place += 1
          if place >= end { return nil }
        case 0x0D where place[1] == 0x0A: place += 1
        case UInt8(ascii: "#"): Self.skipLine(&place)
        default: try sample(&place)
        }
      }
    } catch {
      return error
    }
  }

  private func failure(_ what: PageProblem.What, _ place: Pointer) -> Failure {
    Failure(what: what, offset: place - base)
  }

  private mutating func sample(_ place: inout Pointer) throws(Failure) {
    var name = place
    Self.skipName(&place)
    var nameLength = place - name
    if nameLength > 0, Self.isDigit(name.pointee) { throw failure(.noName, name) }
    Self.skipBlanks(&place)
    let firstLabel = labels.count
    if place.pointee == UInt8(ascii: "{") {
      place += 1
      try labelList(&place, &name, &nameLength)
    }
    guard nameLength > 0 else { throw failure(.noName, place) }
    Self.skipBlanks(&place)
    let value = try number(&place)
    try finishLine(&place)
    guard nameLength <= UInt16.max else { throw failure(.tooLong, name) }
    guard labels.count - firstLabel <= UInt16.max, samples.count < MetricsPage.sampleLimit,
      labels.count <= 4 * MetricsPage.sampleLimit
    else { throw failure(.tooManySamples, name) }
    samples.append(
      MetricsPage.Sample(
        value: value, name: UInt32(name - base), label: UInt32(firstLabel),
        nameLength: UInt16(nameLength), labelCount: UInt16(labels.count - firstLabel)))
  }

  /// Everything up to the closing brace. A name in quotes without a value is the metric's own.
  private mutating func labelList(
    _ place: inout Pointer, _ name: inout Pointer, _ nameLength: inout Int
  ) throws(Failure) {
    while true {
      Self.skipBlanks(&place)
      if place.pointee == UInt8(ascii: "}") { break }
      let isQuoted = place.pointee == UInt8(ascii: "\"")
      let (start, length) = isQuoted ? try quoted(&place).0 : try labelName(&place)
      Self.skipBlanks(&place)
      if place.pointee == UInt8(ascii: "=") {
        place += 1
        Self.skipBlanks(&place)
        try labelValue(&place, start, length)
        Self.skipBlanks(&place)
      } else {
        guard isQuoted, nameLength == 0 else { throw failure(.noEquals, place) }
        (name, nameLength) = (start, length)
      }
      if place.pointee == UInt8(ascii: ",") {
        place += 1
      } else if place.pointee != UInt8(ascii: "}") {
        throw failure(.noComma, place)
      }
    }
    place += 1
  }

  private func labelName(_ place: inout Pointer) throws(Failure) -> (Pointer, Int) {
    let start = place
    Self.skipName(&place)
    guard place > start, !Self.isDigit(start.pointee) else { throw failure(.noLabelName, start) }
    return (start, place - start)
  }

  private mutating func labelValue(
    _ place: inout Pointer, _ name: Pointer, _ nameLength: Int
  ) throws(Failure) {
    guard place.pointee == UInt8(ascii: "\"") else { throw failure(.noQuote, place) }
    let ((start, length), isEscaped) = try quoted(&place)
    guard nameLength <= UInt16.max, length <= UInt16.max else { throw failure(.tooLong, start) }
    labels.append(
      MetricsPage.Label(
        name: UInt32(name - base), value: UInt32(start - base), nameLength: UInt16(nameLength),
        valueLength: UInt16(length), isEscaped: isEscaped))
  }

  /// What stands between two quotes, and whether it holds backslashes.
  private func quoted(_ place: inout Pointer) throws(Failure) -> ((Pointer, Int), Bool) {
    let opening = place
    place += 1
    let start = place
    var isEscaped = false
    while true {
      Self.skipPlain(&place)
      switch place.pointee {
      case UInt8(ascii: "\""):
        place += 1
        return ((start, place - 1 - start), isEscaped)
      case UInt8(ascii: "\\"):
        isEscaped = true
        switch place[1] {
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "n"): place += 2
        default: throw failure(.badEscape, place)
        }
      default: throw failure(.openQuote, opening)
      }
    }
  }

  private func number(_ place: inout Pointer) throws(Failure) -> Double {
    let start = place
    if let value = NumberScan.number(&place) { return value }
    throw failure(Self.endsLine(start) ? .noValue : .badNumber, start)
  }

  /// What may stand behind the value: a time, an exemplar, the end of the line.
  private func finishLine(_ place: inout Pointer) throws(Failure) {
    let behind = place
    Self.skipBlanks(&place)
    if !Self.endsLine(place), place.pointee != UInt8(ascii: "#") {
      guard place > behind else { throw failure(.badNumber, behind) }
      let start = place
      guard NumberScan.number(&place) != nil else { throw failure(.badTimestamp, start) }
      Self.skipBlanks(&place)
    }
    if place.pointee == UInt8(ascii: "#") { Self.skipLine(&place) }
    guard Self.endsLine(place) else { throw failure(.trailing, place) }
  }
}

/// The loops over bytes.
extension PageScanner {
  private static func endsLine(_ place: Pointer) -> Bool {
    place.pointee == 0x0A || place.pointee == 0x0D && place[1] == 0x0A
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  @inline(__always)
  private static func skipBlanks(_ place: inout Pointer) {
    while place.pointee == 0x20 || place.pointee == 0x09 { place += 1 }
  }

  /// Letters, digits, `_` and `:`, one bit for each of the 128 ASCII characters.
  private static let lowNames: UInt64 = 0x07FF_0000_0000_0000
  private static let highNames: UInt64 = 0x07FF_FFFE_87FF_FFFE

  @inline(__always)
  private static func skipName(_ place: inout Pointer) {
    while true {
      let byte = place.pointee
      let set = byte & 0x40 == 0 ? lowNames : highNames
      guard byte < 0x80, set >> UInt64(byte & 0x3F) & 1 == 1 else { return }
      place += 1
    }
  }

  private static func skipLine(_ place: inout Pointer) {
    skip(&place) { holds($0, 0x0A) }
    while place.pointee != 0x0A { place += 1 }
  }

  /// Everything but quotes, backslashes and line breaks.
  @inline(__always)
  private static func skipPlain(_ place: inout Pointer) {
    skip(&place) { word in
      holds(word, UInt8(ascii: "\"")) | holds(word, UInt8(ascii: "\\")) | holds(word, 0x0A)
    }
    while true {
      switch place.pointee {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x0A: return
      default: place += 1
      }
    }
  }

  /// Eight bytes at a time, as long as none of them is looked for.
  @inline(__always)
  private static func skip(_ place: inout Pointer, until found: (UInt64) -> UInt64) {
    while found(UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)) == 0 { place += 8 }
  }

  /// Not zero when one of the eight bytes is this one (H. Warren, "Hacker's Delight", 6-1).
  @inline(__always)
  private static func holds(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ (0x0101_0101_0101_0101 &* UInt64(byte))
    return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
  }
}
