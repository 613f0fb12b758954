/// Host and port, as they stand in a `Host` field or behind the `//` of an address (RFC 3986, section
/// 3.2), without anything about a user.
struct Authority: Sendable, Hashable {
  /// In small letters; an IPv6 address with its brackets.
  let host: String
  let port: UInt16?

  /// - Returns: nil for what is no authority, or has a user in it.
  init?(_ text: some StringProtocol) {
    let text = text.lowercased()
    guard let end = Self.endOfHost(text) else { return nil }
    let rest = text[end...]
    guard end > text.startIndex, rest.isEmpty || rest.first == ":" else { return nil }
    let digits = rest.dropFirst()
    port = UInt16(digits)
    // A colon without a port behind it is allowed.
    guard digits.isEmpty || port != nil, digits.first != "+", digits.first != "-" else {
      return nil
    }
    host = String(text[..<end])
  }

  private static func endOfHost(_ text: String) -> String.Index? {
    if text.first == "[" {
      guard let bracket = text.firstIndex(of: "]") else { return nil }
      let inside = text[text.index(after: text.startIndex)..<bracket]
      let isAddress = inside.utf8.allSatisfy { Self.isHexadecimal($0) || ".:".utf8.contains($0) }
      return isAddress && !inside.isEmpty ? text.index(after: bracket) : nil
    }
    let end = text.firstIndex(of: ":") ?? text.endIndex
    return text[..<end].utf8.allSatisfy(Self.isNameByte) ? end : nil
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }

  /// Whether nobody but this machine can be meant, whatever a name server says (RFC 6761, section 6.3).
  ///
  /// A page from elsewhere whose name was made to lead here sends its own name.
  var isLoopback: Bool {
    host == "127.0.0.1" || host == "[::1]" || host == "localhost" || host.hasSuffix(".localhost")
  }
}
