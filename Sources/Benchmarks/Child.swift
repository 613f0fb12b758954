import Glibc

/// One run of another program.
struct Child {
  let milliseconds: Double
  let peakMegabytes: Double
  let status: Int32

  /// - Parameter output: the file that gets what it prints.
  /// - Returns: nil when it cannot be started.
  init?(_ command: [String], output: String = "/dev/null") {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0)
    let words = command.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    var usage = rusage()
    var status: Int32 = 0
    let clock = ContinuousClock()
    var started: Int32 = 0
    let elapsed = clock.measure {
      started = posix_spawn(&process, command[0], &files, nil, words, environ)
      if started == 0 { wait4(process, &status, 0, &usage) }
    }
    guard started == 0 else { return nil }
    milliseconds = elapsed.milliseconds
    peakMegabytes = Double(usage.ru_maxrss) / 1024
    self.status = status & 0x7f == 0 ? (status >> 8) & 0xff : -1
  }
}

extension Duration {
  var milliseconds: Double {
    Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
  }
}
