/// A line of text that is being typed.
public struct TextInput: Equatable, Sendable {
  /// The most characters a line takes.
  public static let longest = 400

  /// What was typed.
  public private(set) var characters: [Unicode.Scalar]
  /// Where the next character goes, counted in characters.
  public private(set) var cursor: Int

  /// A line that starts with some text and the cursor at its end.
  public init(_ text: String = "") {
    characters = Array(text.unicodeScalars.prefix(Self.longest))
    cursor = characters.count
  }

  /// What was typed, as text.
  public var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: characters)
    return String(view)
  }

  /// Edits the line; false when the key is none that edits.
  public mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let scalar): insert(scalar)
    case .named(.backspace), .control("h"): deleteBackwards()
    case .named(.delete), .control("d"): deleteForwards()
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .named(.home), .control("a"): cursor = 0
    case .named(.end), .control("e"): cursor = characters.count
    case .control("u"): removeBeforeCursor(from: 0)
    case .control("w"): removeBeforeCursor(from: startOfWord)
    case .control("k"): characters.removeSubrange(cursor...)
    default: return false
    }
    return true
  }

  private mutating func insert(_ scalar: Unicode.Scalar) {
    guard characters.count < Self.longest else { return }
    characters.insert(scalar, at: cursor)
    cursor += 1
  }

  private mutating func deleteBackwards() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  private mutating func deleteForwards() {
    if cursor < characters.count { characters.remove(at: cursor) }
  }

  private mutating func removeBeforeCursor(from start: Int) {
    characters.removeSubrange(start..<cursor)
    cursor = start
  }

  private var startOfWord: Int {
    var start = cursor
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    return start
  }
}
