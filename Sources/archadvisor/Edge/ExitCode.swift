/// How the program ends; the numbers are a promise to scripts.
enum ExitCode: Int32, Sendable {
  /// Done and fine.
  case fine = 0
  /// It ran, and the answer is no: a gate, a check, a lab step.
  case no = 1
  /// Wrong usage.
  case usage = 64
  /// Bad input data.
  case badInput = 65
  /// Our bug.
  case bug = 70
  /// A file cannot be read or written.
  case fileTrouble = 74
}
