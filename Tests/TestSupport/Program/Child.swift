import Glibc
import Synchronization

/// One running child process with its three pipes.
struct Child {
  private let process: pid_t
  private let input: Int32
  private let output: Int32?
  private let errors: Int32

  /// Pipes of one child must not leak into another that starts meanwhile: its copy would keep the
  /// pipe open. So children start one at a time.
  static let starting = Mutex(())

  init(command: [String], environment: [String: String], output target: Program.Output) throws {
    self = try Child.starting.withLock { _ in
      try Child(starting: command, environment: environment, output: target)
    }
  }

  private init(
    starting command: [String], environment: [String: String], output target: Program.Output
  ) throws {
    let input = try Pipe()
    let output = try Pipe()
    let errors = try Pipe()
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_adddup2(&files, input.reading, 0)
    posix_spawn_file_actions_adddup2(&files, errors.writing, 2)
    if case .file(let path) = target {
      posix_spawn_file_actions_addopen(&files, 1, path, O_WRONLY, 0)
    } else {
      posix_spawn_file_actions_adddup2(&files, output.writing, 1)
    }
    if target != .captured { close(output.reading) }

    var process = pid_t()
    let code = withDefaultSignals { attributes in
      withTerminated(command) { arguments in
        withTerminated(environment.map { "\($0)=\($1)" }) { variables in
          posix_spawn(&process, command[0], &files, attributes, arguments, variables)
        }
      }
    }
    for descriptor in [input.reading, output.writing, errors.writing] { close(descriptor) }
    guard code == 0 else { throw HarnessError.system("start \(command[0])", code) }
    self.process = process
    self.input = input.writing
    self.output = target == .captured ? output.reading : nil
    self.errors = errors.reading
  }

  /// Feeds the child, collects what it says, and waits for its end.
  func communicate(input bytes: [UInt8], until deadline: ContinuousClock.Instant) -> ProgramRun {
    var conversation = Conversation(
      pending: bytes[...], input: input, output: output, errors: errors)
    let talkedInTime = conversation.carryOn(until: deadline)
    conversation.hangUp()
    let status = talkedInTime ? wait(until: deadline) : nil
    var ending = ProgramRun.Ending.overdue
    if let status {
      let signal = status & 0x7f
      ending = signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
    } else {
      kill(-process, SIGKILL)
      waitpid(process, nil, 0)
    }
    return ProgramRun(
      ending: ending, outputBytes: conversation.heard, errorBytes: conversation.complaints)
  }

  /// The wait status of the child, or nil when it has not ended by the deadline.
  private func wait(until deadline: ContinuousClock.Instant) -> Int32? {
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if ContinuousClock.now >= deadline { return nil }
      poll(nil, 0, 1)
    }
    return status
  }
}

/// Two ends of a pipe that no other child inherits.
private struct Pipe {
  let reading: Int32
  let writing: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw HarnessError.system("pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = ends[0]
    writing = ends[1]
  }
}

/// Calls with attributes for a child in a process group of its own that neither ignores nor blocks
/// a signal: the threads of the test runner block most of them, and children inherit that.
func withDefaultSignals<Result>(
  _ body: (UnsafePointer<posix_spawnattr_t>) throws -> Result
) rethrows -> Result {
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var signals = sigset_t()
  sigfillset(&signals)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
  posix_spawnattr_setflags(&attributes, Int16(flags))
  return try body(&attributes)
}

/// Calls with C strings in an array that ends with nil.
func withTerminated<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) throws -> Result
) rethrows -> Result {
  let copies = strings.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  return try body(copies + [nil])
}
