import Files
import Glibc

/// Lines of standard input as they come, without waiting for them longer than asked.
struct InputLines {
  /// What came.
  enum Arrival: Equatable {
    case line(String)
    case nothing
    /// Nothing will ever come any more.
    case end
  }

  private var pending: [UInt8] = []
  private var hasEnded = false

  /// Longer lines are cut; nobody answers at such length.
  private static let limit = 1000

  /// The next line, or what there is instead after so many milliseconds.
  mutating func next(within milliseconds: Int) throws(Failure) -> Arrival {
    if let line = takeLine() { return .line(line) }
    if hasEnded {
      defer { pending = [] }
      return pending.isEmpty ? .end : .line(String(decoding: pending, as: UTF8.self))
    }
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    // A signal ends the waiting early, which is what it is for.
    guard poll(&request, 1, Int32(milliseconds)) > 0 else { return .nothing }
    try readMore()
    return takeLine().map { .line($0) } ?? .nothing
  }

  private mutating func takeLine() -> String? {
    guard let end = pending.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let line = pending[..<end].prefix(Self.limit)
    pending.removeSubrange(...end)
    return String(decoding: line, as: UTF8.self)
  }

  private mutating func readMore() throws(Failure) {
    var chunk = [UInt8](repeating: 0, count: 1024)
    let count = read(STDIN_FILENO, &chunk, chunk.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return }
    guard count >= 0 else {
      throw Failure.file(FileProblem("standard input", .system(errno: errno)))
    }
    hasEnded = count == 0
    // What is beyond the limit is dropped up to the end of its line.
    if pending.count > Self.limit, !chunk[..<count].contains(UInt8(ascii: "\n")) { return }
    pending += chunk[..<count]
  }
}
