internal import Glibc
internal import Platform

/// The names and sizes of the files that an instance's log lies in: the one that is written to, and the
/// full one before it.
public enum InstanceLog {
  /// Bytes after which a new file is begun, so that no instance has more than twice as many.
  public static let limit = 8 << 20

  /// The file that is written to.
  public static func name(_ instance: String) -> String { "\(instance).log" }

  /// The one before.
  public static func older(_ instance: String) -> String { "\(instance).log.1" }

  /// The instance whose log a file in the folder of logs is; nil for any other file.
  public static func instance(of name: String) -> String? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[1] == "log" else { return nil }
    guard parts.count == 2 || parts[2] == "1" else { return nil }
    let sides = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard sides.count == 2, ServiceSettings.Role(rawValue: String(sides[0])) != nil,
      !sides[1].isEmpty, sides[1].allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    return String(parts[0])
  }
}

/// Writes the log of a process, which is its standard output.
///
/// When that is the file of an instance's log and it is full, a new one takes its place, for standard
/// error, too: only the process itself can change what it writes to.
final class LogWriter: Sendable {
  private let path: String?
  private let limit: Int
  /// Bytes that fit before the file has to be looked at again.
  private let room = Guarded(0)

  /// - Parameter path: of the log's file; nil when standard output is something else.
  init(_ path: String?, limit: Int = InstanceLog.limit) {
    self.path = path
    self.limit = limit
  }

  /// One write a line: lines of several threads do not mix, and none is lost when we are killed.
  func write(_ line: [UInt8]) {
    room.withLock { room in
      if room < line.count { room = makeRoom(line.count) }
      _ = Glibc.write(STDOUT_FILENO, line, line.count)
      room -= line.count
    }
  }

  /// Begins a new file if there is need.
  ///
  /// - Returns: how much fits before the next look.
  private func makeRoom(_ bytes: Int) -> Int {
    var output = stat()
    var file = stat()
    guard let path, fstat(STDOUT_FILENO, &output) == 0, lstat(path, &file) == 0,
      (output.st_dev, output.st_ino) == (file.st_dev, file.st_ino)
    else { return .max }
    let left = limit - Int(output.st_size)
    if left >= bytes || output.st_size == 0 { return max(left, bytes) }
    return turn(path) ? max(limit, bytes) : max(limit / 16, bytes)
  }

  private func turn(_ path: String) -> Bool {
    let older = "\(path).1"
    guard rename(path, older) == 0 else { return false }
    let fresh = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard fresh >= 0 else {
      // Nobody would find what is written on to the old one under its new name.
      rename(older, path)
      return false
    }
    dup2(fresh, STDOUT_FILENO)
    dup2(fresh, STDERR_FILENO)
    close(fresh)
    return true
  }
}
