internal import Glibc

/// A pipe or a device: nobody knows how much comes out of it, and when.
struct Stream {
  private let path: String
  private let descriptor: Int32
  private let limit: Int
  private let silence: Int

  /// The most bytes that are read of one.
  static let most = 64 << 20
  /// Milliseconds without a byte, after which nothing more is waited for.
  private static let silence = 10_000

  /// - Parameters:
  ///   - descriptor: does not block.
  ///   - limit: the most bytes to read.
  ///   - silence: milliseconds to wait for the next byte.
  init(_ path: String, _ descriptor: Int32, limit: Int, silence: Int = Self.silence) {
    self.path = path
    self.descriptor = descriptor
    self.limit = min(limit, Self.most)
    self.silence = silence
  }

  /// Everything until the other side has closed.
  func read() throws(FileProblem) -> [UInt8] {
    var result: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&watched, 1, Int32(silence))
      if ready < 0, errno != EINTR { throw FileProblem(path, errno: errno) }
      if ready == 0 { throw FileProblem(path, .isSilent(seconds: silence / 1000)) }
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count == 0 { return result }
      if count < 0 {
        if errno == EAGAIN || errno == EINTR { continue }
        throw FileProblem(path, errno: errno)
      }
      result += piece[..<count]
      guard result.count <= limit else { throw FileProblem(path, .isEndless(limit: limit)) }
    }
  }
}
