internal import Glibc

extension Files {
  /// A file that was opened to be written bit by bit; its owner closes it.
  public struct Growing: Sendable {
    public let path: String
    private let descriptor: Int32

    /// Makes a file that only its owner can read.
    ///
    /// - Parameter replacing: whether what is there may be lost; otherwise it is left alone and a
    ///   problem.
    public init(_ path: String, replacing: Bool) throws(FileProblem) {
      let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (replacing ? O_TRUNC : O_EXCL)
      descriptor = open(path, flags, 0o600)
      guard descriptor >= 0 else { throw FileProblem(path, errno: errno) }
      self.path = path
    }

    /// Adds at the end.
    public func add(_ bytes: [UInt8]) throws(FileProblem) {
      try writeAll(bytes, descriptor, path)
    }

    public func close() throws(FileProblem) {
      guard Glibc.close(descriptor) == 0 else { throw FileProblem(path, errno: errno) }
    }
  }
}
