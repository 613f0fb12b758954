import TestSupport
import Testing

@Suite("What the program says about a command line it does not understand")
struct UsageTests {
  /// The words of a command line, and the message without "archadvisor: error: " before it.
  static let mistakes: [(words: [String], message: String)] = [
    (["asess"], "unknown command 'asess'; did you mean 'assess'?; see 'archadvisor --help'"),
    (["statt"], "unknown command 'statt'; did you mean 'mesh stat'?; see 'archadvisor --help'"),
    (["up"], "unknown command 'up'; did you mean 'mesh up'?; see 'archadvisor --help'"),
    (["chek"], "unknown command 'chek'; did you mean 'knowledge check'?; see 'archadvisor --help'"),
    (
      ["--headless", "80x24", "--tab", "7"],
      "'--tab' is one of advise, matrix, mesh, topology, breakers, patterns, not '7'; "
        + "see 'archadvisor --help'"
    ),
    (["Ä\u{1B}[31m"], "unknown command 'Ä?[31m'; see 'archadvisor --help'"),
    (
      ["--color", "never", "assess"],
      "the command comes before its options: 'archadvisor assess ...'; see 'archadvisor --help'"
    ),
    (["--wrong"], "unknown option '--wrong'; see 'archadvisor --help'"),
    (
      ["assess", "--answrs", "x"],
      "unknown option '--answrs'; did you mean '--answers'?; see 'archadvisor assess --help'"
    ),
    (["assess", "-x"], "unknown option '-x'; see 'archadvisor assess --help'"),
    (["assess", "-qx"], "unknown option '-x'; see 'archadvisor assess --help'"),
    (
      ["assess", "shop.yaml"],
      "unexpected word 'shop.yaml'; did you mean '--answers shop.yaml'?; "
        + "see 'archadvisor assess --help'"
    ),
    (
      ["assess", "--answers", "a", "b"], "unexpected word 'b'; see 'archadvisor assess --help'"
    ),
    (["knowledge"], "'knowledge' needs one of check, test, list, show; see 'archadvisor --help'"),
    (
      ["knowledge", "chek"],
      "unknown command 'knowledge chek'; did you mean 'check'?; see 'archadvisor --help'"
    ),
    (["diff", "a"], "NEW is missing; see 'archadvisor diff --help'"),
    (
      ["assess", "--answers"],
      "'--answers' needs a value: --answers FILE; see 'archadvisor assess --help'"
    ),
    (
      ["assess", "--answers", "--quiet"],
      "'--answers' needs a value: --answers FILE; for a value that begins with '-' write "
        + "'--answers=--quiet'; see 'archadvisor assess --help'"
    ),
    (["assess", "--quiet=1"], "'--quiet' takes no value; see 'archadvisor assess --help'"),
    (
      ["assess", "--color", "nevr"],
      "'--color' is one of auto, always, never, not 'nevr'; did you mean 'never'?; "
        + "see 'archadvisor assess --help'"
    ),
    (
      ["assess", "--answers", "a", "--answers", "b"],
      "'--answers' is given twice, with 'a' and 'b'; see 'archadvisor assess --help'"
    ),
    (
      ["assess"],
      "'assess' needs answers: --answers FILE, or --answers - for standard input; "
        + "see 'archadvisor assess --help'"
    ),
  ]

  @Test("a mistake is told in one line, with what to do, and status 64", arguments: mistakes)
  func mistake(_ words: [String], _ message: String) throws {
    let run = try Program.archadvisor.run(arguments: words)
    #expect(run.errors == "archadvisor: error: \(message)\n")
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
  }

  static let weights: [(weight: String, message: String)] = [
    ("consistency", "'--weight' expects QUESTION=N, N from 0 to 10000, not 'consistency'"),
    ("consistency=-1", "'--weight' expects QUESTION=N, N from 0 to 10000, not 'consistency=-1'"),
    (
      "consistency=10001",
      "'--weight' expects QUESTION=N, N from 0 to 10000, not 'consistency=10001'"
    ),
    ("consistancy=1", "no criterion 'consistancy' to weigh; did you mean 'consistency'?"),
  ]

