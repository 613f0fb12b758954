import Terminal

extension Sentence {
  static let emptyLog =
    "Nothing yet. What you look at and do here is kept as the commands that print and do the same."
  static let copiesNot =
    "Copying is switched off by 'clipboard: false' in the configuration; see 'archadvisor config show'."
  static let nothingToCopy = "There is nothing marked whose name could be copied."

  static func copied(_ text: String) -> String { "Given to the terminal's clipboard: \(text)" }

  static func notCopied(_ text: String) -> String {
    "This terminal has no clipboard to give it to: \(text)"
  }
}
