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
  /// Whether it may accept others, too, which the command finds out.
  let isOpen: Bool
  let summary: String

  init(
    _ name: String, short: Character? = nil, value: String? = nil, repeats: Bool = false,
    choices: [String] = [], isOpen: Bool = false, _ summary: String
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.repeats = repeats
    self.choices = choices
    self.isOpen = isOpen
    self.summary = summary
  }

  /// How it is written in a help text, as in `-o, --output FORMAT`.
  var label: String {
    let letter = short.map { "-\($0), " } ?? "    "
    return "\(letter)--\(name)\(value.map { " \($0)" } ?? "")"
  }
}

extension Option {
  /// The options every command takes, so that a script can set them without knowing the command.
  static let common: [Option] = [
    .output(["text"]), .knowledge, .weight, .config, .color, .ascii, .seed, .quiet, .help,
  ]

  static let help = Option("help", short: "h", "Show this help.")
  static let version = Option("version", short: "V", "Show the version of program and knowledge.")
  static let manual = Option("man", "Print the manual page, for 'archadvisor --man | man -l -'.")
  static let quiet = Option("quiet", short: "q", "Say nothing but errors on standard error.")
  static let ascii = Option("ascii", "Use ASCII characters only.")
  static let color = Option(
    "color", value: "WHEN", choices: ["auto", "always", "never"],
    "Colour the output: auto (on a terminal, unless NO_COLOR is set), always or never.")
  static let seed = Option(
    "seed", value: "N", "Start random sampling from N (default 1); the same N samples the same.")
  static let knowledge = Option(
    "knowledge", value: "DIR", "Read the knowledge base from DIR instead of the built-in copy.")
  static let config = Option(
    "config", value: "FILE",
    "The configuration file, instead of ~/.config/archadvisor/config.yaml.")
  static let answers = Option("answers", value: "FILE", "The answers file; - reads standard input.")
  static let weight = Option(
    "weight", value: "QUESTION=N", repeats: true,
    "Weigh a question's criterion with N, from 0 to 10000.")

  /// - Parameter formats: the names of the formats, the default first.
  static func output(_ formats: [String]) -> Option {
    Option(
      "output", short: "o", value: "FORMAT", choices: formats,
      formats.count == 1
        ? "The format: \(formats[0])."
        : "The format: \(formats.joined(separator: ", ")); \(formats[0]) unless said otherwise.")
  }
}
