import YAML

/// The words of a command line, sorted into options and operands.
struct Invocation: Sendable {
  let command: Command
  private var given: [(name: String, value: String)] = []
  private(set) var operands: [String] = []

  /// - Throws: a usage failure for an unknown option, a missing or a wrong value, extra words.
  init(_ command: Command, _ words: [String]) throws(Failure) {
    self.command = command
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      } else if word.hasPrefix("--") {
        try long(word.dropFirst(2), &rest)
      } else if word.hasPrefix("-"), word.count > 1 {
        try short(word.dropFirst(), &rest)
      } else {
        operands.append(word)
      }
    }
    if operands.count > command.operands.count {
      let extra = operands[command.operands.count]
      throw Failure.usage("unexpected word '\(extra.printable)'", see: command.name)
    }
  }

  func flag(_ option: String) -> Bool { given.contains { $0.name == option } }
  func value(_ option: String) -> String? { given.last { $0.name == option }?.value }
  func values(_ option: String) -> [String] { given.filter { $0.name == option }.map(\.value) }

  private mutating func long(
    _ text: Substring, _ rest: inout ArraySlice<String>
  ) throws(Failure) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let option = command.allOptions.first(where: { $0.name == name }) else {
      let names = command.allOptions.map(\.name)
      let hint = NearestName.find(name, in: names).map { "; did you mean '--\($0)'?" } ?? ""
      throw Failure.usage("unknown option '--\(name.printable)'\(hint)", see: command.name)
    }
    if option.value == nil, parts.count == 2 {
      throw Failure.usage("the option '--\(name)' takes no value", see: command.name)
    }
    try take(option, parts.count == 2 ? String(parts[1]) : nil, &rest)
  }

  private mutating func short(
    _ text: Substring, _ rest: inout ArraySlice<String>
  ) throws(Failure) {
    guard let option = command.allOptions.first(where: { $0.short == text.first }) else {
      throw Failure.usage("unknown option '-\(String(text).printable)'", see: command.name)
    }
    let attached = text.dropFirst()
    if option.value == nil, !attached.isEmpty {
      try take(option, nil, &rest)
      try short(attached, &rest)
    } else {
      try take(option, attached.isEmpty ? nil : String(attached), &rest)
    }
  }

  private mutating func take(
    _ option: Option, _ attached: String?, _ rest: inout ArraySlice<String>
  ) throws(Failure) {
    guard let what = option.value else {
      given.append((option.name, ""))
      return
    }
    guard let value = attached ?? rest.popFirst() else {
      throw Failure.usage("the option '--\(option.name)' needs a value: \(what)", see: command.name)
    }
    if !option.choices.isEmpty, !option.choices.contains(value) {
      let hint = NearestName.hint(value, in: option.choices)
      throw Failure.usage(
        "'--\(option.name)' is one of \(option.choices.joined(separator: ", ")), "
          + "not '\(value.printable)'\(hint)", see: command.name)
    }
    if !option.repeats, flag(option.name) {
      throw Failure.usage("the option '--\(option.name)' is given twice", see: command.name)
    }
    given.append((option.name, value))
  }
}
