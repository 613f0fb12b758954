/// What may not be among the bytes a program sends to a terminal.
public enum RawOutput {
  /// What could steer a terminal, or change what a reader sees, beyond placing and colouring text; empty
  /// when all is well.
  public static func dangers(in bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    var dangers: [String] = []
    var isAfterEscape = false
    for (place, scalar) in text.unicodeScalars.enumerated() {
      if isAfterEscape, "]PX^_".unicodeScalars.contains(scalar) {
        dangers.append("ESC \(scalar) at \(place)")
      }
      if isForbidden(scalar) { dangers.append("U+\(String(scalar.value, radix: 16)) at \(place)") }
      isAfterEscape = scalar == "\u{1B}"
    }
    return dangers
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // The bell; the second set of control characters; a byte that is no UTF-8.
    case 0x07, 0x80...0x9F: true
    // Without width, or turning the direction of writing.
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F, 0xFEFF: true
    default: false
    }
  }
}
