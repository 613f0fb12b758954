/// What one run of a program left behind.
public struct ProgramRun: Sendable, CustomStringConvertible {
  /// How a run came to its end.
  public enum Ending: Equatable, Sendable {
    /// It exited by itself, with this status.
    case exited(Int32)
    /// A signal ended it: a trap, a crash.
    case signalled(Int32)
    /// It did not end before the deadline and was killed.
    case overdue
  }

  public let ending: Ending
  /// The bytes it wrote to standard output, where that was captured.
  public let outputBytes: [UInt8]
  /// The bytes it wrote to standard error.
  public let errorBytes: [UInt8]

  /// The exit status, or nil where it did not exit by itself.
  public var status: Int32? {
    if case .exited(let status) = ending { status } else { nil }
  }

  public var output: String { String(decoding: outputBytes, as: UTF8.self) }
  public var errors: String { String(decoding: errorBytes, as: UTF8.self) }

  /// The lines of standard error, without the empty one at the end.
  public var errorLines: [Substring] { errors.split(separator: "\n") }

  public var description: String {
    "\(ending)\n--- output\n\(output.prefix(4000))\n--- errors\n\(errors.prefix(4000))"
  }
}
