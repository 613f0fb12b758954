/// Something the program can do.
struct Command: Sendable {
  /// Where the help of the program lists a command.
  enum Group: String, CaseIterable, Sendable {
    case advice = "Advice"
    case knowledge = "Knowledge"
    case mesh = "Mesh"
    case labs = "Labs"
    case program = "Program"
  }

  /// One or two words, as in `assess` or `knowledge check`; empty for the program without a word.
  let name: String
  /// One sentence.
  let summary: String
  var group = Group.advice
  /// What else a reader of its help wants to know, one paragraph each.
  var details: [String] = []
  /// Names of the words that follow the options, as in `OLD`; in brackets when it may be left out,
  /// with three dots when it may come several times.
  var operands: [String] = []
  /// Its own options. One of a common option's name takes that one's place.
  let options: [Option]
  /// Command lines worth trying, without the program's name.
  var examples: [String] = []
  let run: @Sendable (Invocation) throws(Failure) -> ExitCode

  /// The command's own options, then those every command has.
  var allOptions: [Option] { options + commonOptions }

  /// The common options that the command does not replace by its own.
  var commonOptions: [Option] {
    Option.common.filter { common in !options.contains { $0.name == common.name } }
  }

  /// The formats of `--output`, the default first.
  var formats: [String] { allOptions.first { $0.name == "output" }?.choices ?? [] }

  /// What the command line of the command begins with, as in `archadvisor assess`.
  var line: String { name.isEmpty ? "archadvisor" : "archadvisor \(name)" }

  static let all: [Command] = [
    .ask, .assess, .explain, .next, .flip, .diff, .adr,
    .questions,
    .knowledgeCheck, .knowledgeTest, .knowledgeList, .knowledgeShow,
    .meshUp, .meshDown, .meshList, .meshStatus, .meshLogs, .meshScale, .meshRestart, .meshUpgrade,
    .meshFault,
    .meshHalt, .meshStat, .meshEdges, .meshGraph, .meshEvents, .meshCheck, .meshLoad, .meshVerify,
    .meshTrace, .meshRecord, .meshReplay,
    .labList, .labRun, .labStatus, .labVerify,
    .doctor, .configShow, .configPath, .configTemplate, .keys, .completion,
  ]

  /// What the program calls itself with; no help lists these.
  static let hidden: [Command] = [.service, .supervise]

  /// The command that runs when no word names one.
  static let unnamed = textUI
}
