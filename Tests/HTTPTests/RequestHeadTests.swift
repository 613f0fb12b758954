import Glibc
import Testing

@testable import HTTP

@Suite("What RFC 9110 and RFC 9112 have against a request")
struct RequestHeadTests {
  struct Row: Sendable {
    var method = "GET"
    var target = "/a"
    var version = "HTTP/1.1"
    var fields: [(String, String)] = [("Host", "127.0.0.1:7100")]
    var problem: HeadProblem?

    init(
      _ problem: HeadProblem?, _ method: String = "GET", _ target: String = "/a",
      _ version: String = "HTTP/1.1", host: String? = "127.0.0.1:7100",
      _ fields: [(String, String)] = []
    ) {
      (self.problem, self.method, self.target, self.version) = (problem, method, target, version)
      self.fields = (host.map { [("Host", $0)] } ?? []) + fields
    }

    init(_ problem: HeadProblem?, _ fields: [(String, String)]) {
      self.init(problem, "GET", "/a", "HTTP/1.1", host: "127.0.0.1:7100", fields)
    }

    var found: HeadProblem? {
      RequestHead(
        method: method, target: target, version: version,
        fields: fields.map { (name: $0.0, value: $0.1) }
      ).problem(bodyLimit: 100, hosts: .loopback)
    }
  }

  @Test(
    arguments: [
      Row(nil), Row(nil, host: "localhost"), Row(nil, host: "LOCALHOST:1"),
      Row(nil, host: "[::1]:80"),
      Row(.hosts(0), host: nil), Row(nil, "GET", "/a", "HTTP/1.0", host: nil),
      Row(.hosts(2), [("host", "127.0.0.1")]), Row(.foreignHost, host: "evil.example"),
      Row(.foreignHost, host: "127.0.0.1.evil.example"),
      Row(.foreignHost, host: "localhost:80@evil"),
      Row(.foreignHost, host: "127.0.0.1:" + "123456"), Row(.foreignHost, host: ""),
      Row(.foreignHost, host: "127.0.0.1, evil.example"), Row(.foreignHost, host: "127.0.0.2"),
      Row(nil, "GET", "http://localhost:7100/a"), Row(.foreignHost, "GET", "http://evil.example/a"),
      Row(.malformed, "GET", "ftp://localhost/a"), Row(.malformed, "GET", "a"),
      Row(.malformed, "GET", ""),
      Row(nil, "OPTIONS", "*"), Row(.malformed, "GET", "/a", "HTTP/1.2"),
      Row(.malformed, "GET", "/a", "HTTP/2.0"), Row(.malformed, "G T"),
    ])
  func hosts(row: Row) {
    #expect(row.found == row.problem)
  }

  @Test(
    arguments: [
      Row(nil, [("Content-Length", "100")]), Row(.tooLarge(100), [("Content-Length", "101")]),
      Row(.tooLarge(100), [("Content-Length", "99999999999999999999")]),
      Row(.ambiguousLength, [("Content-Length", "5"), ("content-length", "5")]),
      Row(.ambiguousLength, [("Content-Length", "5, 5")]),
      Row(.ambiguousLength, [("Content-Length", "+5")]),
      Row(.ambiguousLength, [("Content-Length", "-5")]),
      Row(.ambiguousLength, [("Content-Length", "0x5")]),
      Row(.ambiguousLength, [("Content-Length", "")]),
      Row(nil, [("Transfer-Encoding", "chunked")]), Row(nil, [("transfer-encoding", " Chunked\t")]),
      Row(.ambiguousLength, [("Content-Length", "5"), ("Transfer-Encoding", "chunked")]),
      Row(.malformed, [("Transfer-Encoding ", "chunked")]),
      Row(.unknownCoding, [("Transfer-Encoding", "xchunked")]),
      Row(.unknownCoding, [("Transfer-Encoding", "gzip, chunked")]),
      Row(.unknownCoding, [("Transfer-Encoding", "identity")]),
      Row(.ambiguousLength, [("Transfer-Encoding", "chunked, identity")]),
      Row(.ambiguousLength, [("Transfer-Encoding", "chunked"), ("Transfer-Encoding", "chunked")]),
      Row(.ambiguousLength, [("Transfer-Encoding", "chunked,")]),
      Row(.ambiguousLength, "POST", "/a", "HTTP/1.0", [("Transfer-Encoding", "chunked")]),
      Row(.malformed, [("X A", "b")]), Row(.malformed, [("", "b")]),
      Row(.malformed, [("X", "a\u{1B}b")]),
      Row(.malformed, [("X", "a\rb")]), Row(.malformed, [("X", "a\u{7F}")]),
      Row(nil, [("X", "a\tb é")]),
    ])
  func framing(row: Row) {
    #expect(row.found == row.problem)
  }

