internal import CSupport
internal import Glibc
internal import Platform

/// The supervisor's line to one process, for asking whether it still runs: a byte goes out, and the
/// process sends it back.
///
/// It is nothing but a pair of sockets, apart from the ports of the services: no fault that is set, no
/// load and no lack of connections keeps a process from answering here. Its end tells that the process is
/// gone.
struct ProbeChannel: Sendable, Hashable {
  /// Becomes readable when there is an answer, or when the process is gone.
  let descriptor: Int32

  private static let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)

  /// What came since last asked.
  struct News: Sendable, Hashable {
    var isAnswered = false
    /// The process has closed its end, which it does only by ending.
    var isOver = false
  }

  /// - Returns: the channel, and the descriptor to pass on and close.
  static func make() throws(SystemError) -> (channel: ProbeChannel, passed: Int32) {
    var ends: [Int32] = [0, 0]
    guard cs_socket_pair(&ends) == 0 else { throw .last("make a socket") }
    return (ProbeChannel(descriptor: ends[0]), ends[1])
  }

  /// Sends a probe; one that does not fit finds enough others there already.
  func ask() {
    var byte: UInt8 = 1
    _ = send(descriptor, &byte, 1, Self.flags)
  }

  /// Reads what has come.
  func hear() -> News {
    var news = News()
    var bytes = [UInt8](repeating: 0, count: 64)
    while true {
      let count = recv(descriptor, &bytes, bytes.count, Self.flags)
      if count > 0 {
        news.isAnswered = true
      } else if count == 0 || errno != EINTR {
        news.isOver = count == 0 || errno == ECONNRESET
        return news
      }
    }
  }

  func close() { _ = Glibc.close(descriptor) }

  /// The process's side: sends back what has come; false when nobody is left to ask.
  static func answer(_ descriptor: Int32) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = recv(descriptor, &bytes, bytes.count, Self.flags)
    if count < 0 { return errno == EAGAIN || errno == EINTR }
    guard count > 0 else { return false }
    return send(descriptor, &bytes, count, Self.flags) >= 0 || errno == EAGAIN
  }
}
