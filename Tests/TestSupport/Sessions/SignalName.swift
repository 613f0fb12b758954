internal import Glibc

/// Signals by their names.
enum SignalName {
  private static let numbers: [String: Int32] = [
    "ABRT": SIGABRT, "CONT": SIGCONT, "HUP": SIGHUP, "INT": SIGINT, "QUIT": SIGQUIT,
    "SEGV": SIGSEGV, "STOP": SIGSTOP, "TERM": SIGTERM, "TSTP": SIGTSTP,
  ]

  static func number(_ name: String) throws -> Int32 {
    guard let number = numbers[name] else { throw HarnessError("'\(name)' is no signal") }
    return number
  }
}
