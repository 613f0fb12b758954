import Dashboard
import Terminal

/// The manual page, made from the tables of the commands and the keys, in the language of man(7).
enum ManPage {
  static var text: String {
    var roff = Roff()
    roff.line(
      ".TH ARCHADVISOR 1 \(Version.released) \"archadvisor \(Version.number)\" \"User Commands\"")
    roff.section("NAME")
    roff.text("archadvisor - advises on the architecture of a system and watches a mesh")
    roff.section("SYNOPSIS")
    for (place, usage) in HelpSentence.usages.enumerated() {
      if place > 0 { roff.line(".br") }
      roff.text(usage)
    }
    roff.section("DESCRIPTION")
    roff.text(HelpSentence.program)
    roff.line(".PP")
    roff.text(Command.unnamed.details.joined(separator: " "))
    roff.section("OPTIONS")
    for option in Command.unnamed.allOptions + [.version, .manual] { roff.option(option) }
    roff.section("COMMANDS")
    for command in Command.all { roff.command(command) }
    keys(&roff)
    surroundings(&roff)
    return roff.result
  }

  private static func keys(_ roff: inout Roff) {
    roff.section("KEYS")
    roff.text("The keys of the text UI, by where they can be used, as they are unless remapped.")
    for scope in KeyScope.allCases {
      roff.line(".SS \(Roff.quoted(scope.title))")
      for line in Keys.table.bindings where line.scope == scope {
        roff.item(line.keys.map(\.name).joined(separator: " "), line.help)
      }
    }
  }

  private static func surroundings(_ roff: inout Roff) {
    roff.section("EXIT STATUS")
    for (code, meaning) in HelpSentence.exitCodes { roff.item(code, meaning) }
    roff.section("ENVIRONMENT")
    for (name, meaning) in ManSentence.variables { roff.item(name, meaning) }
    roff.section("FILES")
    for (path, meaning) in ManSentence.files { roff.item(path, meaning) }
    roff.section("EXAMPLES")
    for (line, what) in HelpSentence.firstSteps { roff.item(line, what) }
  }
}

/// Text in the language of man(7).
private struct Roff {
  private(set) var result = ""

  mutating func line(_ text: String) { result += text + "\n" }

  mutating func section(_ title: String) { line(".SH \(Self.quoted(title))") }

  mutating func text(_ text: String) { if !text.isEmpty { line(Self.escaped(text)) } }

  /// A word and what it means.
  mutating func item(_ label: String, _ text: String) {
    line(".TP")
    line(".B \(Self.quoted(label))")
    self.text(text)
  }

  mutating func option(_ option: Option) {
    let label = option.label.drop { $0 == " " }
    item(String(label), option.summary)
  }

  mutating func command(_ command: Command) {
    line(".SS \(Self.quoted(command.name))")
    text(command.summary)
    for detail in command.details {
      line(".PP")
      text(detail)
    }
    for option in command.options { self.option(option) }
  }

  /// As an argument of a macro.
  static func quoted(_ text: String) -> String {
    "\"\(escaped(text).replacingQuotes)\""
  }

  /// As running text: nothing of it is taken for a command, and hyphens stay what can be typed.
  static func escaped(_ text: String) -> String {
    let body = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\\": "\\e"
      case "-": "\\-"
      case "~": "\\(ti"
      case "^": "\\(ha"
      case "`": "\\(ga"
      case _ where scalar.isASCII: String(Character(scalar))
      default: "\\[u" + hexadecimal(scalar) + "]"
      }
    }.joined()
    return body.hasPrefix(".") || body.hasPrefix("'") ? "\\&" + body : body
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension String {
  fileprivate var replacingQuotes: String {
    map { $0 == "\"" ? "\\(dq" : String($0) }.joined()
  }
}

/// What the manual says besides the tables.
enum ManSentence {
  static let variables = [
    ("ARCHADVISOR_CONFIG", "The configuration file, unless --config names another."),
    (
      "ARCHADVISOR_THEME, _ASCII, _MOUSE, _ANIMATION, _CLIPBOARD, _WINDOW, _INTERVAL, _NAME",
      "The settings of the same names; they go before the configuration file."
    ),
    ("NO_COLOR", "Any value: no colours."),
    (
      "XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_RUNTIME_DIR",
      "Where configuration, the state of meshes, and their sockets lie; absolute paths, anything else "
        + "is ignored. Folders for sockets must be yours, closed to others, and reached without a link."
    ),
  ]
  static let files = [
    (
      "~/.config/archadvisor/config.yaml",
      "The configuration; 'archadvisor config template' explains it."
    ),
    ("~/.config/archadvisor/themes/NAME.yaml", "A theme of your own."),
    ("~/.local/state/archadvisor/meshes/NAME/", "Stores and logs of a mesh that runs here."),
    (
      "$XDG_RUNTIME_DIR/archadvisor/NAME/",
      "Its sockets and keys; without that variable in /tmp/archadvisor-UID."
    ),
  ]
}