  @Test("weights are checked before anything is judged", arguments: weights)
  func weight(_ weight: String, _ message: String) throws {
    let run = try Program.archadvisor.run(
      "assess", "--answers", "-", "--weight", weight,
      input: "{schema: archadvisor.answers/1, answers: {}}")
    #expect(run.errors == "archadvisor: error: \(message); see 'archadvisor assess --help'\n")
    #expect(run.status == 64)
  }

  @Test("help is data when asked for and a complaint when not")
  func help() throws {
    let asked = try Program.archadvisor.run("--help")
    #expect(asked.status == 0)
    #expect(asked.output.contains("archadvisor COMMAND [options]"))
    #expect(asked.errors.isEmpty)
    let alone = try Program.archadvisor.run()
    #expect(alone.status == 64)
    #expect(alone.errors.contains("archadvisor COMMAND [options]"))
    #expect(alone.output.isEmpty)
  }

  /// Messages send people to this help for what the text UI takes.
  @Test("the help names every option of the text UI, and every kind of source")
  func textUI() throws {
    let words = try Program.archadvisor.run("--help").output
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for option in [
      "--answers FILE", "--tab NAME", "--source SOURCE", "--name NAME", "--replay FILE",
      "--at DURATION", "--window DURATION", "--limit LIMIT", "--interval DURATION", "--write",
      "--theme NAME", "--no-animation", "--stats", "--headless WxH", "--keys KEYS", "--dump-frame",
      "--config FILE",
    ] {
      #expect(words.contains(" \(option) "), "\(option)")
    }
    for kind in ["shop", "envoy", "haproxy", "prometheus", "metrics", "json", "replay"] {
      #expect(words.contains(" \(kind)="), "\(kind)")
    }
    #expect(
      try Program.archadvisor.run("--tab", "mesh", "--help").output.contains("--source SOURCE"))
  }

  @Test("the help of a command is found in three ways, whatever else is on the line")
  func commandHelp() throws {
    let help = try Program.archadvisor.run("assess", "--help").output
    #expect(help.contains("archadvisor assess"))
    #expect(help.contains("--answers FILE"))
    #expect(try Program.archadvisor.run("help", "assess").output == help)
    #expect(try Program.archadvisor.run("assess", "--wrong", "-h").output == help)
  }

  @Test("commands that share a first word are listed together")
  func family() throws {
    for words in [["knowledge", "--help"], ["help", "knowledge"]] {
      let run = try Program.archadvisor.run(arguments: words)
      #expect(run.status == 0)
      #expect(run.output.contains("archadvisor knowledge check"))
      #expect(run.output.contains("archadvisor knowledge show"))
      #expect(!run.output.contains("archadvisor assess"))
    }
    #expect(try Program.archadvisor.run("help", "knowledge", "show").output.contains("Usage"))
  }

  @Test("no line of a help is wider than the terminal", arguments: [40, 60, 80, 100])
  func width(_ columns: Int) throws {
    for words in [["--help"], ["assess", "--help"]] {
      let run = try Program.archadvisor.run(
        arguments: words, environment: ["COLUMNS": "\(columns)"])
      let widest = run.output.split(separator: "\n").map(\.count).max() ?? 0
      #expect(widest <= columns && widest > columns / 2)
    }
  }

  @Test("the version names the program and the knowledge it carries")
  func version() throws {
    let lines = try Program.archadvisor.run("--version").output.split(separator: "\n")
    #expect(lines.first?.wholeMatch(of: /archadvisor \d+\.\d+\.\d+/) != nil)
    #expect(lines.last?.wholeMatch(of: /knowledge \d+\.\d+\.\d+, sha256 [0-9a-f]{64}/) != nil)
  }
}
