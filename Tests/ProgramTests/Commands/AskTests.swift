import TestSupport
import Testing

@Suite("The interview in plain lines")
struct AskTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs the interview with these replies, one a line.
  private func ask(_ replies: [String], _ words: String...) throws -> ProgramRun {
    try Program.archadvisor.run(
      arguments: ["ask"] + words, input: Array(replies.map { "\($0)\n" }.joined().utf8),
      in: folder.path)
  }

  private func file(_ name: String) -> String {
    String(decoding: contents(of: folder.path(name)) ?? [], as: UTF8.self)
  }

  @Test("all kinds of replies become answers")
  func replies() throws {
    let run = try ask([
      "6", "3-40", "high", "1, 2", "n nothing is built yet", "unknown", "", "b", "3", "n",
      "no tests",
      "s", "shop.yaml",
    ])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(
      file("shop.yaml") == """
        schema: archadvisor.answers/1
        answers:
          team-size: 6
          team-count: {value: [3, 40]}
          team-ownership: high
          organization: {value: [functional, mixed]}
          devops-capability: {not-applicable: "nothing is built yet"}
          test-automation: high
          release-contention: {not-applicable: "no tests"}

        """)
    #expect(run.output.contains("7 of 32 questions are answered, 25 are open."))
    #expect(run.output.contains("See why: archadvisor assess --answers shop.yaml"))
  }

  @Test("b after n goes back instead of being the reason")
  func backFromReason() throws {
    let run = try ask(["6", "n", "b", "2", "s", "a.yaml"])
    #expect(run.status == 0)
    #expect(!file("a.yaml").contains("not-applicable"))
    #expect(file("a.yaml").contains("answers:\n"))
  }

  @Test("what is asked can be explained, and what is not understood is told")
  func help() throws {
    let run = try ask(["?", "many", "6", "x", "9999999", "s", "a.yaml"])
    #expect(run.output.contains("Why it is asked: "))
    #expect(
      run.output.contains("'many' is not a whole number from 1 to 100000, nor a range such as"))
    #expect(run.output.contains("'9999999' is not a whole number from 1 to 10000"))
    let word = try ask(["", "", "hihg", "nonsense", "s", "b.yaml"])
    #expect(word.output.contains("'hihg' is none of the choices; did you mean 'high'?"))
    #expect(word.output.contains("'nonsense' is none of the choices; type a number from 1 to 3"))
  }

  @Test("an answer that contradicts another is not taken")
  func contradiction() throws {
    let run = try ask(["1", "5", "1", "s", "a.yaml"])
    #expect(run.output.contains("That cannot be true together with 'team-size: 1'"))
    #expect(file("a.yaml").hasSuffix("answers:\n  team-size: 1\n  team-count: 1\n"))
  }

  @Test("it goes on where a file ends, keeps what stands there, and saves back when told")
  func resumes() throws {
    try folder.file(
      "shop.yaml",
      """
      schema: archadvisor.answers/1
      system: Corner shop
      answers:
        team-size: {value: 6, source: measured, note: counted}
        organization: mixed
      weights: {consistency: 90}
      """)
    let run = try ask(
      ["2", "high", "low", "b", "b", "b", "b", "6", "s", ""], "--answers", "shop.yaml")
    #expect(run.output.contains("2 of 32 questions are answered already."))
    #expect(run.output.contains("An empty line takes shop.yaml, which is replaced."))
    #expect(!run.output.contains("4/32"))
    #expect(
      file("shop.yaml") == """
        schema: archadvisor.answers/1
        system: "Corner shop"
        answers:
          team-size: {value: 6, source: measured, note: "counted"}
          team-count: 2
          team-ownership: high
          organization: mixed
          devops-capability: low
        weights:
          consistency: 90

        """)
  }

  @Test("a file that is in the way is overwritten only after a yes")
  func overwrites() throws {
    try folder.file("a.yaml", "precious")
    let refused = try ask(["6", "s", "a.yaml", "n", "b.yaml"])
    #expect(refused.output.contains("a.yaml exists already. Overwrite it?"))
    #expect(file("a.yaml") == "precious")
    #expect(file("b.yaml").contains("team-size: 6"))
    #expect(try ask(["7", "s", "a.yaml", "y"]).status == 0)
    #expect(file("a.yaml").contains("team-size: 7"))
    #expect(folder.entries() == ["a.yaml", "b.yaml"])
  }

  @Test("a file that cannot be written is told, and another one asked for")
  func cannotWrite() throws {
    let run = try ask(["6", "s", "no/such/folder.yaml", "", "here.yaml"])
    #expect(run.output.contains("no/such/folder.yaml: error: no such file or folder"))
    #expect(run.output.contains("A name is needed"))
    #expect(run.status == 0)
    #expect(folder.entries() == ["here.yaml"])
  }

  @Test("the end of the input saves where the command line said, and nowhere else")
  func endOfInput() throws {
    let nowhere = try ask(["6"])
    #expect(nowhere.status == 65)
    #expect(nowhere.errors.contains("the input ended before a file was named; nothing is saved"))
    #expect(folder.entries().isEmpty)
    #expect(try ask(["6"], "--answers", "new.yaml").status == 0)
    #expect(file("new.yaml").contains("team-size: 6"))
  }

  @Test("bad answers are refused before anything is asked")
  func badAnswers() throws {
    try folder.file("bad.yaml", "{schema: archadvisor.answers/1, answers: {team-sise: 3}}")
    let run = try ask(["6"], "--answers", "bad.yaml")
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(try ask(["6"], "--answers", "-").status == 64)
  }

  @Test("replies cannot steer the terminal, and endless lines end")
  func hostile() throws {
    let run = try ask([
      "\u{1B}]0;x\u{7}\u{202E}", String(repeating: "9", count: 200_000), "6", "s",
      "\u{1B}[2J.yaml",
    ])
    #expect(run.status == 0)
    let steering = run.output.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" }
    #expect(steering.isEmpty)
  }

  @Test("on a terminal that can do nothing it is as plain as in a pipe")
  func dumb() throws {
    let program = Program.archadvisor.path
    let terminal = try TerminalSession(
      "\(program) ask", columns: 60, rows: 24, environment: ["TERM": "dumb"])
    try terminal.wait(for: "1/32 How many developers")
    try terminal.type("6")
    try terminal.press("Enter")
    try terminal.wait(for: "2/32 How many teams")
    try terminal.press("C-c")
    #expect(try terminal.waitForExit() == 130)
  }
}
