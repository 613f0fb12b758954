import Settings

/// The words of a command line, sorted into options and operands.
struct Invocation: Sendable {
  let command: Command
  private var given: [(option: Option, value: String)] = []
  private(set) var operands: [String] = []
  /// What holds for options that were not given, by their names.
  private var fallbacks: [String: [String]] = [:]
  /// What the configuration file says, for commands that take something from it.
  var configuration = Configuration()

  /// - Throws: a usage failure for an unknown option, a missing or a wrong value, missing or extra
  ///   words.
  init(_ command: Command, _ words: [String]) throws(Failure) {
    self.command = command
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      } else if word.hasPrefix("--") {
        try long(word, &rest)
      } else if word.hasPrefix("-"), word.count > 1 {
        try short(word.dropFirst(), &rest)
      } else {
        operands.append(word)
      }
    }
    try checkOperands()
  }

  func flag(_ option: String) -> Bool { given.contains { $0.option.name == option } }
  func value(_ option: String) -> String? { values(option).last }
  func values(_ option: String) -> [String] {
    let given = given.filter { $0.option.name == option }.map(\.value)
    return given.isEmpty ? fallbacks[option] ?? [] : given
  }

  /// Says what holds for an option that was not given.
  mutating func fall(back option: String, on values: [String]) { fallbacks[option] = values }

  /// The format of the output: the one asked for, or the command's default.
  var format: String { value("output") ?? command.formats.first ?? "text" }

  /// A whole number given to an option; nil when the option is not given.
  func number(_ option: String, in range: ClosedRange<Int>) throws(Failure) -> Int? {
    guard let text = value(option) else { return nil }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
      range.contains(number)
    else { throw usage(UsageSentence.notANumber(option, range, text)) }
    return number
  }

  /// A failure that points to the help of this command.
  func usage(_ message: String) -> Failure { Failure.usage(message, see: command.line) }

  private func checkOperands() throws(Failure) {
    let mayRepeat = command.operands.last?.hasSuffix("...") ?? false
    if operands.count > command.operands.count, !mayRepeat {
      let takesAnswers =
        command.options.contains { $0.name == "answers" } && value("answers") == nil
      throw usage(
        UsageSentence.unexpectedWord(
          operands[command.operands.count], takesAnswers: takesAnswers))
    }
    let missing = command.operands.dropFirst(operands.count).filter { !$0.hasPrefix("[") }
    if !missing.isEmpty { throw usage(UsageSentence.missingWords(Array(missing))) }
  }

  private mutating func long(
    _ word: String, _ rest: inout ArraySlice<String>
  ) throws(Failure) {
    let parts = word.dropFirst(2).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let option = command.allOptions.first(where: { $0.name == name }) else {
      throw usage(UsageSentence.unknownOption("--\(name)", command.allOptions.map(\.name)))
    }
    if option.value == nil, parts.count == 2 { throw usage(UsageSentence.takesNoValue(option)) }
    try take(option, parts.count == 2 ? String(parts[1]) : nil, &rest)
  }

  /// One letter, or several letters of options without a value, or a letter and its value.
  private mutating func short(
    _ letters: Substring, _ rest: inout ArraySlice<String>
  ) throws(Failure) {
    guard let option = command.allOptions.first(where: { $0.short == letters.first }) else {
      throw usage(UsageSentence.unknownOption("-\(letters)", command.allOptions.map(\.name)))
    }
    let attached = letters.dropFirst()
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
      given.append((option, ""))
      return
    }
    let value: String
    if let attached { value = attached } else { value = try next(option, what, &rest) }
    if !option.choices.isEmpty, !option.isOpen, !option.choices.contains(value) {
      throw usage(UsageSentence.notAChoice(option, value))
    }
    if !option.repeats, let before = self.value(option.name), before != value {
      throw usage(UsageSentence.givenTwice(option, before, value))
    }
    given.append((option, value))
  }

  /// The word after an option. Another option there means that the value was forgotten.
  private func next(
    _ option: Option, _ what: String, _ rest: inout ArraySlice<String>
  ) throws(Failure) -> String {
    guard let word = rest.popFirst() else {
      throw usage(UsageSentence.needsValue(option, what, found: nil))
    }
    if word.hasPrefix("-"), word != "-" {
      throw usage(UsageSentence.needsValue(option, what, found: word))
    }
    return word
  }
}
