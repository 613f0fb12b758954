import TestSupport

/// A command line that works, once for every command the program has.
///
/// The tests beside this file run all of them in all their formats. A new command fails them until
/// it has a row here.
struct CommandCall: Sendable, CustomStringConvertible {
  let command: String
  /// The words behind the command; `ANSWERS` stands for an answers file, and in the table
  /// `RECORDING` for a recorded mesh.
  let words: [String]
  /// The formats the command's own help names; one empty word when it has no choice.
  let format: String

  var description: String { (arguments(answers: "ANSWERS")).joined(separator: " ") }

  var readsAnswers: Bool { words.contains("ANSWERS") }

  func arguments(answers: String) -> [String] {
    command.split(separator: " ").map(String.init)
      + words.map { $0 == "ANSWERS" ? answers : $0 }
      + (format.isEmpty ? [] : ["-o", format])
  }

  /// A mesh in which something fails; it is the same whenever it is looked at.
  private static let recorded = ["--source", "replay=RECORDING", "--at", "12s"]

  private static let rows: [String: [[String]]] = [
    "ask": [],
    "assess": [["--answers", "ANSWERS"]],
    "explain": [
      ["--answers", "ANSWERS"], ["--answers", "ANSWERS", "--trace"],
      ["--answers", "ANSWERS", "--why", "monolith"],
      ["--answers", "ANSWERS", "--why-not", "serverless"],
    ],
    "next": [["--answers", "ANSWERS"]],
    "flip": [["--answers", "ANSWERS"], ["--answers", "ANSWERS", "--to", "services"]],
    "adr": [["--answers", "ANSWERS", "--date", "2026-11-21"]],
    "diff": [["ANSWERS", "ANSWERS"]],
    "questions": [[]],
    "knowledge check": [["--today", "2026-11-21"]],
    "knowledge test": [],
    "knowledge list": [[]],
    "knowledge show": [["team-size"]],
    "doctor": [],
    "keys": [[]],
    "config show": [[]], "config path": [[]], "config template": [[]],
    "mesh up": [], "mesh down": [], "mesh list": [[]], "mesh status": [], "mesh logs": [],
    "mesh scale": [],
    "mesh restart": [], "mesh upgrade": [], "mesh fault": [], "mesh halt": [],
    "mesh load": [], "mesh verify": [], "mesh record": [],
    "mesh stat": [recorded, recorded + ["--instances", "--sort", "p99:desc,name"]],
    "mesh edges": [recorded, recorded + ["--where", "breaker = open"]],
    "mesh graph": [recorded], "mesh events": [recorded],
    "mesh check": [["--source", "replay=RECORDING", "--at", "2s"]],
    "mesh replay": [["RECORDING", "--at", "12s"]],
    "mesh trace": [],
    "lab list": [[]], "lab run": [], "lab status": [[]], "lab verify": [],
    "completion": [["bash"], ["zsh"], ["fish"]],
  ]

  /// The commands the program's help lists.
  static func commands() throws -> [String] {
    let help = try Program.archadvisor.run("--help", environment: ["COLUMNS": "200"]).output
    let sections = help.split(separator: "\n\n").filter { !$0.contains("archadvisor") }
    return sections.flatMap { $0.split(separator: "\n").dropFirst() }
      .compactMap { $0.firstMatch(of: #/^  ([a-z]+( [a-z]+)?)  /#).map { String($0.1) } }
  }

  static func unknown() throws -> [String] { try commands().filter { rows[$0] == nil } }

  /// All rows of the commands there are, in all formats.
  static func all() throws -> [CommandCall] {
    let recording = try Tree.path("Tests/Recordings/outage.rounds")
    return try commands().flatMap { command in
      let formats = try formats(command)
      return (rows[command] ?? []).flatMap { words in
        let words = words.map { $0.replacing("RECORDING", with: recording) }
        return formats.map { CommandCall(command: command, words: words, format: $0) }
      }
    }
  }

  private static func formats(_ command: String) throws -> [String] {
    let words = command.split(separator: " ").map(String.init) + ["--help"]
    let help = try Program.archadvisor.run(arguments: words, environment: ["COLUMNS": "200"])
    guard let match = help.output.firstMatch(of: /The format: ([a-z, ]+)/) else { return [""] }
    return match.1.split(separator: ", ").map(String.init)
  }
}
