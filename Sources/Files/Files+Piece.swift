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

  /// A file by what it is and not by its name, which may change.
  public struct Identity: Sendable, Hashable {
    private let device: UInt64
    private let number: UInt64

    init(_ status: stat) {
      device = UInt64(status.st_dev)
      number = UInt64(status.st_ino)
    }
  }

  /// A plain file that is open to be read piece by piece.
  public final class Opened {
    public let path: String
    public let identity: Identity
    private let descriptor: Int32

    public init(_ path: String) throws(FileProblem) {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      guard descriptor >= 0 else { throw FileProblem(path, errno: errno) }
      var status = stat()
      let isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      guard isRegular else {
        close(descriptor)
        throw FileProblem(path, .isSpecial)
      }
      self.path = path
      self.descriptor = descriptor
      identity = Identity(status)
    }

    deinit { close(descriptor) }

    /// How many bytes there are now.
    public func size() throws(FileProblem) -> Int {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw FileProblem(path, errno: errno) }
      return Int(status.st_size)
    }

    /// The bytes from a place to the end; of more than `limit` only the last.
    public func piece(from place: Int, limit: Int) throws(FileProblem) -> Piece {
      let size = try size()
      let wanted = place > size ? 0 : max(place, 0)
      let start = max(wanted, size - limit)
      var count = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: size - start) { buffer, filled in
        while count < size - start {
          let got = pread(
            descriptor, buffer.baseAddress?.advanced(by: count), size - start - count,
            start + count)
          if got < 0, errno == EINTR { continue }
          if got <= 0 { break }
          count += got
        }
        filled = count
      }
      return Piece(bytes: bytes, start: start)
    }
  }
}
