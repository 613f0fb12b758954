import Files
import Glibc
import Instruments
import MeshLook
import Reports
import ShopRuntime
import Terminal
import YAML

extension Command {
  static let meshLogs = Command(
    name: "mesh logs", summary: "Print the log lines of the services.", group: .mesh,
    details: [
      "TARGET is a service (payment), an instance (payment-2) or an edge (order:payment), which "
        + "stands for both of its sides; without it the lines of all are printed.",
      "On a terminal the lines are made readable: time, a sign for errors and one for warnings, who wrote it, "
        + "what happened. Elsewhere, and with '-o json', they are printed as they were written, an object "
        + "of JSON each, for jq and the like.",
    ],
    operands: ["[TARGET]"],
    options: [
      .meshName, Option("follow", short: "f", "Go on printing until interrupted."),
      Option(
        "match", value: "TEXT",
        "Only lines with this text in them, in small or capital letters; with ! before it, only those "
          + "without it."),
      Option("lines", value: "N", "Begin with the last N lines."),
      Option(
        "trace", value: "ID",
        "Only lines that belong to this request; the first characters of its id are enough."),
      Option(
        "output", short: "o", value: "FORMAT", choices: ["text", "json"],
        "text: readable lines; json: as they were written. On a terminal text, elsewhere json, unless "
          + "said otherwise."),
    ],
    examples: [
      "mesh logs order", "mesh logs payment-2 --match warning", "mesh logs -f --lines 20",
      "mesh logs --trace 4bf92f35", "mesh logs order -o json | jq .message",
    ]
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    let folders = try invocation.meshFolders()
    let target = try invocation.logTarget()
    let match = invocation.value("match")
    let count = try invocation.number("lines", in: 0...1_000_000)
    let trace = try invocation.traceOfLines()
    try invocation.checkState(folders)
    var reader = LogReader(folder: folders.logs, target: target, trace: trace)
    let printer = LogPrinter(invocation)
    func fresh() throws(Failure) -> [LogReader.Line] {
      try invocation.read(&reader).filter { line in match.map(line.entry.mentions) ?? true }
    }
    let first = try fresh()
    let shown = Array(first.suffix(count ?? first.count))
    let isNamed = invocation.flag("follow") || LogRow.areNamed(shown.map(\.entry))
    try Output.write(printer.text(shown, isNamed: isNamed))
    while invocation.flag("follow") {
      usleep(200_000)
      let lines = try fresh()
      if !lines.isEmpty { try Output.write(printer.text(lines, isNamed: isNamed)) }
    }
    return .fine
  }
}

/// Writes log lines for people or for programs.
private struct LogPrinter {
  private let isReadable: Bool
  private let paint: Paint

  init(_ invocation: Invocation) {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    isReadable = invocation.value("output").map { $0 == "text" } ?? isTerminal
    paint = Screen(invocation).paint
  }

  func text(_ lines: [LogReader.Line], isNamed: Bool) -> String {
    if isReadable { return paint.text(lines.map { LogRow($0.entry, isNamed: isNamed).line }) }
    return lines.map { "\($0.text.printable)\n" }.joined()
  }
}

extension Invocation {
  /// The request whose lines are wanted; nil for any.
  fileprivate func traceOfLines() throws(Failure) -> String? {
    guard let id = value("trace") else { return nil }
    return try traceID(id)
  }

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
