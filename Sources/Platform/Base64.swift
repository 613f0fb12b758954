/// Bytes as text of 64 harmless characters (RFC 4648).
public enum Base64: Sendable {
  /// The letters of section 4, filled up with `=` to groups of four.
  case standard
  /// The letters of section 5, which may stand in addresses, without filling, as tokens use them.
  case url

  private static let common = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
  private static let standardLetters = common + Array("+/".utf8)
  private static let urlLetters = common + Array("-_".utf8)
  private static let filling = UInt8(ascii: "=")

  private var letters: [UInt8] { self == .standard ? Self.standardLetters : Self.urlLetters }

  public func encode(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let letters = letters
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    var (bits, count) = (UInt32(0), 0)
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 6 {
        count -= 6
        result.append(letters[Int(bits >> UInt32(count) & 63)])
      }
    }
    if count > 0 { result.append(letters[Int(bits << UInt32(6 - count) & 63)]) }
    if self == .standard {
      while !result.count.isMultiple(of: 4) { result.append(Self.filling) }
    }
    return result
  }

  /// Nil for anything that `encode` does not write.
  public func decode(_ text: some BidirectionalCollection<UInt8>) -> [UInt8]? {
    guard let text = withoutFilling(text) else { return nil }
    let (plus, slash) = (letters[62], letters[63])
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 4 * 3 + 2)
    var (bits, count) = (UInt32(0), 0)
    for letter in text {
      guard let value = Self.value(letter, plus, slash) else { return nil }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    // What is left over has to be less than a letter, and zero.
    return count < 6 && bits & (1 << UInt32(count) - 1) == 0 ? result : nil
  }

  private func withoutFilling<Text: BidirectionalCollection<UInt8>>(
    _ text: Text
  ) -> Text.SubSequence? {
    guard self == .standard else { return text[...] }
    guard text.count.isMultiple(of: 4) else { return nil }
    let end = text.suffix(2).firstIndex(of: Self.filling) ?? text.endIndex
    return text[end...].allSatisfy { $0 == Self.filling } ? text[..<end] : nil
  }

  /// - Parameters:
  ///   - plus: the letter for 62.
  ///   - slash: the letter for 63.
  private static func value(_ letter: UInt8, _ plus: UInt8, _ slash: UInt8) -> UInt32? {
    switch letter {
    case 0x41...0x5A: UInt32(letter) - 0x41
    case 0x61...0x7A: UInt32(letter) - 0x61 + 26
    case 0x30...0x39: UInt32(letter) - 0x30 + 52
    case plus: 62
    case slash: 63
    default: nil
    }
  }
}
