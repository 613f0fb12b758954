internal import Glibc

/// Reads and writes files; the only place that does, besides the terminal.
public enum Files {
  /// The bytes of a file, or of a pipe or device, of which less is read and not for ever waited for.
  ///
  /// - Parameters:
  ///   - limit: the most bytes to read; a larger file is refused unread.
  ///   - regular: whether pipes and devices are refused.
  public static func read(
    _ path: String, limit: Int, regular: Bool = false
  ) throws(FileProblem) -> [UInt8] {
    // The first open of a pipe would wait for whoever writes to it.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileProblem(path, errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileProblem(path, errno: errno) }
    if status.st_mode & S_IFMT == S_IFDIR { throw FileProblem(path, .isDirectory) }
    if status.st_mode & S_IFMT != S_IFREG {
      if regular { throw FileProblem(path, .isSpecial) }
      return try Stream(path, descriptor, limit: limit).read()
    }
    let size = Int(status.st_size)
    if size > limit { throw FileProblem(path, .tooLarge(bytes: size, limit: limit)) }
    return try readAll(descriptor, path, expected: size, limit: limit)
  }

  /// Everything that standard input holds.
  public static func readStandardInput(limit: Int) throws(FileProblem) -> [UInt8] {
    var status = stat()
    let isRegular = fstat(STDIN_FILENO, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    return try readAll(
      STDIN_FILENO, "standard input", expected: 0,
      limit: isRegular ? limit : min(limit, Stream.most))
  }

  private static func readAll(
    _ descriptor: Int32, _ path: String, expected: Int, limit: Int
  ) throws(FileProblem) -> [UInt8] {
    // In place: a large file is not worth a second copy. The room behind what is expected is for the
    // read that finds the end, and for readers that put something behind the text.
    var (result, outcome) = piece(of: expected + 4096, descriptor)
    while case .full = outcome, result.count <= limit {
      let (more, next) = piece(of: max(result.count, 65_536), descriptor)
      result += more
      outcome = next
    }
    if case .failed(let code) = outcome { throw FileProblem(path, errno: code) }
    if result.count > limit {
      throw FileProblem(path, .tooLarge(bytes: result.count, limit: limit))
    }
    return result
  }

  /// How reading a piece ended.
  private enum Outcome {
    case full, end
    case failed(Int32)
  }

  private static func piece(of size: Int, _ descriptor: Int32) -> ([UInt8], Outcome) {
    var outcome = Outcome.full
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), size - count)
        if got < 0, errno == EINTR { continue }
        if got <= 0 {
          outcome = got == 0 ? .end : .failed(errno)
          return
        }
        count += got
      }
    }
    return (bytes, outcome)
  }

  /// Writes a file as a whole or not at all: to a neighbour first, then renamed into place.
  ///
  /// A file that is replaced keeps its permissions, and a link to it stays a link.
  ///
  /// - Parameter replacing: false refuses to overwrite a file that exists.
  public static func write(
    _ bytes: [UInt8], to path: String, replacing: Bool
  ) throws(FileProblem) {
    let (target, mode) = replacing ? try replaceable(path) : (path, 0o644)
    let neighbour = "\(target).new-\(getpid())"
    // An interrupt must not leave the neighbour behind.
    var pause = SignalPause()
    defer { pause.end() }
    let descriptor = open(neighbour, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileProblem(path, errno: errno) }
    do throws(FileProblem) {
      try writeAll(bytes, descriptor, path)
      if replacing { fchmod(descriptor, mode) }
      let synced = fsync(descriptor)
      let closed = close(descriptor)
      guard synced == 0, closed == 0 else { throw FileProblem(path, errno: errno) }
      try place(neighbour, target, replacing)
    } catch {
      unlink(neighbour)
      throw error
    }
  }

  /// The file a path leads to, links followed, and its permissions.
  private static func replaceable(
    _ path: String
  ) throws(FileProblem) -> (path: String, mode: mode_t) {
    var status = stat()
    guard stat(path, &status) == 0 else { return (path, 0o644) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FileProblem(path, .isDirectory)
    default: throw FileProblem(path, .isSpecial)
    }
    guard let resolved = realpath(path, nil) else { throw FileProblem(path, errno: errno) }
    defer { free(resolved) }
    return (String(cString: resolved), status.st_mode & 0o7777)
  }

  private static func place(
    _ neighbour: String, _ path: String, _ replacing: Bool
  ) throws(FileProblem) {
    if replacing {
      guard rename(neighbour, path) == 0 else { throw FileProblem(path, errno: errno) }
    } else {
      // A hard link fails when the name is taken, which a rename does not.
      guard link(neighbour, path) == 0 else { throw FileProblem(path, errno: errno) }
      unlink(neighbour)
    }
  }

  /// Writes everything to an open descriptor.
  public static func writeAll(
    _ bytes: [UInt8], _ descriptor: Int32, _ path: String
  ) throws(FileProblem) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written >= 0 else { throw FileProblem(path, errno: errno) }
      rest = rest.dropFirst(written)
    }
  }

  /// Whether a path leads to something that is not a folder, a device, a pipe or a socket.
  public static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  public static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The names in a folder in byte order, without `.` and `..`.
  public static func names(in path: String) throws(FileProblem) -> [String] {
    guard let folder = opendir(path) else { throw FileProblem(path, errno: errno) }
    defer { closedir(folder) }
    return names(folder)
  }

  /// The same of an open folder.
  static func names(_ folder: OpaquePointer) -> [String] {
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
