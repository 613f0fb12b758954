import Reports
import Terminal

/// The help texts, made from the table of the commands.
enum Help {
  /// The help of a command; of the program when nil.
  static func page(_ command: Command?, columns: Int) -> Page {
    var page = Page(columns: columns)
    if let command, !command.name.isEmpty {
      describe(command, &page)
    } else {
      describeProgram(&page)
    }
    return page
  }

  /// The help of commands that share their first word.
  static func page(family: [Command], columns: Int) -> Page {
    var page = Page(columns: columns)
    for command in family { entry(command.line, command.summary, 0, 34, &page) }
    page.blank()
    page.text(HelpSentence.family(family.first?.line ?? ""))
    return page
  }

  private static func describeProgram(_ page: inout Page) {
    page.text(HelpSentence.program)
    heading("Usage", &page)
    for line in HelpSentence.usages { page.text(line, indent: 2) }
    for group in Command.Group.allCases {
      let commands = Command.all.filter { $0.group == group }
      if commands.isEmpty { continue }
      heading(group.rawValue, &page)
      for command in commands { entry(command.name, command.summary, 2, nameColumns, &page) }
    }
    heading("Options of the text UI", &page)
    for option in Command.unnamed.options { list(option, &page) }
    heading("Options of every command", &page)
    for option in Option.common + [.version, .manual] { list(option, &page) }
    heading("Exit codes", &page)
    for (code, meaning) in HelpSentence.exitCodes { entry(code, meaning, 2, 6, &page) }
    heading("To begin", &page)
    for (line, what) in HelpSentence.firstSteps { entry(line, what, 2, 40, &page) }
  }

  private static func describe(_ command: Command, _ page: inout Page) {
    page.text(command.summary)
    heading("Usage", &page)
    let options = command.options.isEmpty ? "" : " [options]"
    let words = command.operands.map { " \($0)" }.joined()
    page.text("\(command.line)\(options)\(words)", indent: 2)
    for paragraph in command.details {
      page.blank()
      page.text(paragraph)
    }
    if !command.options.isEmpty { heading("Options", &page) }
    for option in command.options { list(option, &page) }
    heading("Options of every command", &page)
    for option in command.commonOptions { list(option, &page) }
    if !command.examples.isEmpty { heading("Examples", &page) }
    for example in command.examples { page.text("archadvisor \(example)", indent: 2) }
  }

  private static let nameColumns = 20
  private static let labelColumns = 26

  private static func heading(_ text: String, _ page: inout Page) {
    page.blank()
    page.text(text, .heading)
  }

  private static func list(_ option: Option, _ page: inout Page) {
    entry(option.label, option.summary, 2, labelColumns, &page)
  }

  private static func entry(
    _ name: String, _ text: String, _ indent: Int, _ width: Int, _ page: inout Page
  ) {
    page.item(
      label: [StyledSpan(name, TextStyle(.accent))], width: max(width, name.count + 2),
      [StyledSpan(text)], indent: indent)
  }
}

/// What the help says besides the table of the commands.
enum HelpSentence {
  static let program =
    "archadvisor recommends an architectural style for a system (a monolith, a modular monolith, "
    + "services, microservices or serverless) and says why, what speaks against it, and what would "
    + "change the advice."
  static func family(_ line: String) -> String { "Read more with '\(line) --help', and so on." }

  static let usages = [
    "archadvisor [--answers FILE] [--tab NAME] [--source SOURCE]... [--replay FILE] [--write] "
      + "[--theme NAME]",
    "archadvisor COMMAND [options]",
  ]
  static let firstSteps = [
    ("archadvisor", "open the text UI"),
    ("archadvisor --tab mesh --write", "watch a mesh there, with faults armed"),
    ("archadvisor ask", "answer the questions one by one"),
    ("archadvisor assess --answers FILE", "get the recommendation"),
    ("archadvisor COMMAND --help", "read more about a command"),
  ]
  static let exitCodes =
    ExitCode.allCases.map { (String($0.rawValue), $0.meaning) }
    + [("130", "interrupted"), ("143", "terminated")]
}
