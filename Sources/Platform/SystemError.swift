internal import Glibc

/// What the operating system refused.
public struct SystemError: Error, Hashable, Sendable {
  /// The system's error number.
  public let code: Int32
  /// What was tried, as in `open the log`.
  public let doing: String

  public init(code: Int32, doing: String) {
    self.code = code
    self.doing = doing
  }

  /// Takes the number of the last failed call.
  public static func last(_ doing: String) -> SystemError { SystemError(code: errno, doing: doing) }

  /// What was tried and what the system said to it.
  public var sentence: String {
    "cannot \(doing): \(String(cString: strerror(code)).lowercased())\(Self.advice(code))"
  }

  /// What to do about a limit.
  private static func advice(_ code: Int32) -> String {
    switch code {
    case EMFILE: "; raise the limit, as in 'ulimit -n 1024'"
    case ENFILE: "; end programs that have many files open"
    case ENOMEM: "; free some memory, or raise the limit that 'ulimit -v' shows"
    case EAGAIN: "; end some processes, or raise the limits that 'ulimit -u' and 'ulimit -v' show"
    case ENOSPC, EDQUOT: "; make room on the disk"
    default: ""
    }
  }
}
