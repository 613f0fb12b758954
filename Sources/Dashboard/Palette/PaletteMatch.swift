/// How well a command fits what was typed.
enum PaletteMatch {
  /// The lower the better; nil when it does not fit.
  ///
  /// - Parameter typed: in lower case.
  static func rank(_ command: PaletteCommand, _ typed: String) -> Int? {
    if typed.isEmpty { return 0 }
    let title = command.title.lowercased()
    if title == typed || command.alias == typed { return 0 }
    if title.hasPrefix(typed) { return 1 }
    if title.contains(" " + typed) { return 2 }
    if title.contains(typed) { return 3 }
    if hasLetters(of: typed, in: title) { return 4 }
    if typed.utf8.count >= 3, command.help.lowercased().contains(typed) { return 5 }
    return nil
  }

  /// Whether all letters stand there in their order, whatever stands between them.
  private static func hasLetters(of typed: String, in title: String) -> Bool {
    var rest = title.unicodeScalars[...]
    for letter in typed.unicodeScalars {
      guard let place = rest.firstIndex(of: letter) else { return false }
      rest = rest[rest.index(after: place)...]
    }
    return true
  }

  /// Those that fit, the best first; of those alike what can be done now goes first.
  static func best(_ commands: [PaletteCommand], _ typed: String) -> [PaletteCommand] {
    let wanted = typed.lowercased()
    return commands.enumerated().compactMap { place, command in
      rank(command, wanted).map { rank in
        (key: (rank, command.obstacle == nil ? 0 : 1, place), command: command)
      }
    }
    .sorted { $0.key < $1.key }
    .map(\.command)
  }
}
