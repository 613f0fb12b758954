/// What stands between method and version in a request's first line (RFC 9112, section 3.2).
struct RequestTarget: Sendable, Hashable {
  /// Bytes up to the first zero byte, if there is one.
  let size: Int
  let form: Form

  enum Form: Sendable, Hashable {
    /// A path, maybe with a query.
    case path
    /// A whole address: scheme, authority, path. `start` is the number of bytes before the path.
    case address(Authority, start: Int)
    /// The server as such: `*`.
    case server
    case malformed
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    size = bytes.count
    form = Self.isWellFormed(bytes) ? Self.form(bytes) : .malformed
  }

  private static func form(_ bytes: UnsafeBufferPointer<UInt8>) -> Form {
    if bytes.first == UInt8(ascii: "/") { return .path }
    if bytes.elementsEqual("*".utf8) { return .server }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let mark = text.firstRange(of: "://"),
      ["http", "https"].contains(text[..<mark.lowerBound].lowercased())
    else { return .malformed }
    let end = text[mark.upperBound...].firstIndex { "/?".contains($0) } ?? text.endIndex
    guard let authority = Authority(text[mark.upperBound..<end]) else { return .malformed }
    return .address(authority, start: text.utf8.distance(from: text.startIndex, to: end))
  }

  /// Only characters that may stand in an address; every `%` codes a byte, and none codes zero, behind
  /// which a text of C ends.
  private static func isWellFormed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "#") else { return false }
      guard byte == UInt8(ascii: "%") else {
        index += 1
        continue
      }
      guard index + 2 < bytes.count, let high = digit(bytes[index + 1]),
        let low = digit(bytes[index + 2]), high | low != 0
      else { return false }
      index += 3
    }
    return true
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
