import Glibc

/// A running program whose lines are read one by one, until it ends or is killed.
public final class LineReader {
  private let process: pid_t
  private let output: Int32
  private var buffer: [UInt8] = []
  private var hasEnded = false

  /// Starts a program; its standard error goes where ours goes.
  public init(_ path: String, _ arguments: [String]) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw HarnessError.system("pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&files, ends[1], 1)
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var started = pid_t()
    let code = posix_spawn(&started, path, &files, nil, words, environ)
    close(ends[1])
    guard code == 0 else {
      close(ends[0])
      throw HarnessError.system("start \(path)", code)
    }
    process = started
    output = ends[0]
  }

  deinit {
    kill()
    close(output)
  }

  /// The next line; nil when the program has closed its output, or the deadline comes first.
  public func line(within deadline: Duration = .seconds(30)) -> String? {
    let end = ContinuousClock.now + deadline
    while true {
      if let mark = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: buffer[..<mark], as: UTF8.self)
        buffer.removeSubrange(...mark)
        return line
      }
      let left = end - .now
      guard left > .zero else { return nil }
      var polled = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      poll(&polled, 1, Int32(left.components.seconds * 1000) + 10)
      guard polled.revents != 0 else { continue }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = read(output, &chunk, chunk.count)
      guard count > 0 else { return nil }
      buffer += chunk[..<count]
    }
  }

  /// All lines up to the end of the program's output.
  public func lines(within deadline: Duration = .seconds(60)) -> [String] {
    var lines: [String] = []
    while let line = line(within: deadline) { lines.append(line) }
    return lines
  }

  /// Kills the program as nothing can prevent, and waits until it is gone.
  public func kill() {
    if hasEnded { return }
    Glibc.kill(process, SIGKILL)
    waitpid(process, nil, 0)
    hasEnded = true
  }

  /// Waits for the program's end: its exit status, or nil when a signal ended it.
  public func wait() -> Int32? {
    var status: Int32 = 0
    waitpid(process, &status, 0)
    hasEnded = true
    return status & 0x7f == 0 ? (status >> 8) & 0xff : nil
  }
}
