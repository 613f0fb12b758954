import Files
import Glibc
import Platform

/// Answers on many ports with sample pages, a thread a connection: they sleep, so that what is
/// measured beside them has the machine.
///
/// A process of its own that ends with its standard input. It prints one port a line, then an empty
/// line.
struct PageServer {
  let pages: [(path: String, page: SamplePage)]

  func run(ports count: Int) {
    Descriptors.raise()
    var workers: [Worker] = []
    var lines = ""
    for _ in 0..<count {
      guard let port = PagePort(pages) else { return }
      lines += "\(port.number)\n"
      workers.append(Worker("page port") { _ in port.serve() })
    }
    try? Files.writeAll(Array("\(lines)\n".utf8), 1, "standard output")
    // Nothing ever comes; it ends.
    while readLine() != nil {}
    exit(0)
  }
}

/// One port with its connections.
private final class PagePort: Sendable {
  let number: UInt16
  private let descriptor: Int32
  private let pages: [(path: String, page: SamplePage)]

  init?(_ pages: [(path: String, page: SamplePage)]) {
    self.pages = pages
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { return nil }
    number = UInt16(bigEndian: address.sin_port)
  }

  func serve() {
    var workers: [Worker] = []
    while true {
      let peer = accept(descriptor, nil, nil)
      guard peer >= 0 else { return }
      workers.append(
        Worker("page peer") { [pages] _ in
          var pages = pages
          while Self.answer(peer, &pages) {}
          close(peer)
        })
    }
  }

  private static func answer(
    _ peer: Int32, _ pages: inout [(path: String, page: SamplePage)]
  ) -> Bool {
    var request = [UInt8](repeating: 0, count: 8192)
    let count = recv(peer, &request, request.count, 0)
    guard count > 4 else { return false }
    let path = request[4..<count]
    guard let index = pages.firstIndex(where: { path.starts(with: $0.path.utf8) }) else {
      return send(Array("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".utf8), to: peer)
    }
    pages[index].page.count(Int(Clock.monotonic / 100_000_000))
    let body = pages[index].page.bytes
    let head = "HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n"
    return send(Array(head.utf8) + body, to: peer)
  }

  private static func send(_ bytes: [UInt8], to peer: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(peer, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

/// How many files and sockets a process may have.
enum Descriptors {
  static func raise() {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = min(limit.rlim_max, 8192)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
