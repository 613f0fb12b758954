internal import HTTP
internal import Platform

/// The mesh's secret, which makes signatures of tokens and fingerprints of API keys.
struct SigningKey: Sendable {
  private let bytes: [UInt8]

  /// Fewest bytes of a key, as RFC 7518 asks for HS256.
  static let shortest = 32

  /// Nil for a key that is too short.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.shortest else { return nil }
    self.bytes = bytes
  }

  /// The key in a file, without the white space around it.
  init(file: String) throws(SystemError) {
    let text = try RuntimeFile.read(file)
    let isSpace: (UInt8) -> Bool = { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }
    let bytes = Array(Array(text.drop(while: isSpace)).reversed().drop(while: isSpace).reversed())
    guard let key = SigningKey(bytes) else {
      throw SystemError(code: RuntimeFile.invalid, doing: "use the key in \(file)")
    }
    self = key
  }

  /// HMAC-SHA256 of a text for one purpose; nil when the library fails, and then nothing is valid.
  ///
  /// - Parameter purpose: keeps what was made for one use from being taken for another.
  func code(_ text: [UInt8], purpose: Purpose) -> [UInt8]? {
    try? Cryptography.signature(of: purpose.prefix + text, key: bytes)
  }

  enum Purpose: Sendable {
    case token
    case secret

    /// Tokens are signed as the standard says: without anything before them.
    var prefix: [UInt8] { self == .token ? [] : Array("secret:".utf8) }
  }
}
