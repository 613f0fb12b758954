internal import Glibc

extension Files {
  /// What stands in a file from a place on.
  public struct Piece: Sendable {
    /// The bytes.
    public var bytes: [UInt8]
    /// Where in the file they begin: later than asked for when there were too many of them, and at the
    /// end that is left when the file has become shorter.
    public var start: Int

    /// Where the next piece begins.
    public var end: Int { start + bytes.count }
  }

  /// The bytes of a file from a place to its end; of more than `limit` only the last.
  public static func piece(
    of path: String, from place: Int, limit: Int
  ) throws(FileProblem) -> Piece {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileProblem(path, errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileProblem(path, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileProblem(path, .isSpecial) }
    let size = Int(status.st_size)
    let wanted = place > size ? 0 : max(place, 0)
    let start = max(wanted, size - limit)
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size - start) { buffer, filled in
      while count < size - start {
        let got = pread(
          descriptor, buffer.baseAddress?.advanced(by: count), size - start - count, start + count)
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        count += got
      }
      filled = count
    }
    return Piece(bytes: bytes, start: start)
  }
}
