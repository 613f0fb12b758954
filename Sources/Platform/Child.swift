internal import CSupport
internal import Glibc

/// A process we started, by its id.
public struct Child: Sendable, Hashable {
  /// The system's process id.
  public let id: Int32

  /// How a process ended.
  public enum End: Sendable, Hashable {
    case exited(code: Int32)
    case killed(signal: Int32)

    public var text: String {
      switch self {
      case .exited(let code): "exit \(code)"
      case .killed(let signal): "signal \(signal)"
      }
    }
  }

  /// What a process gets besides its words.
  public struct Files: Sendable {
    /// Becomes standard output and standard error.
    public var log: Int32
    /// Descriptors under the numbers they have in the child.
    public var passed: [(from: Int32, to: Int32)]

    public init(log: Int32, passed: [(from: Int32, to: Int32)] = []) {
      self.log = log
      self.passed = passed
    }
  }

  /// Starts a program in a process group of its own, so that an interrupt at the terminal reaches
  /// only whoever sits there.
  ///
  /// - Parameter ownSession: cuts it off from our terminal as well.
  /// - Throws: the system's error number.
  public static func start(
    _ path: String, _ arguments: [String], _ files: Files, ownSession: Bool = false
  ) throws(SystemError) -> Child {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, files.log, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, files.log, STDERR_FILENO)
    let raised = try Raised(files.passed)
    defer { raised.close() }
    for (high, pass) in zip(raised.descriptors, files.passed) {
      posix_spawn_file_actions_adddup2(&actions, high, pass.to)
    }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var all = sigset_t()
    var none = sigset_t()
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    let group = ownSession ? cs_spawn_own_session() : Int32(POSIX_SPAWN_SETPGROUP)
    posix_spawnattr_setflags(
      &attributes, Int16(group | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
    words.append(nil)
    defer { words.forEach { free($0) } }
    var id: pid_t = 0
    let result = posix_spawn(&id, path, &actions, &attributes, words, environ)
    guard result == 0 else { throw SystemError(code: result, doing: "start \(path)") }
    return Child(id: id)
  }

  /// Copies of descriptors under numbers above all that a program is to inherit: one may stand where
  /// another one has to go.
  private struct Raised {
    private(set) var descriptors: [Int32] = []

    init(_ passed: [(from: Int32, to: Int32)]) throws(SystemError) {
      let above = (passed.map(\.to).max() ?? STDERR_FILENO) + 1
      for pass in passed {
        let copy = fcntl(pass.from, F_DUPFD_CLOEXEC, above)
        guard copy >= 0 else {
          // The system says so of numbers that the limit does not allow at all.
          let error = SystemError(
            code: errno == EINVAL ? EMFILE : errno, doing: "pass on open files to a program")
          close()
          throw error
        }
        descriptors.append(copy)
      }
    }

    func close() { for descriptor in descriptors { Glibc.close(descriptor) } }
  }

  /// Nil while it still runs. Collects the process once it has ended.
  public func end() -> End? {
    var status: Int32 = 0
    guard waitpid(id, &status, WNOHANG) == id else { return nil }
    return Self.end(status)
  }

  /// What the status of `waitpid` says.
  public static func end(_ status: Int32) -> End {
    cs_was_signaled(status) != 0
      ? .killed(signal: cs_end_signal(status)) : .exited(code: cs_exit_code(status))
  }

  public func send(_ signal: Int32) { kill(id, signal) }

  /// The program that runs now.
  public static var ownPath: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let bytes = buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
