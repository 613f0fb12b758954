/// The address of a page that may stand in a link: http or https, and nothing that markup or a shell
/// could take for something else.
struct WebAddress {
  let text: String

  /// - Returns: nil for every other text.
  init?(_ text: String) {
    let scheme = ["https://", "http://"].first(where: text.hasPrefix)
    guard let scheme, text.utf8.count > scheme.utf8.count,
      text.utf8.dropFirst(scheme.utf8.count).first.map(Self.isWord) == true,
      text.utf8.allSatisfy({ Self.isWord($0) || Self.signs.contains($0) })
    else { return nil }
    self.text = text
  }

  /// What RFC 3986 allows besides letters and digits, without quotes, brackets and the like.
  private static let signs = Set("-._~:/?#@!$&+,;=%".utf8)

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
