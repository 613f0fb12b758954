/// The commands as shells need them to complete a line.
struct CompletionTable {
  /// One command, with what may follow it.
  struct Entry {
    /// As in `knowledge check`; empty for the program without a word.
    let name: String
    let summary: String
    let options: [Option]
    let takesFiles: Bool
    /// The words an operand is one of, as in `bash|zsh|fish`.
    let operandWords: [String]
  }

  let entries: [Entry]

  init(_ commands: [Command], unnamed: Command) {
    entries = ([unnamed] + commands).map { command in
      Entry(
        name: command.name, summary: command.summary, options: command.allOptions,
        takesFiles: command.operands.contains { Self.isPath($0) },
        operandWords: command.operands.filter { $0.contains("|") }
          .flatMap { $0.split(separator: "|").map(String.init) })
    }
  }

  /// First words, and second words of commands that have two, each with its summary.
  func words(after first: String) -> [(word: String, summary: String)] {
    var seen: Set<String> = []
    return entries.compactMap { entry in
      let parts = entry.name.split(separator: " ").map(String.init)
      let index = first.isEmpty ? 0 : 1
      guard parts.count > index, first.isEmpty || parts[0] == first,
        seen.insert(parts[index]).inserted
      else { return nil }
      let isWhole = parts.count == index + 1
      return (parts[index], isWhole ? entry.summary : "Commands about \(parts[0]).")
    }
  }

  /// First words that need a second one.
  var families: [String] {
    var seen: Set<String> = []
    return entries.compactMap { entry in
      let parts = entry.name.split(separator: " ").map(String.init)
      return parts.count == 2 && seen.insert(parts[0]).inserted ? parts[0] : nil
    }
  }

  /// Whether a value or an operand is the path of a file or folder.
  static func isPath(_ what: String) -> Bool {
    ["FILE", "DIR", "OLD", "NEW"].contains(what.filter { $0 != "[" && $0 != "]" })
  }
}

extension Option {
  /// What completes its value.
  enum Values {
    case none
    case words([String])
    case paths
    case anything
  }

  var values: Values {
    guard let value else { return .none }
    if !choices.isEmpty { return .words(choices) }
    return CompletionTable.isPath(value) ? .paths : .anything
  }

  /// All ways to write it.
  var spellings: [String] { ["--\(name)"] + (short.map { ["-\($0)"] } ?? []) }
}
