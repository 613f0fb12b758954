/// The number in a label `le`.
enum BoundText {
  private static let powers: [Double] = (0...15).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }

  /// Nil when it is none.
  static func read(_ bytes: UnsafeRawBufferPointer) -> Double? {
    var mantissa = 0
    var fraction: Int?
    guard (1...15).contains(bytes.count) else { return slow(bytes) }
    for byte in bytes {
      if byte &- 0x30 < 10 {
        mantissa = mantissa * 10 + Int(byte - 0x30)
        fraction = fraction.map { $0 + 1 }
      } else if byte == UInt8(ascii: "."), fraction == nil {
        fraction = 0
      } else {
        return slow(bytes)
      }
    }
    // Both are exact, so the quotient is rightly rounded.
    return Double(mantissa) / powers[fraction ?? 0]
  }

  private static func slow(_ bytes: UnsafeRawBufferPointer) -> Double? {
    guard bytes.count <= 64, let bound = Double(String(decoding: bytes, as: UTF8.self)),
      !bound.isNaN
    else { return nil }
    return bound
  }
}
