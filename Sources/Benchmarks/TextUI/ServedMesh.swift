import Glibc

/// A process that serves the large mesh as a page of metrics.
final class ServedMesh {
  /// As the user would name it.
  let source: String
  private let server: pid_t
  private let hold: Int32

  /// - Parameter helper: the path of this program. Nil when it cannot be started.
  init?(_ helper: String) {
    guard let hold = PollRun.pipe(), let ports = PollRun.pipe(),
      let server = PollRun.spawn(
        helper, ["serve", PollKind.mesh.rawValue, "1"], input: hold.read, output: ports.write)
    else { return nil }
    close(hold.read)
    close(ports.write)
    source = PollKind.mesh.source(port: PollRun.line(ports.read))
    self.hold = hold.write
    self.server = server
  }

  func end() {
    // The server ends with its standard input.
    close(hold)
    waitpid(server, nil, 0)
  }
}
