/// Finds the command that a command line names.
enum Dispatch {
  /// What a command line asks for.
  enum Wish {
    case run(Command, [String])
    /// The help of a command; nil is the help of the program.
    case help(Command?)
    /// The commands that share their first word, as in `knowledge`.
    case family([Command])
    case version
    /// The manual page, in the language of man(7).
    case manual
  }

  static func wish(_ words: [String]) throws(Failure) -> Wish {
    guard let first = words.first else { return .run(.unnamed, []) }
    switch first {
    case "--help", "-h": return .help(nil)
    case "--version", "-V": return .version
    case "--man": return .manual
    case "help": return words.count == 1 ? .help(nil) : try help(Array(words.dropFirst()))
    default: break
    }
    if words.count == 2, ["--help", "-h"].contains(words[1]) { return try help([first]) }
    let (command, rest) = first.hasPrefix("-") ? try unnamed(words) : try find(words[...])
    let asksForHelp = rest.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
    return asksForHelp ? .help(command) : .run(command, rest)
  }

  private static func help(_ words: [String]) throws(Failure) -> Wish {
    let family = family(words.first ?? "")
    return words.count == 1 && !family.isEmpty ? .family(family) : .help(try find(words[...]).0)
  }

  /// The commands of two words that begin with this one.
  private static func family(_ first: String) -> [Command] {
    Command.all.filter { $0.name.hasPrefix("\(first) ") }
  }

  /// The command of the first word or the first two, and the words after it.
  private static func find(_ words: ArraySlice<String>) throws(Failure) -> (Command, [String]) {
    for count in [2, 1] where words.count >= count {
      let name = words.prefix(count).joined(separator: " ")
      let known = (Command.all + Command.hidden).first { $0.name == name }
      if let command = known {
        return (command, Array(words.dropFirst(count)))
      }
    }
    let first = words.first ?? ""
    let family = family(first)
    let seconds = family.map { String($0.name.dropFirst(first.count + 1)) }
    if family.isEmpty {
      throw Failure.usage(UsageSentence.unknownCommand(first, Command.all.map(\.name)))
    }
    guard let second = words.dropFirst().first, !second.hasPrefix("-") else {
      throw Failure.usage(UsageSentence.incompleteCommand(first, seconds))
    }
    throw Failure.usage(UsageSentence.unknownSecondWord(first, second, seconds))
  }

  /// Options without a command belong to the text UI; an option before a command is out of place.
  private static func unnamed(_ words: [String]) throws(Failure) -> (Command, [String]) {
    let named = Command.all.first { command in words.contains(command.name) }
    if let named, Command.unnamed.options.allSatisfy({ !words.contains("--\($0.name)") }) {
      throw Failure.usage(UsageSentence.commandFirst(named.line))
    }
    return (.unnamed, words)
  }
}
