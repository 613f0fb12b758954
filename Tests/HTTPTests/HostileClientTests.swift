import Glibc
import Synchronization
import Testing

@testable import HTTP

/// Clients that send what nobody should, byte by byte and over real sockets.
@Suite(.serialized)
struct HostileClientTests {
  private static func server(
    limit: UInt32 = 64, _ handler: @escaping Server.Handler = { Response(200, text: $0.path) }
  ) throws -> Server {
    var settings = Server.Settings()
    (settings.connectionLimit, settings.bodyLimit) = (limit, 1000)
    return try Server(settings, handler: handler)
  }

  private static let head = "POST /x HTTP/1.1\r\nHost: localhost\r\n"

  @Test(arguments: [
    ("GET /\r\n\r\n", "400"),
    (
      "GET / HTTP/1.1\r\nHost: localhost\r\nX: \(String(repeating: "a", count: 50_000))\r\n\r\n",
      "431"
    ),
    ("GET /\(String(repeating: "a", count: 50_000)) HTTP/1.1\r\nHost: localhost\r\n\r\n", "414"),
    ("\(head)Content-Length: -5\r\n\r\n", "400"),
    ("\(head)Content-Length: 5\r\nContent-Length: 6\r\n\r\n", "400"),
    ("\(head)Transfer-Encoding: chunked\r\n\r\nzz\r\n", "400"),
    ("\(head)Content-Length: 1001\r\n\r\n", "413"),
    ("\(head)Content-Length: 99999999999\r\n\r\n", "413"),
    (
      "\(head)Transfer-Encoding: chunked\r\n\r\n7d0\r\n\(String(repeating: "a", count: 2000))\r\n0\r\n\r\n",
      "413"
    ),
    ("FOO /x HTTP/1.1\r\nHost: localhost\r\n\r\n", "200"),
  ])
  func malformedRequestsGetAnAnswerAtOnce(text: String, status: String) throws {
    let server = try Self.server()
    defer { server.stop() }
    let line = try Line(server.port)
    line.say(text)
    #expect(line.answer()?.hasPrefix("HTTP/1.1 \(status) ") == true)
    let other = try Client().send(Request("GET", "/y"), to: base(server), timeout: 2000)
    #expect(other.text == "/y")
  }

  /// Ten times as many as there is room for, none of which ever ends its request.
  @Test func whoNeverEndsItsRequestKeepsNobodyOut() throws {
    let server = try Self.server(limit: 32)
    defer { server.stop() }
    let slow = try (0..<320).map { _ in
      let line = try Line(server.port)
      line.say("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
      return line
    }
    for number in 0..<20 { #expect(try ask(server, "/\(number)") == "/\(number)") }
    withExtendedLifetime(slow) {}
  }

  @Test func whoIsBeingAnsweredStays() throws {
    let asked = Mutex(false)
    let isCrowded = Mutex(false)
    let server = try Self.server(limit: 16) { request in
      guard request.path == "/work" else { return Response(200, text: "quick") }
      asked.withLock { $0 = true }
      for _ in 0..<5000 where !isCrowded.withLock({ $0 }) { poll(nil, 0, 1) }
      return Response(200, text: "done")
    }
    defer { server.stop() }
    let working = try Line(server.port)
    working.say("GET /work HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    for _ in 0..<5000 where !asked.withLock({ $0 }) { poll(nil, 0, 1) }
    let slow = try (0..<160).map { _ in
      let line = try Line(server.port)
      line.say("GET / HTTP/1.1\r\n")
      return line
    }
    #expect(try ask(server, "/") == "quick")
    isCrowded.withLock { $0 = true }
    #expect(working.answer(until: "never")?.hasSuffix("done") == true)
    withExtendedLifetime(slow) {}
  }

  /// Asks until there is an answer, as when those who are sent away are not gone yet, for at most
  /// five seconds.
  private func ask(_ server: Server, _ path: String) throws -> String? {
    for _ in 0..<500 {
      let response = try? Client().send(Request("GET", path), to: base(server), timeout: 5000)
      if let response { return response.text }
      poll(nil, 0, 10)
    }
    return nil
  }

  private func base(_ server: Server) -> String { "http://127.0.0.1:\(server.port)" }
}
