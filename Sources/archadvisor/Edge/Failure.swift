import Files
import YAML

/// Why a command ends early: what to say on standard error, and the exit code.
struct Failure: Error {
  let lines: [String]
  let code: ExitCode

  /// - Parameter line: the command line that the help of belongs to.
  static func usage(_ message: String, see line: String = "archadvisor") -> Failure {
    Failure(lines: ["archadvisor: error: \(message); see '\(line) --help'"], code: .usage)
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
