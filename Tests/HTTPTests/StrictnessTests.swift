import Glibc
import Synchronization
import TestSupport
import Testing

@testable import HTTP

/// Requests that two programs could read in two ways, byte by byte and over real sockets.
@Suite("A server that reads one thing only", .serialized)
struct StrictnessTests {
  private static let host = "Host: localhost\r\n"
  private static let get = "GET /x HTTP/1.1\r\n\(host)"
  private static let post = "POST /x HTTP/1.1\r\n\(host)"

  /// The paths that reached a handler.
  private final class Seen: Sendable {
    let paths = Mutex<[String]>([])
  }

  private static func server(_ seen: Seen = Seen()) throws -> Server {
    var settings = Server.Settings()
    settings.bodyLimit = 1000
    return try Server(settings) { request in
      seen.paths.withLock { $0.append(request.path) }
      return Response(200, text: "\(request.method) \(request.path)")
    }
  }

  /// Sends a text, says that it is over, and gives the status lines that come back.
  private static func statuses(_ text: String, _ port: UInt16) throws -> [String] {
    let line = try Line(port)
    line.say(text)
    line.end()
    let answer = line.answer(until: "never") ?? "nothing"
    return answer.ranges(of: "HTTP/1.1 ").map { String(answer[$0.upperBound...].prefix(3)) }
  }

  @Test(
    "a zero byte cuts nothing off",
    arguments: [
      "GET /x\0/y HTTP/1.1\r\n\(host)\r\n", "GET /\0 HTTP/1.1\r\n\(host)\r\n",
      "GET /x?a=b\0c HTTP/1.1\r\n\(host)\r\n", "G\0T /x HTTP/1.1\r\n\(host)\r\n",
      "\(get)X-Key: good\0evil\r\n\r\n", "\(get)X-Key: good\0evil\r\nX-Other: a\r\n\r\n",
      "\(get)X-\0Key: a\r\n\r\n", "\(get)\0X-Key: a\r\n\r\n", "\(get)X-Key: \0a\r\n\r\n",
      "GET /x HTTP/1.1\r\nHost: localhost\0.example\r\n\r\n", "GET /x%00/y HTTP/1.1\r\n\(host)\r\n",
      "GET /%00 HTTP/1.1\r\n\(host)\r\n", "GET /x?a=%00b HTTP/1.1\r\n\(host)\r\n",
    ])
  func zeroBytes(text: String) throws {
    let seen = Seen()
    let server = try Self.server(seen)
    defer { server.stop() }
    #expect(try Self.statuses(text, server.port) == ["400"])
    #expect(seen.paths.withLock { $0 } == [])
  }

  @Test(
    "lines end in CR LF and are not folded",
    arguments: [
      "GET /x HTTP/1.1\nHost: localhost\n\n", "GET /x HTTP/1.1\n\(host)\r\n",
      "\(get)X: a\nY: b\r\n\r\n", "\(get)X: a\r\n\n", "\(get)X: a\rY: b\r\n\r\n",
      "\(get)X: a\r\n b\r\n\r\n", "\(get)X: a\r\n\tb\r\nY: c\r\n\r\n",
      "GET /x HTTP/1.1\r\n \(host)\r\n",
      "\(get)X\r\n\r\n", "\(get): a\r\n\r\n", "\(get)X : a\r\n\r\n", "\(get)X\t: a\r\n\r\n",
      "\(get)X y: a\r\n\r\n", "\(get)X: \u{1}\r\n\r\n", "\(get)X: a\u{7F}\r\n\r\n",
      "\(get)(X): a\r\n\r\n",
    ])
  func lines(text: String) throws {
    let server = try Self.server()
    defer { server.stop() }
    #expect(try Self.statuses(text, server.port) == ["400"])
  }

