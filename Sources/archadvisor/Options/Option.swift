/// An option of a command.
struct Option: Sendable {
  let name: String
  /// One letter, as in `-o`.
  let short: Character?
  /// What its value is, as in `FILE`; nil when it takes none.
  let value: String?
  /// Whether it may be given several times.
  let repeats: Bool
  /// The words it accepts; empty means any text.
  let choices: [String]
  let summary: String

  init(
    _ name: String, short: Character? = nil, value: String? = nil, repeats: Bool = false,
    choices: [String] = [], _ summary: String
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.repeats = repeats
    self.choices = choices
    self.summary = summary
  }

  static let help = Option("help", short: "h", "Show this help.")
  static let quiet = Option("quiet", short: "q", "Say nothing but errors on standard error.")
  static let knowledge = Option(
    "knowledge", value: "DIR", "Read the knowledge base from DIR instead of the built-in copy.")
  static let answers = Option("answers", value: "FILE", "The answers file; - reads standard input.")
  static let weight = Option(
    "weight", value: "QUESTION=N", repeats: true, "Give a question's criterion another weight.")

  static func output(_ formats: [String]) -> Option {
    Option(
      "output", short: "o", value: formats.joined(separator: "|"), choices: formats,
      "The format of the output; \(formats[0]) unless said otherwise.")
  }
}
