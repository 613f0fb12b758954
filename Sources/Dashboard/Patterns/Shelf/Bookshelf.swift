import Advice
import YAML

/// The whole knowledge, made ready for reading: every entry by name, in its order, and its words for
/// searching. Made once, so that looking something up while keys are pressed costs next to nothing.
struct Bookshelf: Sendable {
  let library: Library
  let index: EntryIndex
  /// The folder it was read from; nil for the copy inside the program.
  let folder: String?
  private let books: [EntryName: Book]
  private let shelves: [EntryKind: [EntryName]]
  private let patterns: [String: Pattern]

  /// What is kept of an entry.
  private struct Book {
    let title: String
    /// The heading it stands under; empty where its kind has none.
    let group: String
    /// Its id and title in lower case.
    let called: [UInt8]
    /// Everything it says, in lower case.
    let words: [UInt8]
  }

  init(_ library: Library, folder: String?) {
    self.library = library
    self.folder = folder
    index = library.index()
    var books: [EntryName: Book] = [:]
    var placed: [EntryKind: [(name: EntryName, place: ShelfPlace)]] = [:]
    for name in index.names {
      guard let entry = index[name] else { continue }
      let summary = entry.summary
      let title = summary.isEmpty ? name.id : summary
      let place = ShelfPlace(entry, title: title)
      var words: [UInt8] = []
      Self.collect(entry.document.root, into: &words)
      books[name] = Book(
        title: title, group: place.heading, called: Array("\(name.id) \(title)".lowercased().utf8),
        words: words)
      placed[name.kind, default: []].append((name, place))
    }
    self.books = books
    shelves = placed.mapValues { $0.sorted { $0.place < $1.place }.map(\.name) }
    patterns = Dictionary(library.knowledge.patterns.map { ($0.rule.id, $0) }) { first, _ in first }
  }

  private static func collect(_ node: Node, into text: inout [UInt8]) {
    if let words = node.text {
      text += words.lowercased().utf8
      // Words of two texts are never found as one.
      text.append(0x0A)
    }
    for item in node.items { collect(item, into: &text) }
    for (key, value) in node.entries where key.text != "proof" { collect(value, into: &text) }
  }

  /// The first sentence that says what an entry is about; its id when there is none.
  func title(_ name: EntryName) -> String { books[name]?.title ?? name.id }

  func pattern(_ id: String) -> Pattern? { patterns[id] }

  /// How many entries of a kind there are.
  func count(_ kind: EntryKind) -> Int { shelves[kind]?.count ?? 0 }
}

extension Bookshelf {
  /// The entries of a kind, under headings where the kind has groups.
  func rows(of kind: EntryKind) -> [ShelfRow] {
    headed(shelves[kind] ?? []) { books[$0]?.group ?? "" }
  }

  /// The entries of all kinds that speak of a text, under the names of their kinds.
  ///
  /// - Parameter first: the kind that comes first.
  func rows(mentioning text: String, first: EntryKind) -> [ShelfRow] {
    let wanted = Self.wanted(text)
    let kinds = [first] + EntryKind.shelves.filter { $0 != first }
    let found = kinds.map { kind in
      let all = (shelves[kind] ?? []).filter { books[$0]?.words.contains(all: wanted) ?? false }
      let isCalled = { (name: EntryName) in books[name]?.called.contains(all: wanted) ?? false }
      return (called: all.filter(isCalled), others: all.filter { !isCalled($0) })
    }
    // Who looks for a word looks first for what is called so.
    let ordered = found.filter { !$0.called.isEmpty } + found.filter(\.called.isEmpty)
    return ordered.flatMap { headed($0.called + $0.others) { $0.kind.title } }
  }

  /// What is looked for: the words of a text in lower case.
  static func wanted(_ text: String) -> [[UInt8]] {
    text.lowercased().split(separator: " ").map { Array($0.utf8) }
  }

  private func headed(_ names: [EntryName], by group: (EntryName) -> String) -> [ShelfRow] {
    var rows: [ShelfRow] = []
    var current = ""
    for name in names {
      let next = group(name)
      if next != current, !next.isEmpty { rows.append(.heading(next)) }
      current = next
      rows.append(.entry(name))
    }
    return rows
  }
}

extension [UInt8] {
  /// Whether every one of some words stands in here.
  fileprivate func contains(all words: [[UInt8]]) -> Bool { words.allSatisfy(contains(word:)) }

  private func contains(word: [UInt8]) -> Bool {
    guard let first = word.first else { return true }
    guard word.count <= count else { return false }
    return withUnsafeBufferPointer { text in
      word.withUnsafeBufferPointer { word in
        for start in 0...(text.count - word.count) where text[start] == first {
          var length = 1
          while length < word.count, text[start + length] == word[length] { length += 1 }
          if length == word.count { return true }
        }
        return false
      }
    }
  }
}
