/// What values of settings may be.
public enum SettingLimits {
  /// Milliseconds figures may be over.
  public static let window = 1_000...60_000
  /// Milliseconds between two looks.
  public static let interval = 200...10_000

  /// Milliseconds of `250ms`, `10s`, `1m`; nil for anything else.
  public static func milliseconds(_ text: String) -> Int? {
    for (unit, factor) in [("ms", 1), ("s", 1000), ("m", 60_000)] where text.hasSuffix(unit) {
      let digits = text.dropLast(unit.count)
      guard (1...7).contains(digits.utf8.count), digits.utf8.allSatisfy(isDigit) else {
        return nil
      }
      return Int(digits).map { $0 * factor }
    }
    return nil
  }

  /// A percentage from 0 to 100, with or without its sign.
  static func percent(_ text: String) -> Double? {
    let digits = text.hasSuffix("%") ? text.dropLast() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ (1...6).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) }),
      let value = Double(String(digits)), value <= 100
    else { return nil }
    return value
  }

  /// Whether a mesh can be called so.
  static func isMeshName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text != "." && text != ".."
      && text.utf8.allSatisfy { byte in
        isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || [0x2D, 0x2E, 0x5F].contains(byte)
      }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
