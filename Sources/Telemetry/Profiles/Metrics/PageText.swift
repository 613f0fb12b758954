import Glibc

/// A stretch of a page, by its place.
struct PageSlice: BitwiseCopyable {
  let start: UInt32
  let length: UInt32

  /// What is not there.
  static let none = PageSlice(start: .max, length: 0)
  var isNone: Bool { start == .max }
}

/// Looks at stretches of bytes without copying them.
///
/// Behind the bytes stand some more that may be read, as behind every `MetricsPage`.
struct PageText {
  let base: UnsafeRawPointer

  func bytes(_ slice: PageSlice) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + Int(slice.start), count: Int(slice.length))
  }

  func equal(_ left: PageSlice, _ right: PageSlice) -> Bool {
    if left.isNone || right.isNone { return left.isNone && right.isNone }
    return left.length == right.length
      && memcmp(base + Int(left.start), base + Int(right.start), Int(left.length)) == 0
  }

  func equals(_ slice: PageSlice, _ text: [UInt8]) -> Bool {
    if slice.isNone { return text.isEmpty }
    return Int(slice.length) == text.count
      && text.withUnsafeBytes { other in
        other.baseAddress.map { memcmp($0, base + Int(slice.start), text.count) == 0 } ?? true
      }
  }

  func starts(_ slice: PageSlice, with text: [UInt8]) -> Bool {
    if slice.isNone { return text.isEmpty }
    guard Int(slice.length) >= text.count else { return false }
    return equals(PageSlice(start: slice.start, length: UInt32(text.count)), text)
  }

  /// What stands behind a text inside a stretch; all of it when the text is not there.
  func rest(_ slice: PageSlice, behind wanted: [UInt8]) -> PageSlice {
    let length = UInt32(wanted.count)
    guard slice.length >= length else { return slice }
    for offset in 0...slice.length - length {
      let start = slice.start + offset
      if equals(PageSlice(start: start, length: length), wanted) {
        return PageSlice(start: start + length, length: slice.length - offset - length)
      }
    }
    return slice
  }

  /// Different for each run of the program, so that nobody can prepare texts that hash alike.
  private static let seed = UInt64(truncatingIfNeeded: Hasher().finalize())
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Eight bytes at a time; the last ones with what stands behind them cut off.
  @inline(__always)
  func hash(_ start: UInt32, _ length: Int) -> UInt64 {
    Self.hash(base + Int(start), length)
  }

  @inline(__always)
  static func hash(_ start: UnsafeRawPointer, _ length: Int) -> UInt64 {
    var place = start
    var rest = length
    var hash = seed ^ UInt64(truncatingIfNeeded: length) &* factor
    while rest >= 8 {
      hash = mix(hash ^ place.loadUnaligned(as: UInt64.self))
      place += 8
      rest -= 8
    }
    if rest > 0 {
      let word = UInt64(littleEndian: place.loadUnaligned(as: UInt64.self))
      hash = mix(hash ^ word & (1 << UInt64(rest * 8) - 1))
    }
    return hash
  }

  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }

  /// The text of a label's value, which may hold escapes.
  func string(_ slice: PageSlice) -> String {
    let bytes = bytes(slice)
    guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var isEscape = false
    for byte in bytes {
      if isEscape {
        result.append(byte == UInt8(ascii: "n") ? 0x0A : byte)
        isEscape = false
      } else if byte == UInt8(ascii: "\\") {
        isEscape = true
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A text as the value of a label is written. There is one way only, so that texts are equal when
  /// these are.
  static func escaped(_ text: String) -> [UInt8] {
    text.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "\""): [UInt8(ascii: "\\"), byte]
      case 0x0A: [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      default: [byte]
      }
    }
  }
}
