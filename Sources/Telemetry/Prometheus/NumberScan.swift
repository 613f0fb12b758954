/// Reads numbers as Go's ParseFloat does, which is what Prometheus reads with.
enum NumberScan {
  /// The powers of ten that a double holds exactly.
  private static let powers: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }

  /// Longer ones are no numbers.
  private static let longest = 400

  /// Takes a number off the text; nil, and no step, when there is none. The text goes on with a
  /// byte that belongs to no number.
  ///
  /// Up to 19 digits and an exponent in the range of exact powers are two exact operations, hence
  /// rightly rounded (W. Clinger, "How to Read Floating Point Numbers Accurately"). All else is left
  /// to the standard library.
  @inline(__always)
  static func number(_ place: inout UnsafePointer<UInt8>) -> Double? {
    var cursor = place
    let isNegative = cursor.pointee == UInt8(ascii: "-")
    if isNegative || cursor.pointee == UInt8(ascii: "+") { cursor += 1 }
    var mantissa: UInt64 = 0
    let digits = cursor
    while cursor.pointee &- 0x30 < 10 {
      mantissa = mantissa &* 10 &+ UInt64(cursor.pointee &- 0x30)
      cursor += 1
    }
    var count = cursor - digits
    var fraction = 0
    if cursor.pointee == UInt8(ascii: ".") {
      cursor += 1
      let start = cursor
      while cursor.pointee &- 0x30 < 10 {
        mantissa = mantissa &* 10 &+ UInt64(cursor.pointee &- 0x30)
        cursor += 1
      }
      fraction = cursor - start
      count += fraction
    }
    var power = -fraction
    if cursor.pointee | 0x20 == UInt8(ascii: "e") { power += exponent(&cursor) }
    guard isEnd(cursor.pointee), count > 0, count <= 19, mantissa < 1 << 53, abs(power) <= 22
    else { return slow(&place) }
    place = cursor
    let value =
      power < 0 ? Double(mantissa) / powers[-power] : Double(mantissa) * powers[power]
    return isNegative ? -value : value
  }

  /// Takes `e` with its number off the text; something large when it is none or too long, which
  /// leaves it to the slow way.
  private static func exponent(_ cursor: inout UnsafePointer<UInt8>) -> Int {
    cursor += 1
    let isNegative = cursor.pointee == UInt8(ascii: "-")
    if isNegative || cursor.pointee == UInt8(ascii: "+") { cursor += 1 }
    let start = cursor
    var value = 0
    while cursor.pointee &- 0x30 < 10, cursor - start < 4 {
      value = value * 10 + Int(cursor.pointee &- 0x30)
      cursor += 1
    }
    guard cursor > start else { return 10_000 }
    return isNegative ? -value : value
  }

  @inline(__always)
  private static func isEnd(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  /// With exponents, many digits, `NaN` and `Inf`.
  private static func slow(_ place: inout UnsafePointer<UInt8>) -> Double? {
    var cursor = place
    while !isEnd(cursor.pointee), cursor - place < longest { cursor += 1 }
    let token = UnsafeBufferPointer(start: place, count: cursor - place)
    // The standard library also takes a payload in parentheses.
    guard isEnd(cursor.pointee), !token.contains(UInt8(ascii: "(")),
      let value = Double(String(decoding: token, as: UTF8.self))
    else { return nil }
    place = cursor
    return value
  }
}
