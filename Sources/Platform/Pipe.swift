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
