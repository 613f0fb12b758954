internal import CMessageDigest
internal import Platform

/// SHA-256 by libmd.
public struct Digest {
  private var context = SHA2_CTX()

  public init() { SHA256Init(&context) }

  public mutating func add(_ bytes: [UInt8]) {
    SHA256Update(&context, bytes, bytes.count)
  }

  /// 64 hexadecimal digits.
  public mutating func hexadecimal() -> String {
    var sum = [UInt8](repeating: 0, count: 32)
    SHA256Final(&sum, &context)
    return Hexadecimal.text(sum)
  }

  public static func sha256(_ bytes: [UInt8]) -> String {
    var digest = Digest()
    digest.add(bytes)
    return digest.hexadecimal()
  }
}