  @Test(
    "the first line has a method, a target and a version, with one blank between them",
    arguments: [
      ("GET  /x HTTP/1.1", "400"), ("GET /x  HTTP/1.1", "400"), ("GET /x HTTP/1.1 ", "400"),
      ("GET\t/x HTTP/1.1", "400"), ("GET /x y HTTP/1.1", "400"), ("GE(T /x HTTP/1.1", "400"),
      ("GET x HTTP/1.1", "400"), ("GET * HTTP/1.1", "400"), ("OPTIONS * HTTP/1.1", "200"),
      ("GET /x#y HTTP/1.1", "400"), ("GET /ä HTTP/1.1", "400"), ("GET /%zz HTTP/1.1", "400"),
      ("GET /%2 HTTP/1.1", "400"), ("GET /%C3%A4 HTTP/1.1", "200"), ("GET /x http/1.1", "400"),
      ("GET /x HTTP/2.0", "505"), ("GET /x HTTP/1.1x", "400"),
      ("GET /x HTTP/1.2", "400"),
      ("GET http://localhost/x HTTP/1.1", "200"), ("GET HTTP://localhost HTTP/1.1", "200"),
      ("GET http://localhost?a=b HTTP/1.1", "200"), ("GET http://evil.example/x HTTP/1.1", "400"),
      ("GET http://localhost@evil.example/x HTTP/1.1", "400"),
      ("GET ftp://localhost/x HTTP/1.1", "400"),
      ("GET http://me@localhost/x HTTP/1.1", "400"), ("GET http:///x HTTP/1.1", "400"),
      ("GET http://local%68ost/x HTTP/1.1", "400"), ("CONNECT localhost:80 HTTP/1.1", "400"),
    ])
  func firstLine(text: String, status: String) throws {
    let server = try Self.server()
    defer { server.stop() }
    #expect(try Self.statuses("\(text)\r\n\(Self.host)\r\n", server.port) == [status])
  }

  @Test("a whole address as target leads to its path")
  func wholeAddress() throws {
    let server = try Self.server()
    defer { server.stop() }
    for (target, path) in [("/a%20b?c", "/a b"), ("?c", "/"), ("", "/")] {
      let line = try Line(server.port)
      line.say("GET http://localhost\(target) HTTP/1.1\r\n\(Self.host)Connection: close\r\n\r\n")
      #expect(line.answer(until: "never")?.hasSuffix("GET \(path)") == true)
    }
  }

