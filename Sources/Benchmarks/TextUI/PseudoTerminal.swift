import CSupport
import Glibc
import Platform

/// A program in a terminal of our own, of which we are the keyboard and the screen.
final class PseudoTerminal {
  let process: pid_t
  /// When it was started, in nanoseconds of the monotonic clock.
  let started: UInt64
  private let keyboard: Int32
  private var piece = [UInt8](repeating: 0, count: 65_536)
  private var hasEnded = false

  /// What came from the program between two silences.
  struct Burst {
    var bytes: [UInt8] = []
    /// When the last of it came, in nanoseconds of the monotonic clock.
    var end: UInt64 = 0
  }

  /// - Parameter environment: beside what a terminal has.
  init?(_ command: [String], columns: Int, rows: Int, environment: [String] = []) {
    var (ours, theirs): (Int32, Int32) = (-1, -1)
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var name = [CChar](repeating: 0, count: 64)
    guard openpty(&ours, &theirs, &name, nil, &size) == 0 else { return nil }
    keyboard = ours
    for end in [ours, theirs] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(theirs) }
    started = Clock.monotonic
    let path = TerminalProgram.find(command[0])
    let terminal = String(
      decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard
      let process = TerminalProgram.spawn(
        [path] + command.dropFirst(), terminal: terminal, environment)
    else {
      close(keyboard)
      return nil
    }
    self.process = process
  }

  deinit {
    end()
    close(keyboard)
  }

  /// Ends the program as a closed window would.
  func end() {
    guard !hasEnded else { return }
    hasEnded = true
    kill(process, SIGHUP)
    for _ in 0..<100 {
      _ = burst(silence: 0, within: 20)
      if waitpid(process, nil, WNOHANG) != 0 { return }
    }
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  /// Presses keys; they arrive together.
  func press(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = Glibc.write(keyboard, bytes, bytes.count)
  }

  /// Reads until nothing has come for so many milliseconds, or until `within` milliseconds have passed
  /// without anything.
  func burst(silence: Int, within limit: Int) -> Burst {
    var burst = Burst()
    var patience = limit
    while true {
      var waiting = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&waiting, 1, Int32(patience)) > 0 else { return burst }
      let count = Glibc.read(keyboard, &piece, piece.count)
      guard count > 0 else { return burst }
      burst.end = Clock.monotonic
      burst.bytes += piece[..<count]
      patience = silence
    }
  }

  /// Reads for so many milliseconds and returns how many bytes came.
  func read(milliseconds: Int) -> Int {
    let end = Clock.monotonic + UInt64(milliseconds) * 1_000_000
    var count = 0
    while true {
      let now = Clock.monotonic
      guard now < end else { return count }
      count += burst(silence: 0, within: Int((end - now) / 1_000_000) + 1).bytes.count
    }
  }
}

/// Starts programs in terminals.
enum TerminalProgram {
  static func find(_ name: String) -> String {
    if name.contains("/") { return name }
    return ["/usr/bin", "/usr/local/bin"].map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
      ?? name
  }

  /// - Returns: nil when it cannot be started.
  static func spawn(_ command: [String], terminal: String, _ environment: [String]) -> pid_t? {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    // Who leads a session gets the first terminal it opens as its own.
    posix_spawn_file_actions_addopen(&files, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&files, 0, 1)
    posix_spawn_file_actions_adddup2(&files, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(cs_spawn_own_session()))
    let variables = ["PATH=/usr/bin:/bin", "TERM=xterm-256color", "LANG=C.UTF-8"] + environment
    let words = command.map { strdup($0) } + [nil]
    let settings = variables.map { strdup($0) } + [nil]
    defer { for word in words + settings { free(word) } }
    var process = pid_t()
    return posix_spawn(&process, command[0], &files, &attributes, words, settings) == 0
      ? process : nil
  }
}
