/// How the program ends; the numbers are a promise to scripts.
///
/// A signal ends it with 128 and the signal's number: 130 interrupted, 143 terminated.
enum ExitCode: Int32, Sendable, CaseIterable {
  /// Done and fine.
  case fine = 0
  /// It ran, and the answer is no: a gate, a check, a lab step.
  case no = 1
  /// Wrong usage.
  case usage = 64
  /// Bad input data.
  case badInput = 65
  /// The mesh, or every source, cannot be reached.
  case unreachable = 69
  /// Our bug.
  case bug = 70
  /// A file cannot be read or written.
  case fileTrouble = 74

  /// What the help says about it.
  var meaning: String {
    switch self {
    case .fine: "done and fine"
    case .no: "it ran, and the answer is no: a gate or a check failed"
    case .usage: "wrong usage"
    case .badInput: "bad input data"
    case .unreachable: "the mesh cannot be reached"
    case .bug: "a bug in archadvisor"
    case .fileTrouble: "a file cannot be read or written"
    }
  }
}