  @Test(
    arguments: [
      ("http://localhost:3000", true), ("https://127.0.0.1", true), ("http://[::1]:1", true),
      ("http://evil.example", false), ("null", false), ("http://localhost.evil.example", false),
      ("file://", false), ("", false),
    ])
  func originsOfOthersMayOnlyLook(origin: String, isOwn: Bool) {
    for method in ["POST", "PUT", "DELETE", "PATCH", "SPELL"] {
      #expect(
        Row(nil, method, "/a", "HTTP/1.1", [("Origin", origin)]).found
          == (isOwn ? nil : .foreignOrigin), "\(method)")
    }
    for method in ["GET", "HEAD"] {
      #expect(Row(nil, method, "/a", "HTTP/1.1", [("Origin", origin)]).found == nil)
    }
  }

  @Test("on a unix socket the host is only a name")
  func unixSockets() {
    let head = RequestHead(
      method: "POST", target: "/a", version: "HTTP/1.1",
      fields: [(name: "Host", value: "shop"), (name: "Origin", value: "null")])
    #expect(head.problem(bodyLimit: 1, hosts: .any) == nil)
  }

  @Test(
    arguments: [
      ("/a", "/a"), ("http://localhost:1/a/b", "/a/b"), ("http://localhost", "/"), ("*", "*"),
    ])
  func pathsOfTargets(target: String, path: String) {
    #expect(RequestHead.path(target) == path)
  }

  // MARK: On the wire: what a text of C would hide.

  private static let plain = "GET /a HTTP/1.1\r\nHost: localhost\r\nX-Key: one"

  @Test(
    arguments: [
      (plain + "\r\n\r\n", 200), (plain + "  \r\nY: \r\n\r\n", 200),
      (plain + "\0two\r\n\r\n", 400), (plain + "\0\0\0\0two\r\n\r\n", 400),
      (plain + "\0two\r\nX-Last: 1\r\n\r\n", 400), (plain + "\0\r\n\r\n", 400),
      (plain + "\r\n two\r\n\r\n", 400), (plain + "\nX-Last: 1\r\n\r\n", 400),
      (plain + "\rX-Last: 1\r\n\r\n", 400),
      ("GET /a\0/b HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
      ("GET /a\0HTTP/1.1 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
      ("GET /a HTTP/1.1\r\nHost: localhost\r\nX\0Y: 1\r\n\r\n", 400),
      ("GET /a HTTP/1.0\r\n\r\n", 200),
    ])
  func bytesOnTheWire(text: String, status: Int) throws {
    let server = try Server(Server.Settings()) { request in
      Response(200, text: "\(request.path) \(request.headers["x-key"] ?? "")\n")
    }
    defer { server.stop() }
    let answer = try Self.exchange(server.port, text)
    #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
    if status == 400 { #expect(!answer.contains("one")) }
  }

  private static func exchange(_ port: UInt16, _ text: String) throws -> String {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout.size(ofValue: limit)))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(connected == 0)
    let bytes = Array(text.utf8)
    #expect(send(descriptor, bytes, bytes.count, 0) == bytes.count)
    var answer: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(descriptor, &piece, piece.count, 0)
      guard count > 0 else { break }
      answer += piece.prefix(count)
      // Every body here ends with its only line break.
      if String(decoding: answer, as: UTF8.self).contains("\r\n\r\n"), answer.last == 0x0A { break }
    }
    return String(decoding: answer, as: UTF8.self)
  }
}
