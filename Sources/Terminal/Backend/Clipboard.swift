/// The bytes that ask a terminal to put text into its clipboard (OSC 52).
public enum Clipboard {
  /// The most bytes of text that are given away at once; terminals drop longer ones.
  public static let limit = 6_000

  /// The sequence for a text, made safe and cut to the limit.
  public static func sequence(_ text: String) -> [UInt8] {
    var safe: [UInt8] = []
    for (glyph, _) in SafeGlyphs(text) {
      let bytes = Array(glyph.text.utf8)
      guard safe.count + bytes.count <= limit else { break }
      safe += bytes
    }
    return Array("\u{1B}]52;c;".utf8) + base64(safe) + [0x07]
  }

  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    stride(from: 0, to: bytes.count, by: 3).flatMap { start in
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(0) { sum, place in
        sum << 8 | (place < group.count ? Int(group[start + place]) : 0)
      }
      return (0..<4).map { place -> UInt8 in
        place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "=")
      }
    }
  }
}
