internal import Glibc
internal import Synchronization

/// A real program that runs beside a test, such as a proxy. It ends with the value that holds it.
///
/// It runs under `timeout`, so that it goes away even when the tests themselves are killed, and in a
/// process group of its own, which is what is ended: by number, never by name.
public final class RunningProgram: Sendable {
  /// The group's number, and that of the `timeout` which leads it.
  private let group: pid_t
  private let hasEnded = Mutex(false)
  /// The file that takes what the program prints.
  private let log: String

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - command: a name to look for, and its arguments.
  ///   - log: the file that takes what it prints; what it held is replaced.
  ///   - seconds: after which it is ended in any case.
  /// - Throws: `HarnessError` when there is no such program.
  public init(_ command: [String], log: String, lifetime seconds: Int = 60) throws {
    guard let name = command.first, let path = Self.find(name) else {
      throw HarnessError(
        "'\(command.first ?? "")' is not installed; run Scripts/install-dependencies tests")
    }
    self.log = log
    let limited = ["/usr/bin/timeout", "--kill-after=2", "\(seconds)", path]
    group = try Child.starting.withLock { _ in
      try Self.spawn(limited + command.dropFirst(), log: log)
    }
  }

  /// The path of a program; administrators' folders are not on everybody's PATH.
  public static func find(_ name: String) -> String? {
    if name.hasPrefix("/") { return access(name, X_OK) == 0 ? name : nil }
    let own = getenv("PATH").map { String(cString: $0) } ?? ""
    let folders = own.split(separator: ":").map(String.init) + ["/usr/sbin", "/usr/local/sbin"]
    return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// What it has printed so far, for the message of a test that fails.
  public var printed: String {
    String(decoding: contents(of: log) ?? [], as: UTF8.self)
  }

  /// Whether it still runs.
  public var isRunning: Bool {
    hasEnded.withLock { ended in
      if !ended { ended = waitpid(group, nil, WNOHANG) != 0 }
      return !ended
    }
  }

  /// Ends it: politely first, by force when it does not listen. Returns when it is gone.
  public func stop() {
    guard isRunning else { return }
    kill(-group, SIGTERM)
    if isGone(within: .seconds(3)) { return }
    end()
  }

  /// Ends it as a crash would.
  public func end() {
    guard isRunning else { return }
    kill(-group, SIGKILL)
    _ = isGone(within: .seconds(3))
  }

  deinit { stop() }

  private func isGone(within time: Duration) -> Bool {
    (try? eventually(within: time, "gone") { !isRunning }) != nil
  }

  private static func spawn(_ command: [String], log: String) throws -> pid_t {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&files, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&files, 1, 2)
    var process = pid_t()
    let code = withDefaultSignals { attributes in
      withTerminated(command) { arguments in
        withTerminated(["PATH=/usr/local/bin:/usr/bin:/bin"]) { variables in
          posix_spawn(&process, command[0], &files, attributes, arguments, variables)
        }
      }
    }
    guard code == 0 else { throw HarnessError.system("start \(command[0])", code) }
    return process
  }
}
