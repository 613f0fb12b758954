import TestSupport

/// A real HAProxy in front of two apps, `pay-1` and `pay-2`.
final class RealProxy {
  let apps: [TestApp]
  let socket: String
  /// Where it takes requests.
  let base: String
  private let folder: TemporaryFolder
  private let configuration: String
  private var program: RunningProgram
  private var starts = 1

  /// - Parameters:
  ///   - backend: what its section says besides the servers.
  ///   - server: what is said of each server.
  init(backend: String = "", server: String = "") throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    apps = [try TestApp(), try TestApp()]
    socket = folder.path("proxy.sock")
    let port = try freePort()
    base = "http://127.0.0.1:\(port)"
    let servers = apps.enumerated().map { index, app in
      "  server pay-\(index + 1) \(app.address) \(server)"
    }
    configuration = try folder.file(
      "haproxy.cfg",
      """
      global
        stats socket \(socket) mode 600 level user
        hard-stop-after 1s
      defaults
        mode http
        timeout connect 1s
        timeout client 5s
        timeout server 5s
        timeout queue 100ms
        retries 2
        option redispatch 1
      frontend web
        bind 127.0.0.1:\(port)
        default_backend pay
      backend pay
        balance roundrobin
      \(backend.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
      \(servers.joined(separator: "\n"))

      """)
    program = try Self.start(configuration, folder.path("1.log"))
    try eventually(within: .seconds(5), "HAProxy to listen: \(program.printed)") {
      exists(socket)
    }
  }

  /// Starts another process that takes over, as a reload does; the old one ends.
  func reload(process: Int) throws {
    let old = program
    starts += 1
    program = try Self.start(
      configuration, folder.path("\(starts).log"), ["-sf", "\(process)"])
    try eventually(within: .seconds(5), "the old process to end") { !old.isRunning }
  }

  /// Ends it as a crash would.
  func crash() { program.end() }

  /// Ends all that was started.
  func stop() {
    program.stop()
    for app in apps { app.stop() }
  }

  private static func start(
    _ configuration: String, _ log: String, _ more: [String] = []
  ) throws -> RunningProgram {
    try RunningProgram(["haproxy", "-db", "-f", configuration] + more, log: log, lifetime: 40)
  }
}
