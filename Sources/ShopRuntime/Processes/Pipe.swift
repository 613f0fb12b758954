internal import Glibc

/// A pipe whose ends are closed in programs we start unless passed on.
public struct Pipe: Sendable {
  public let reading: Int32
  public let writing: Int32

  public init() throws(SystemError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .last("make a pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = ends[0]
    writing = ends[1]
  }
}

/// Numbers of the descriptors a service process is born with.
public enum Inherited {
  /// Reads end of file when the supervisor is gone.
  public static let lifeline: Int32 = 3
  /// Takes one line, `ready PORT`, once the service can be called.
  public static let ready: Int32 = 4
  /// Listens for the service's requests, when the supervisor keeps its port.
  public static let listener: Int32 = 5
  /// Listens for the gateway's requests over TLS.
  public static let secureListener: Int32 = 6
  /// Brings the supervisor's liveness probes and takes the answers.
  public static let probe: Int32 = 7
}
