internal import HTTP

/// Comparing what must stay secret.
enum SecretText {
  /// Takes the same time wherever two texts differ. False when the library fails.
  static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    (try? Cryptography.equal(left, right)) ?? false
  }
}
