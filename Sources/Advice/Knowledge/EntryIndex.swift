/// The name of an entry: its kind and its id, which no other of that kind has.
public struct EntryName: Hashable, Sendable {
  public let kind: EntryKind
  public let id: String

  /// A name; there may be no entry that has it.
  public init(kind: EntryKind, id: String) {
    self.kind = kind
    self.id = id
  }

  /// As the command line takes it: `patterns/saga`.
  public var path: String { "\(kind.rawValue)/\(id)" }
}

extension Entry {
  public var name: EntryName { EntryName(kind: kind, id: id) }
}

/// All entries by name, with who refers to whom in both directions.
public struct EntryIndex: Sendable {
  /// By kind and then in the order of the folder, each name once.
  public let names: [EntryName]
  private let entries: [EntryName: Entry]
  private let users: [EntryName: [EntryName]]

  init(_ library: Library) {
    var names: [EntryName] = []
    var entries: [EntryName: Entry] = [:]
    for entry in library.entries where entries[entry.name] == nil {
      names.append(entry.name)
      entries[entry.name] = entry
    }
    var users: [EntryName: [EntryName]] = [:]
    for user in names {
      let references = Set(entries[user]?.references ?? [])
      for name in references where name != user && entries[name] != nil {
        users[name, default: []].append(user)
      }
    }
    self.names = names
    self.entries = entries
    self.users = users
  }

  /// The entry of that name; nil when there is none.
  public subscript(name: EntryName) -> Entry? { entries[name] }

  /// The entries that refer to an entry, by kind and then in the order of the folder.
  public func users(of name: EntryName) -> [EntryName] { users[name] ?? [] }
}
