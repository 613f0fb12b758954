import Terminal

/// The palette: a line that is typed, and what it could mean.
struct Palette: Equatable, Sendable {
  var input = TextInput()
  /// The place of the marked command among those that match.
  var marked = 0
  /// Why the marked command was not run.
  var complaint: String?
}

/// What was done from the palette in this session, the latest first.
struct CommandHistory: Equatable, Sendable {
  private(set) var titles: [String] = []

  /// The most that are offered again.
  static let limit = 5

  mutating func add(_ title: String) {
    titles.removeAll { $0 == title }
    titles.insert(title, at: 0)
    titles = Array(titles.prefix(Self.limit))
  }
}

/// One line of the palette: something that can be done, and in which words.
struct PaletteCommand: Equatable, Sendable {
  /// What happens when it is run.
  enum Deed: Equatable, Sendable {
    /// What a key would do.
    case action(Action)
    /// Nothing yet: it takes more words.
    case needsMore
    case theme(String)
    case filter(String)
    case arming
    case service(String)
    case question(String)
    case pattern(String)
    case fault(FaultOrder)
  }

  /// What is typed for it.
  var title: String
  /// A sentence.
  var help: String
  var deed: Deed
  /// The keys that do the same; empty when there are none.
  var keys = ""
  /// Another word for it.
  var alias: String?
  /// Why it cannot be done now.
  var obstacle: String?
}
