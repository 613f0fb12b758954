/// Keys written down as text, for tests and demonstrations.
///
/// Names of keys separated by spaces: `j j Enter`. Between double quotes every character is typed
/// as it is: `s "shop.yaml" Enter`. `resize:60x16` changes the size of the terminal.
public enum KeyScript {
  /// Why a script cannot be read.
  public enum Failure: Error, Equatable {
    /// There is no key of that name.
    case unknownKey(String)
    /// A double quote is missing its partner.
    case openQuote
  }

  /// The events of a script.
  public static func events(_ script: String) throws(Failure) -> [InputEvent] {
    var events: [InputEvent] = []
    for (index, part) in script.split(separator: "\"", omittingEmptySubsequences: false)
      .enumerated()
    {
      if index % 2 == 1 {
        events += part.unicodeScalars.map { .key(.character($0)) }
      } else {
        for word in part.split(whereSeparator: \.isWhitespace) {
          events.append(try event(String(word)))
        }
      }
    }
    guard script.unicodeScalars.count(where: { $0 == "\"" }) % 2 == 0 else { throw .openQuote }
    return events
  }

  private static func event(_ word: String) throws(Failure) -> InputEvent {
    if word.hasPrefix("resize:"), let size = Size(text: word.dropFirst("resize:".count)) {
      return .resize(size)
    }
    guard let key = Key(name: word) else { throw .unknownKey(word) }
    return .key(key)
  }
}

extension Size {
  /// The most columns or rows a size given as text may have.
  static let largest = 1_000

  /// A size written as `80x24`; nil for anything else and for sides of 0 or above 1,000 cells.
  public init?(text: some StringProtocol) {
    let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard sides.count == 2, let columns = sides[0], let rows = sides[1],
      (1...Self.largest).contains(columns), (1...Self.largest).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }
}
