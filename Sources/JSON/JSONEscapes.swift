/// What a backslash begins in a JSON string.
enum JSONEscapes {
  /// The bytes of the escape at a backslash; nil when it is none.
  static func length(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int? {
    switch bytes[place + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    case UInt8(ascii: "u"):
      for digit in place + 2..<place + 6 where value(bytes[digit]) == nil { return nil }
      return 6
    default: return nil
    }
  }

  /// The text of a string that was checked before. Halves of surrogate pairs become U+FFFD.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    var units: [UInt16] = []
    var text = ""
    var plain: [UInt8] = []
    func flushUnits() {
      if !units.isEmpty { text += String(decoding: units, as: UTF16.self) }
      units = []
    }
    func flushPlain() {
      if !plain.isEmpty { text += String(decoding: plain, as: UTF8.self) }
      plain = []
    }
    var place = bytes.startIndex
    while place < bytes.endIndex {
      if bytes[place] != UInt8(ascii: "\\") {
        flushUnits()
        plain.append(bytes[place])
        place += 1
      } else if bytes[place + 1] == UInt8(ascii: "u") {
        flushPlain()
        units.append(bytes[place + 2..<place + 6].reduce(0) { $0 * 16 + (value($1) ?? 0) })
        place += 6
      } else {
        flushUnits()
        plain.append(meaning(bytes[place + 1]))
        place += 2
      }
    }
    flushUnits()
    flushPlain()
    return text
  }

  private static func meaning(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: byte
    }
  }

  private static func value(_ digit: UInt8) -> UInt16? {
    switch digit {
    case 0x30...0x39: UInt16(digit - 0x30)
    case 0x41...0x46: UInt16(digit - 0x41 + 10)
    case 0x61...0x66: UInt16(digit - 0x61 + 10)
    default: nil
    }
  }
}
