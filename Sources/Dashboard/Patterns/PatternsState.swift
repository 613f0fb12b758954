import Advice

/// Where the user is in the knowledge.
struct PatternsState: Sendable {
  /// Everything there is to read; nil until it was read in.
  var books: Bookshelf?
  /// The kind that is listed.
  private(set) var shelf = EntryKind.patterns
  /// What is looked for; empty lists a kind.
  private(set) var filter = ""
  /// The lines of the list.
  private(set) var rows: [ShelfRow] = []
  /// The marked entry of each list: of a kind, and of what was found.
  private var marks: [EntryKind?: EntryName] = [:]
  /// The texts that were opened one from the other, the open one last; none while the list is used.
  var trail: [Visit] = []

  /// The most texts of which the way back is kept.
  static let longestTrail = 100

  /// A text that was opened, and where in it the user is.
  struct Visit: Equatable, Sendable {
    let name: EntryName
    /// The first line shown.
    var top = 0
    /// The marked link; nil when none is in sight.
    var link: LinkName?
  }

  private var list: EntryKind? { filter.isEmpty ? shelf : nil }

  /// The marked entry of the list; nil when the list is empty.
  var marked: EntryName? {
    let names = rows.lazy.compactMap(\.name)
    return marks[list].flatMap { mark in names.first { $0 == mark } } ?? names.first
  }

  /// The entry whose text is shown where there is room for it beside the list.
  var shown: EntryName? { trail.last?.name ?? marked }

  /// The command that prints what is shown.
  var command: String {
    let folder = books?.folder.map { " --knowledge \(DashboardState.shellWord($0))" } ?? ""
    guard let name = shown else { return "archadvisor knowledge list\(folder)" }
    return "archadvisor knowledge show \(DashboardState.shellWord(name.path))\(folder)"
  }

  mutating func mark(_ name: EntryName) { marks[list] = name }

  /// Lists another kind.
  mutating func show(_ kind: EntryKind) {
    shelf = kind
    filter = ""
    arrange()
  }

  /// Lists what speaks of a text; a kind again when the text is empty.
  mutating func filter(_ text: String) {
    filter = text
    marks[nil] = nil
    arrange()
  }

  mutating func take(_ books: Bookshelf) {
    self.books = books
    arrange()
  }

  private mutating func arrange() {
    guard let books else { return }
    let words = Bookshelf.wanted(filter)
    rows = words.isEmpty ? books.rows(of: shelf) : books.rows(mentioning: filter, first: shelf)
  }

  /// Opens a text; the one that was open is one step back.
  mutating func open(_ visit: Visit) {
    trail.append(visit)
    if trail.count > Self.longestTrail { trail.removeFirst() }
  }
}