  @Test(
    "a body has one length",
    arguments: [
      ("Content-Length: 3\r\nTransfer-Encoding: chunked", "400"),
      ("Transfer-Encoding : chunked", "400"),
      ("Transfer-Encoding: chunked\r\nContent-Length: 3", "400"),
      ("Transfer-Encoding: xchunked", "501"),
      ("Transfer-Encoding: chunked, identity", "400"), ("Transfer-Encoding: identity", "400"),
      ("Transfer-Encoding: gzip, chunked", "501"), ("Transfer-Encoding: gzip", "400"),
      ("Transfer-Encoding: chunked, chunked", "400"), ("Transfer-Encoding: chunked;a=b", "501"),
      ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "400"),
      ("Transfer-Encoding:", "400"),
      ("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked", "501"),
      ("Transfer-Encoding: chunked\t", "400"), ("Transfer-Encoding: \u{B}chunked", "400"),
      ("Transfer-Encoding: ,chunked", "400"), ("TRANSFER-ENCODING: Chunked, cow", "501"),
      ("Content-Length: 3\r\nContent-Length: 3", "400"),
      ("Content-Length: 3\r\nContent-Length: 4", "400"),
      ("Content-Length: -3", "400"), ("Content-Length: +3", "400"), ("Content-Length: 3, 3", "400"),
      ("Content-Length: 0x3", "400"), ("Content-Length:", "400"), ("Content-Length: 3 3", "400"),
      ("Content-Length: ٣", "400"), ("Content-Length: 1e0", "400"), ("Content-Length : 3", "400"),
      ("Content-Length: 18446744073709551619", "413"), ("Content-Length: 1001", "413"),
      ("Content-Length: 3\r\nExpect: a-wonder", "417"),
    ])
  func lengths(fields: String, status: String) throws {
    let seen = Seen()
    let server = try Self.server(seen)
    defer { server.stop() }
    // What stands behind is never taken for another request.
    let text = "\(Self.post)\(fields)\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\(Self.host)\r\n"
    let statuses = try Self.statuses(text, server.port)
    // For a malformed length libmicrohttpd 0.9.75 sends its head twice, and closes.
    #expect(Set(statuses) == [status])
    #expect(seen.paths.withLock { $0 } == [])
  }

  @Test("a chunk whose size line has no end is the client's fault", arguments: [false, true])
  func endlessChunkLine(isSecure: Bool) throws {
    let folder = try TemporaryFolder()
    var settings = Server.Settings()
    if isSecure { settings.tls = try Cryptography.certificate(now: now(), secondsValid: 3600) }
    let server = try Server(settings) { _ in Response(200) }
    defer { server.stop() }
    let text =
      "\(Self.post)Transfer-Encoding: chunked\r\n\r\n5;\(String(repeating: "a", count: 100_000))"
    guard isSecure else {
      let line = try Line(server.port)
      line.say(text)
      #expect(line.answer(until: "never")?.hasPrefix("HTTP/1.1 400 ") == true)
      return
    }
    let request = try folder.file("request", text)
    let answer = folder.path("answer")
    system(
      "exec openssl s_client -quiet -connect 127.0.0.1:\(server.port) <\(request) >\(answer) 2>/dev/null"
    )
    let lines = String(decoding: contents(of: answer) ?? [], as: UTF8.self)
    #expect(
      lines.ranges(of: "HTTP/1.1 ").count == 1 && lines.hasPrefix("HTTP/1.1 400 "), "\(lines)")
  }

  /// Its connection is still open then: the library would go on with an answer that it does not have.
  @Test("a server can stop while it refuses a request")
  func stopsWhileItRefuses() throws {
    let server = try Self.server()
    let line = try Line(server.port)
    let endless = "5;\(String(repeating: "a", count: 100_000))"
    line.say("\(Self.post)Transfer-Encoding: chunked\r\n\r\n\(endless)")
    #expect(line.answer(until: "never")?.hasPrefix("HTTP/1.1 400 ") == true)
    server.stop()
    withExtendedLifetime(line) {}
  }

  @Test("HTTP/1.0 has no transfer codings, and needs no Host")
  func oldVersion() throws {
    let server = try Self.server()
    defer { server.stop() }
    let chunked = "POST /x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    #expect(try Self.statuses(chunked, server.port) == ["400"])
    #expect(try Self.statuses("GET /x HTTP/1.0\r\n\r\n", server.port) == ["200"])
  }

  @Test("bodies that are chunked as they should be are put together")
  func chunks() throws {
    let server = try Server(Server.Settings()) { Response(200, body: $0.body) }
    defer { server.stop() }
    let line = try Line(server.port)
    line.say("\(Self.post)Transfer-Encoding: Chunked\r\nConnection: close\r\n\r\n")
    line.say("2;a=b\r\nhe\r\n3\r\nllo\r\n0\r\nX-Late: c\r\n\r\n")
    #expect(line.answer(until: "never")?.hasSuffix("\r\n\r\nhello") == true)
  }

  @Test(
    "there is one Host, and it is this machine",
    arguments: [
      ("", "400"), ("Host: localhost\r\nHost: localhost\r\n", "400"), ("Host:\r\n", "400"),
      ("Host: localhost\r\nHost: evil.example\r\n", "400"), ("Host: a b\r\n", "400"),
      ("Host: me@localhost\r\n", "400"), ("Host: localhost:99999\r\n", "400"),
      ("Host: localhost:-1\r\n", "400"), ("Host: localhost:80:80\r\n", "400"),
      ("Host: [::1\r\n", "400"),
      ("Host: localhost/x\r\n", "400"), ("Host: local%68ost\r\n", "400"),
      ("Host : localhost\r\n", "400"),
      ("Host: evil.example\r\n", "421"), ("Host: evil.example:80\r\n", "421"),
      ("Host: localhost.evil.example\r\n", "421"), ("Host: 127.0.0.1.evil.example\r\n", "421"),
      ("Host: 10.0.0.1\r\n", "421"), ("Host: 0.0.0.0\r\n", "421"), ("Host: [::]\r\n", "421"),
      ("Host: notlocalhost\r\n", "421"), ("Host: localhost.\r\n", "421"),
      ("Host: product\r\n", "421"),
      ("Host: localhost\r\n", "200"), ("HOST: LocalHost:1\r\n", "200"),
      ("Host: localhost:\r\n", "200"),
      ("Host: 127.0.0.1:7100\r\n", "200"), ("Host: [::1]:7100\r\n", "200"),
      ("Host: shop.localhost:8080\r\n", "200"), ("Host: localhost \r\n", "200"),
    ])
  func hosts(field: String, status: String) throws {
    let server = try Self.server()
    defer { server.stop() }
    #expect(try Self.statuses("GET /x HTTP/1.1\r\n\(field)\r\n", server.port) == [status])
  }

  @Test(
    "a page from elsewhere changes nothing",
    arguments: [
      ("POST", "http://evil.example", "403"), ("POST", "null", "403"),
      ("PUT", "https://evil.example", "403"),
      ("DELETE", "http://localhost.evil.example", "403"), ("POST", "file://", "403"),
      ("POST", "", "403"),
      ("PATCH", "http://me@localhost", "403"), ("BREW", "http://evil.example:80", "403"),
      ("POST", "http://localhost\r\nOrigin: http://evil.example", "403"),
      ("POST", "http://localhost:3000", "200"), ("POST", "https://127.0.0.1:7101", "200"),
      ("GET", "http://evil.example", "200"), ("HEAD", "null", "200"),
    ])
  func origins(method: String, origin: String, status: String) throws {
    let server = try Self.server()
    defer { server.stop() }
    let text = "\(method) /x HTTP/1.1\r\n\(Self.host)Origin: \(origin)\r\n\r\n"
    #expect(try Self.statuses(text, server.port) == [status])
  }

  @Test("who owns a unix socket may call the server by any name")
  func unixSocket() throws {
    var head = RequestHead(
      method: "GET", target: Self.target("/x"), version: "HTTP/1.1",
      headers: Headers([("Host", "mesh")]))
    #expect(head.problem(isNetworked: false, bodyLimit: 10) == nil)
    #expect(head.problem(isNetworked: true, bodyLimit: 10) == .foreignHost)
    head.headers = Headers()
    #expect(head.problem(isNetworked: false, bodyLimit: 10) == .noHost)
  }

  private static func target(_ text: String) -> RequestTarget {
    Array(text.utf8).withUnsafeBufferPointer { RequestTarget($0) }
  }

  @Test("connections go on after requests that are well")
  func pipelined() throws {
    let server = try Self.server()
    defer { server.stop() }
    let plain = "\(Self.get)X-Empty:\r\nX-Blank: \t \r\nCookie: a=b; c=d\r\nX-Last:c\r\n\r\n"
    let text =
      "\r\n\(plain)POST /y?a=b&c=%20d HTTP/1.1\r\n\(Self.host)Content-Length: 3\r\n\r\nabc\(plain)"
    #expect(try Self.statuses(text, server.port) == ["200", "200", "200"])
  }
}

@Suite("TLS")
struct TLSVersionTests {
  @Test(
    "nothing older than 1.2 is spoken",
    arguments: [("-tls1", false), ("-tls1_1", false), ("-tls1_2", true), ("-tls1_3", true)])
  func versions(option: String, isSpoken: Bool) throws {
    var settings = Server.Settings()
    settings.tls = try Cryptography.certificate(now: now(), secondsValid: 3600)
    let server = try Server(settings) { _ in Response(200) }
    defer { server.stop() }
    let command =
      "exec openssl s_client -connect 127.0.0.1:\(server.port) \(option) "
      + "-cipher 'ALL:@SECLEVEL=0' </dev/null >/dev/null 2>&1"
    #expect((system(command) == 0) == isSpoken)
  }
}
