import TestSupport
import Testing

/// The text UI as a whole: the real program in a real terminal.
@Suite("The text UI in a terminal", .serialized)
struct TextUISessionTests {
  /// The parts of an assessment these tests look at.
  private func recommendation(_ path: String) throws -> String {
    let run = try Program.archadvisor.run("assess", "--answers", path, "-o", "json")
    try #require(run.status == 0, "\(run.errors)")
    let line = run.output.split(separator: "\n").first { $0.contains("\"style\":") } ?? ""
    return String(line.split(separator: "\"").last { $0.contains("o") || $0.contains("s") } ?? "")
  }

  @Test("an interview leads to the verdict that assess gives for the saved file")
  func interview() throws {
    let shell = try InShell()
    let terminal = shell.terminal
    try terminal.wait(for: "question 1 of")
    try terminal.press("Enter")
    try terminal.wait(for: "Enter accept")
    try terminal.type("6")
    try terminal.press("Enter")
    try terminal.wait(for: "question 2 of")
    try terminal.press("Down", "Enter")
    try terminal.wait(for: "question 3 of")
    try terminal.press("Down", "Down", "Enter")
    let screen = try terminal.wait(for: "3 of 32 answered")
    let leader = try #require(
      screen.split(separator: "\n").first { $0.contains("│ 1 ") }?
        .split(separator: "│").last?.split(separator: " ").dropFirst(2).first)

    // Half the size, then a large one: nothing is lost.
    try terminal.resize(columns: 60, rows: 16)
    try terminal.wait(for: "the 60 column screen") { !$0.contains("If you decided now") }
    try terminal.resize(columns: 120, rows: 36)
    try terminal.wait(for: "Questions  3 of 32 answered")
    try terminal.resize(columns: 30, rows: 8)
    try terminal.wait(for: "30 by 8")
    try terminal.resize(columns: 80, rows: 24)
    try terminal.wait(for: "question 4 of")

    try terminal.press("2")
    try terminal.wait(for: "can still win")
    try terminal.press("s")
    try terminal.wait(for: "Save the answers in")
    try terminal.press("C-u")
    try terminal.type("shop.yaml")
    try terminal.press("Enter")
    try terminal.wait(for: "Saved in shop.yaml")
    try terminal.press("q")
    try shell.expectGivenBack(status: 0)

    #expect(
      shell.file("shop.yaml").hasPrefix("schema: archadvisor.answers/1\nanswers:\n  team-size: 6\n")
    )
    #expect(try recommendation(shell.folder.path("shop.yaml")) == String(leader))
  }

  @Test("a file that exists is replaced only when the user says so")
  func neverOverSilently() throws {
    let shell = try InShell()
    try write("mine".utf8, to: shell.folder.path("answers.yaml"))
    let terminal = shell.terminal
    try terminal.wait(for: "question 1 of")
    try terminal.press("Down", "Enter")
    try terminal.wait(for: "question 2 of")
    try terminal.press("s", "Enter")
    try terminal.wait(for: "Replace the file?")
    try terminal.press("Enter")
    try terminal.wait(for: "the box to close") { !$0.contains("Replace the file?") }
    #expect(shell.file("answers.yaml") == "mine")
    try terminal.press("s", "Enter")
    try terminal.wait(for: "Replace the file?")
    try terminal.press("y")
    try terminal.wait(for: "Saved in answers.yaml")
    #expect(shell.file("answers.yaml").contains("team-size: {value: [1, 4]}"))

    // Somebody else changes it behind the session's back.
    try write("theirs".utf8, to: shell.folder.path("answers.yaml"))
    try terminal.press("Down", "Enter")
    try terminal.wait(for: "not saved")
    try terminal.press("s")
    try terminal.wait(for: "Replace the changed file?")
    try terminal.press("Escape")
    try terminal.wait(for: "the box to close") { !$0.contains("Replace the changed") }
    #expect(shell.file("answers.yaml") == "theirs")
    try terminal.press("q")
    try terminal.wait(for: "Leave without saving?")
    try terminal.press("D")
    try shell.expectGivenBack(status: 0)
    #expect(shell.file("answers.yaml") == "theirs")
  }

  @Test("text from files reaches the terminal as text only")
  func hostileText() throws {
    let shell = try InShell("--answers bad.yaml", before: "while [ ! -e go ]; do :; done;")
    let answers = """
      schema: archadvisor.answers/1
      answers:
        team-size: {value: 6, source: measured, note: "x\\e]52;c;QUFB\\a\\r\\u202Erow\\u200B\\x9B2J"}
        team-count: {not-applicable: "y\\e[2J\\e]0;owned\\a"}
      """
    try write(answers.utf8, to: shell.folder.path("bad.yaml"))
    try shell.terminal.record(to: shell.folder.path("raw"))
    try write("".utf8, to: shell.folder.path("go"))
    try shell.terminal.wait(for: "question 3 of")
    try shell.terminal.press("p")
    try shell.terminal.wait(for: "question 2 of")
    try shell.terminal.wait(for: "�[2J")
    try shell.terminal.press("2", "Enter")
    try shell.terminal.wait(for: "(measured)")
    try shell.terminal.press("Escape")
    try shell.terminal.wait(for: "the box to close") { !$0.contains("(measured)") }
    try shell.terminal.press("q")
    try shell.expectGivenBack(status: 0)
    let raw = shell.file("raw")
    #expect(
      !raw.contains("\u{1B}]52") && !raw.contains("\u{1B}]0") && !raw.contains("\u{1B}[2J\u{FFFD}"))
    for scalar in raw.unicodeScalars {
      #expect(![0x202E, 0x200B, 0x9B, 0x07].contains(scalar.value))
    }
  }

  @Test("NO_COLOR and --color never send no colour", arguments: ["env NO_COLOR=1", ""])
  func withoutColour(_ before: String) throws {
    let shell = try InShell(
      before.isEmpty ? "--tab advise --color never" : "--tab advise",
      before: "while [ ! -e go ]; do :; done; \(before)")
    try shell.terminal.record(to: shell.folder.path("raw"))
    try write("".utf8, to: shell.folder.path("go"))
    try shell.terminal.wait(for: "question 1 of")
    try shell.terminal.press("2")
    try shell.terminal.wait(for: "can still win")
    try shell.terminal.press("q")
    try shell.expectGivenBack(status: 0)
    let colors = shell.file("raw").matches(
      of: /\x1b\[[0-9;]*(3[0-8]|4[0-8]|9[0-7]|10[0-7])[0-9;]*m/)
    #expect(colors.isEmpty)
  }
}
