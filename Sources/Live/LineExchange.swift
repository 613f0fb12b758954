internal import Glibc

/// One line to a unix stream socket and everything that comes back until the other side closes.
/// Never blocks: its owner waits for `waitsFor` and then lets it `advance`.
final class LineExchange {
  enum Outcome {
    case answered([UInt8])
    /// Why not.
    case failed(String)
  }

  private let descriptor: Int32
  private var unsent: ArraySlice<UInt8>
  private var body: [UInt8] = []
  private let limit: Int
  /// Where to end, in nanoseconds of the monotonic clock.
  let deadline: Int
  private(set) var outcome: Outcome?

  init(_ socketPath: String, line: String, limit: Int, deadline: Int) {
    unsent = Array(line.utf8 + [0x0A])[...]
    self.limit = limit
    self.deadline = deadline
    descriptor = socket(
      AF_UNIX,
      Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        | Int32(SOCK_CLOEXEC.rawValue), 0)
    if descriptor < 0 || !Self.connect(descriptor, socketPath) { failBySystem() }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  var waitsFor: pollfd {
    pollfd(fd: descriptor, events: Int16(unsent.isEmpty ? POLLIN : POLLOUT), revents: 0)
  }

  /// Does what can be done without waiting.
  func advance(now: Int) {
    if outcome == nil { send() }
    if outcome == nil, unsent.isEmpty { receive() }
    if outcome == nil, now >= deadline { outcome = .failed("no answer in time") }
  }

  private func send() {
    while !unsent.isEmpty {
      let count = unsent.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 { return waitOrFail() }
      unsent = unsent.dropFirst(count)
    }
  }

  private func receive() {
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &piece, piece.count, 0)
      if count < 0 { return waitOrFail() }
      if count == 0 {
        outcome = .answered(body)
        return
      }
      guard body.count + count <= limit else {
        outcome = .failed(FetchSentence.tooLarge(limit))
        return
      }
      body.append(contentsOf: piece[..<count])
    }
  }

  private func waitOrFail() {
    if errno != EAGAIN, errno != EINTR, errno != ENOTCONN { failBySystem() }
  }

  private func failBySystem() {
    outcome = .failed(
      errno == ECONNREFUSED ? "connection refused" : String(cString: strerror(errno)).lowercased())
  }

  private static func connect(_ descriptor: Int32, _ path: String) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      errno = ENAMETOOLONG
      return false
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }
}
