import Files
import Glibc

/// Reads standard input line by line, as it comes: from a terminal, a pipe or a file.
struct LineReader {
  private var pending: [UInt8] = []
  private var hasEnded = false

  /// Longer lines are cut; nobody answers at such length.
  static let limit = 10_000

  /// The next line without its end; nil when there is none.
  ///
  /// - Throws: when standard input cannot be read.
  mutating func next() throws(Failure) -> String? {
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = pending[..<end]
        pending.removeSubrange(...end)
        return Self.text(line)
      }
      if hasEnded {
        defer { pending = [] }
        return pending.isEmpty ? nil : Self.text(pending[...])
      }
      try readMore()
    }
  }

  private mutating func readMore() throws(Failure) {
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &chunk, chunk.count)
    if count < 0, errno == EINTR { return }
    guard count >= 0 else {
      throw Failure.file(FileProblem("standard input", .system(errno: errno)))
    }
    hasEnded = count == 0
    // What is beyond the limit is dropped up to the end of its line.
    if pending.count > Self.limit, !chunk[..<count].contains(UInt8(ascii: "\n")) { return }
    pending += chunk[..<count]
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let line = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
    return String(decoding: line.prefix(limit), as: UTF8.self)
  }
}
