/// The keys that can be used, each with a sentence, in groups.
public struct HelpSheet: Sendable {
  /// Keys that belong together.
  public struct Group: Equatable, Sendable {
    /// The heading.
    public var title: String
    /// Keys and sentences.
    public var entries: [Entry]

    /// Keys that belong together.
    public init(_ title: String, _ entries: [Entry]) {
      self.title = title
      self.entries = entries
    }
  }

  /// One line of the table of keys.
  public struct Entry: Equatable, Sendable {
    /// The keys as they are written on the screen.
    public var keys: String
    /// What they do.
    public var help: String

    /// One line of the table of keys.
    public init(_ keys: String, _ help: String) {
      self.keys = keys
      self.help = help
    }
  }

  /// The groups, innermost first.
  public var groups: [Group]

  /// A help text.
  public init(_ groups: [Group]) {
    self.groups = groups
  }

  /// The help as lines of a width.
  public func lines(columns: Int, on surface: Surface = .popup) -> [StyledLine] {
    let widest = groups.flatMap(\.entries).map { TextWidth.columns($0.keys) }.max() ?? 0
    let keyColumns = min(widest, columns / 3)
    var lines: [StyledLine] = []
    for group in groups where !group.entries.isEmpty {
      if !lines.isEmpty { lines.append(.empty) }
      lines.append(StyledLine(group.title, TextStyle(.heading, on: surface)))
      for entry in group.entries {
        lines += entryLines(entry, keyColumns: keyColumns, columns: columns, on: surface)
      }
    }
    return lines
  }

  private func entryLines(
    _ entry: Entry, keyColumns: Int, columns: Int, on surface: Surface
  ) -> [StyledLine] {
    let help = TextWrap.lines(entry.help, columns: columns - keyColumns - 2)
    return help.enumerated().map { index, text in
      let keys = index == 0 ? entry.keys : ""
      return StyledLine([
        StyledSpan(TextWidth.padded(keys, to: keyColumns) + "  ", TextStyle(.key, on: surface)),
        StyledSpan(text, TextStyle(.text, on: surface)),
      ])
    }
  }
}
