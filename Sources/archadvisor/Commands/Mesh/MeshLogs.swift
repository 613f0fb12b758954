import Files
import Glibc
import Instruments
import ShopRuntime
import YAML

extension Command {
  static let meshLogs = Command(
    name: "mesh logs", summary: "Print the log lines of the services.", group: .mesh,
    details: [
      "TARGET is a service (payment), an instance (payment-2) or an edge (order:payment), which "
        + "stands for both of its sides; without it the lines of all are printed."
    ],
    operands: ["[TARGET]"],
    options: [
      .meshName, Option("follow", short: "f", "Go on printing until interrupted."),
      Option(
        "match", value: "TEXT",
        "Only lines with this text in them, in small or capital letters; with ! before it, only those "
          + "without it."),
      Option("lines", value: "N", "Begin with the last N lines."),
    ],
    examples: ["mesh logs order", "mesh logs payment-2 --match warning", "mesh logs -f --lines 20"]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let folders = try invocation.meshFolders()
    let target = try invocation.logTarget()
    let match = invocation.value("match")
    let count = try invocation.number("lines", in: 0...1_000_000)
    try invocation.checkState(folders)
    var reader = LogReader(folder: folders.logs, target: target)
    func fresh() throws(Failure) -> [String] {
      try invocation.read(&reader).filter { line in match.map(line.entry.mentions) ?? true }
        .map { "\($0.text.printable)\n" }
    }
    let first = try fresh()
    try Output.write(first.suffix(count ?? first.count).joined())
    while invocation.flag("follow") {
      usleep(200_000)
      let lines = try fresh()
      if !lines.isEmpty { try Output.write(lines.joined()) }
    }
    return .fine
  }
}

extension Invocation {
  /// Whose lines are wanted; nil for everybody's.
  fileprivate func logTarget() throws(Failure) -> String? {
    guard let text = operands.first else { return nil }
    switch Fault.Target(text) {
    case nil: throw usage(MeshSentence.badLogTarget(text))
    case .service(let name): return try service(name)
    case .edge(let from, let to):
      for side in [from, to] { _ = try service(side) }
      return text
    case .instance: return text
    }
  }

  /// The new lines; a mesh without logs does not run.
  fileprivate func read(_ reader: inout LogReader) throws(Failure) -> [LogReader.Line] {
    do throws(FileProblem) {
      return try reader.next()
    } catch {
      throw error.reason == .missing
        ? MeshSentence.failure(.notRunning, mesh: try meshName()) : .file(error)
    }
  }
}
