/// A port of this machine's loopback interface, as in `127.0.0.1:7104`.
///
/// Nothing else is an address inside a mesh: no names, which may lead anywhere, and no path, user or
/// leading zero, which would make the same port look like another.
struct LoopbackAddress: Sendable, Hashable {
  let port: UInt16

  private static let host = "127.0.0.1:"

  /// - Returns: nil for any other text.
  init?(_ text: some StringProtocol) {
    guard text.hasPrefix(Self.host) else { return nil }
    let digits = text.utf8.dropFirst(Self.host.utf8.count)
    guard (1...5).contains(digits.count), digits.first != UInt8(ascii: "0"),
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let port = UInt16(String(decoding: digits, as: UTF8.self))
    else { return nil }
    self.port = port
  }
}
