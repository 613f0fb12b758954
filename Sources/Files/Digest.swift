internal import CMessageDigest

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
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: sum.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  public static func sha256(_ bytes: [UInt8]) -> String {
    var digest = Digest()
    digest.add(bytes)
    return digest.hexadecimal()
  }
}
