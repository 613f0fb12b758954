import Glibc

/// One measurement: a process that serves and one that polls it.
struct PollRun {
  struct Sample {
    /// Of a core.
    let percent: Double
    let megabytes: Double
    let ill: Int
  }

  let program: String
  let kind: PollKind
  let count: Int
  let seconds: Int

  /// Empty when a process could not be started.
  var samples: [Sample] {
    guard let hold = Self.pipe(), let ports = Self.pipe(), let results = Self.pipe() else {
      return []
    }
    let server = Self.spawn(
      program, ["serve", kind.rawValue, "\(count)"], input: hold.read, output: ports.write)
    close(hold.read)
    close(ports.write)
    let poller = Self.spawn(
      program, ["poll", kind.rawValue, "\(seconds)"], input: ports.read, output: results.write)
    close(ports.read)
    close(results.write)
    let text = Self.all(results.read)
    // The server ends with its standard input.
    close(hold.write)
    for process in [server, poller] { process.map { _ = waitpid($0, nil, 0) } }
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").compactMap { Double($0) }
      guard words.count == 3 else { return nil }
      return Sample(percent: words[0], megabytes: words[1], ill: Int(words[2]))
    }
  }

  /// Closed in programs that are started.
  static func pipe() -> (read: Int32, write: Int32)? {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// - Returns: nil when it cannot be started.
  static func spawn(
    _ program: String, _ words: [String], input: Int32, output: Int32
  ) -> pid_t? {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_adddup2(&files, input, 0)
    posix_spawn_file_actions_adddup2(&files, output, 1)
    let arguments = ([program] + words).map { strdup($0) } + [nil]
    defer { for word in arguments { free(word) } }
    var process = pid_t()
    return posix_spawn(&process, program, &files, nil, arguments, environ) == 0 ? process : nil
  }

  /// The first line that comes.
  static func line(_ descriptor: Int32) -> String {
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func all(_ descriptor: Int32) -> String {
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += piece[..<count]
    }
  }
}
