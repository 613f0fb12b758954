import Files
import YAML

/// Why a command ends early: what to say on standard error, and the exit code.
struct Failure: Error {
  let lines: [String]
  let code: ExitCode

  static func usage(_ message: String, see command: String? = nil) -> Failure {
    let help = command.map { "archadvisor \($0) --help" } ?? "archadvisor --help"
    return Failure(lines: ["archadvisor: error: \(message); see '\(help)'"], code: .usage)
  }

  static func badInput(_ complaints: Complaints) -> Failure {
    Failure(lines: complaints.lines, code: .badInput)
  }

  static func badInput(_ diagnostic: Diagnostic) -> Failure {
    Failure(lines: [diagnostic.description], code: .badInput)
  }

  static func file(_ problem: FileProblem) -> Failure {
    Failure(lines: [problem.description.printable], code: .fileTrouble)
  }
}
