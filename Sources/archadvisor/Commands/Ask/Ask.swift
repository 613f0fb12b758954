import Advice
import Files
import Reports
import Terminal

extension Command {
  static let ask = Command(
    name: "ask", summary: "Answer the questions one by one, in plain lines.",
    details: [
      "Reads replies from standard input and asks on standard output, so it works with a screen "
        + "reader, in a pipe and on a terminal that can do nothing. With --answers it resumes where "
        + "that file ends and offers to save to it; it asks before overwriting a file.",
      "A reply is the number or the word of a choice, several of them (1, 2), a number, a range "
        + "(3-8), ? for help, u for unknown, n for not applicable, b for back, s to save and stop; "
        + "an empty line goes on.",
    ],
    options: [
      .answers,
      Option("system", value: "NAME", "The name of the system, for the head of every report."),
    ],
    examples: ["ask", "ask --answers shop.yaml"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let advisor = Advisor(try invocation.loadKnowledge())
    let path = invocation.value("answers")
    if path == "-" { throw invocation.usage(UsageSentence.askReadsReplies) }
    var sheet = AnswerSheet()
    if let path, Files.exists(path) {
      let loaded = try invocation.loadAnswers(advisor.knowledge)
      _ = try loaded.judged { sheet throws(Contradicted) in try advisor.assess(sheet, flipSize: 0) }
      sheet = loaded.sheet
    }
    if let name = invocation.value("system") { sheet.system = name }
    var talk = AskTalk(
      PlainInterview(advisor, sheet, proposedFile: path), Screen(invocation))
    return try talk.run()
  }
}

/// Carries the interview between the lines that come in and those that go out.
private struct AskTalk {
  private var interview: PlainInterview
  private let screen: Screen
  private var lines = LineReader()
  /// The question that was shown last, so that a reply that is not clear does not repeat it.
  private var shown: Int?
  /// Whether the latest try to save failed.
  private var isUnwritable = false

  init(_ interview: PlainInterview, _ screen: Screen) {
    self.interview = interview
    self.screen = screen
  }

  mutating func run() throws(Failure) -> ExitCode {
    let all = interview.questions.count
    let answered = all - interview.openCount
    try say(
      [AskSentence.opening, AskSentence.keys]
        + (answered > 0 ? [AskSentence.answered(answered, of: all)] : []))
    while true {
      switch interview.stage {
      case .question(let index): try ask(index)
      case .reason(let index):
        try say([AskSentence.reason(interview.questions[index])])
        try say(interview.take(reason: try reply() ?? "s", for: index))
        // Who comes back to the question sees it again.
        if interview.stage == .question(index) { shown = nil }
      case .fileName:
        if try askForFile() == .ended { return endWithoutFile() }
      case .overwrite(let path): try askToOverwrite(path)
      case .over: return .fine
      }
    }
  }

  private mutating func ask(_ index: Int) throws(Failure) {
    let question = interview.questions[index]
    if shown != index {
      let page = QuestionPage(question, interview.sheet, index + 1, interview.questions.count)
      try Output.write(page.page(columns: screen.columns), screen)
      shown = index
    }
    // The end of the input stops the interview like the letter.
    let line = try reply() ?? "s"
    try say(interview.take(line, for: index))
    if Reply(line, to: question) == .help { shown = nil }
  }

  private enum Named { case taken, ended }

  private mutating func askForFile() throws(Failure) -> Named {
    let proposed = interview.proposedFile
    try say(
      [
        AskSentence.end(interview.openCount, of: interview.questions.count),
        AskSentence.fileName(proposed, exists: proposed.map(Files.exists) ?? false),
      ], isApart: true)
    let line = try reply()?.withoutBlanks
    guard let name = line ?? proposed else { return .ended }
    let path = name.isEmpty ? proposed ?? "" : name
    if path.isEmpty {
      try say([AskSentence.nameMissing])
    } else if path != proposed, Files.exists(path) {
      interview.ask(overwrite: path)
    } else {
      try save(path, replacing: path == proposed)
    }
    return line == nil && interview.stage != .over ? .ended : .taken
  }

  private mutating func askToOverwrite(_ path: String) throws(Failure) {
    try say([AskSentence.overwrite(path)])
    switch try reply()?.withoutBlanks.lowercased() {
    case "y", "yes": try save(path, replacing: true)
    default: interview.askForFile()
    }
  }

  /// A file that cannot be written is told, and another one asked for.
  private mutating func save(_ path: String, replacing: Bool) throws(Failure) {
    let text = interview.sheet.text(interview.advisor.knowledge)
    do throws(FileProblem) {
      try Files.write(Array(text.utf8), to: path, replacing: replacing)
    } catch {
      isUnwritable = true
      interview.askForFile()
      return try say([error.description])
    }
    interview.finish()
    let verdict = try? interview.advisor.assess(interview.sheet, flipSize: 0)
    try say(AskSentence.saved(path, verdict))
  }

  private func endWithoutFile() -> ExitCode {
    Output.say([AskSentence.nothingSaved])
    return isUnwritable ? .fileTrouble : .badInput
  }

  /// Sentences, each on lines of its own.
  private func say(_ sentences: [String], isApart: Bool = false) throws(Failure) {
    if sentences.isEmpty { return }
    var page = Page(columns: screen.columns)
    for sentence in sentences { page.text(sentence) }
    try Output.write((isApart ? "\n" : "") + screen.paint.text(page.lines))
  }

  private mutating func reply() throws(Failure) -> String? {
    try Output.write("> ")
    let line = try lines.next()
    // What comes through a pipe has no echo, and the next line should not run into the prompt.
    if line == nil || !screen.hasEcho { try Output.write("\n") }
    return line
  }
}
