import Glibc
import Testing

/// Seconds of the wall clock.
func now() -> Int64 { Int64(time(nil)) }

/// A connection that says what it is told to.
final class Line {
  private let descriptor: Int32

  init(_ port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    try #require(code == 0)
  }

  deinit { close(descriptor) }

  func say(_ text: String) {
    let bytes = Array(text.utf8)
    _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// Says that nothing more comes.
  func end() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// What comes back within five seconds, until `end` is part of it; nil when it takes longer.
  func answer(until end: String = "\r\n\r\n") -> String? {
    var text = ""
    var bytes = [UInt8](repeating: 0, count: 4096)
    while !text.contains(end) {
      var watched = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
      guard poll(&watched, 1, 5000) == 1 else { return nil }
      let count = read(descriptor, &bytes, bytes.count)
      if count <= 0 { return text }
      text += String(decoding: bytes[..<count], as: UTF8.self)
    }
    return text
  }
}
