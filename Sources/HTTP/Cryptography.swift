internal import CWeb

/// The little cryptography the shop needs; GnuTLS does it.
public enum Cryptography {
  /// HMAC-SHA256 of a text: 32 bytes.
  public static func signature(of text: [UInt8], key: [UInt8]) throws(HTTPProblem) -> [UInt8] {
    try Library.crypto.load()
    var digest = [UInt8](repeating: 0, count: 32)
    guard cweb_hmac_sha256(key, key.count, text, text.count, &digest) == 0 else {
      throw .noLibrary("HMAC-SHA256 is not available")
    }
    return digest
  }

  /// Compares in a time that does not tell where two texts differ.
  public static func equal(_ left: [UInt8], _ right: [UInt8]) throws(HTTPProblem) -> Bool {
    try Library.crypto.load()
    return left.count == right.count && cweb_compare(left, right, left.count) == 0
  }

  /// Random bytes fit for keys.
  public static func random(_ count: Int) throws(HTTPProblem) -> [UInt8] {
    try Library.crypto.load()
    var bytes = [UInt8](repeating: 0, count: count)
    guard cweb_random(&bytes, count) == 0 else { throw .noLibrary("no random numbers") }
    return bytes
  }

  /// A fresh key with a certificate for loopback that it signs itself, as PEM texts.
  ///
  /// - Parameters:
  ///   - now: seconds of the wall clock.
  ///   - secondsValid: how long the certificate is good.
  public static func certificate(
    now: Int64, secondsValid: Int64
  ) throws(HTTPProblem) -> (certificate: String, key: String) {
    try Library.crypto.load()
    var certificate: UnsafeMutablePointer<CChar>?
    var key: UnsafeMutablePointer<CChar>?
    guard cweb_certificate(now, secondsValid, &certificate, &key) == 0, let certificate, let key
    else { throw .noLibrary("GnuTLS could not make a certificate") }
    defer {
      cweb_free(certificate)
      cweb_free(key)
    }
    return (String(cString: certificate), String(cString: key))
  }
}
