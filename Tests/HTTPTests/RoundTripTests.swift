import Glibc
import Synchronization
import TestSupport
import Testing

@testable import HTTP

/// Server and client against each other, over real sockets.
struct RoundTripTests {
  private static func server(
    _ change: (inout Server.Settings) -> Void = { _ in }, _ handler: @escaping Server.Handler
  ) throws -> Server {
    var settings = Server.Settings()
    change(&settings)
    return try Server(settings, handler: handler)
  }

  private static func base(_ server: Server) -> String { "http://127.0.0.1:\(server.port)" }

  @Test func whatIsSentArrivesAndWhatIsAnsweredComesBack() throws {
    let server = try Self.server { request in
      var response = Response(201, text: "\(request.method) \(request.path) ")
      response.body += request.body
      response.headers["X-Query"] = request.query("a b")
      response.headers["X-Seen"] = request.headers["x-sent"]
      return response
    }
    defer { server.stop() }
    let request = Request(
      "POST", "/päth/x", query: [(name: "a b", value: "c&d")],
      headers: Headers([("X-Sent", "yes")]), body: Array("body".utf8))
    let response = try Client().send(request, to: Self.base(server), timeout: 2000)
    #expect(response.status == 201)
    #expect(response.text == "POST /päth/x body")
    #expect(response.headers["x-query"] == "c&d")
    #expect(response.headers["X-Seen"] == "yes")
  }

  @Test(arguments: ["GET", "POST", "PUT", "DELETE", "PATCH"])
  func everyMethodArrives(method: String) throws {
    let server = try Self.server { Response(200, text: $0.method) }
    defer { server.stop() }
    let response = try Client().send(Request(method, "/"), to: Self.base(server), timeout: 2000)
    #expect(response.text == method)
  }

  /// One connection serves call after call; nothing of a call may be left to the next.
  @Test func callsOfOneClientKnowNothingOfEachOther() throws {
    let server = try Self.server { request in
      Response(
        200, text: "\(request.method) \(request.headers["x-sent"] ?? "-") \(request.body.count)")
    }
    defer { server.stop() }
    let client = try Client(idleLimit: 1)
    var random = SeededGenerator(seed: 5)
    for _ in 0..<60 {
      let method = ["GET", "POST", "PUT", "DELETE", "HEAD"].randomElement(using: &random) ?? "GET"
      let size = ["POST", "PUT"].contains(method) ? Int.random(in: 0...9, using: &random) : 0
      let headers = Bool.random(using: &random) ? Headers([("X-Sent", "yes")]) : Headers()
      let response = try client.send(
        Request(method, "/", headers: headers, body: [UInt8](repeating: 65, count: size)),
        to: Self.base(server), timeout: 2000)
      let said = "\(method) \(headers["x-sent"] ?? "-") \(size)"
      #expect(response.text == (method == "HEAD" ? "" : said))
    }
  }

  /// libcurl would send a request a second time when a connection that was used before breaks; but the
  /// server may have done the work.
  @Test(arguments: ["GET", "POST"])
  func whatWasSentIsNotSentAgain(method: String) throws {
    let seen = Mutex(0)
    let server = try Self.server { request in
      if request.path == "/warm" { return Response(200) }
      seen.withLock { $0 += 1 }
      return nil
    }
    defer { server.stop() }
    let client = try Client(idleLimit: 1)
    for round in 1...3 {
      #expect(
        try client.send(Request("GET", "/warm"), to: Self.base(server), timeout: 2000).isSuccess)
      #expect(throws: HTTPProblem.broken("it was closed before the answer")) {
        try client.send(Request(method, "/cut"), to: Self.base(server), timeout: 2000)
      }
      #expect(seen.withLock { $0 } == round)
    }
  }

  /// As when the server was killed: nobody listens any more, and still the request has arrived.
  @Test func whatBreaksWithItsServerIsNoRefusal() throws {
    let door = Mutex<Server?>(nil)
    let server = try Self.server { request in
      if request.path == "/warm" { return Response(200) }
      door.withLock { if let server = $0 { close(server.quiesce()) } }
      return nil
    }
    defer { server.stop() }
    door.withLock { $0 = server }
    let client = try Client(idleLimit: 1)
    #expect(
      try client.send(Request("GET", "/warm"), to: Self.base(server), timeout: 2000).isSuccess)
    #expect(throws: HTTPProblem.broken("it was closed before the answer")) {
      try client.send(Request("POST", "/cut"), to: Self.base(server), timeout: 2000)
    }
    // Refused, or reset: the kernel may still have the socket open while its server looks at it.
    #expect(throws: HTTPProblem.self) {
      try client.send(Request("POST", "/cut"), to: Self.base(server), timeout: 2000)
    }
  }

  @Test func aBodyOverTheLimitIsRefused() throws {
    let server = try Self.server({ $0.bodyLimit = 100 }) { _ in Response(200) }
    defer { server.stop() }
    let request = Request("POST", "/", body: [UInt8](repeating: 65, count: 200_000))
    let response = try Client().send(request, to: Self.base(server), timeout: 2000)
    #expect(response.status == 413)
  }

  @Test func anAnswerOverTheLimitIsAProblem() throws {
    let server = try Self.server { _ in Response(200, body: [UInt8](repeating: 65, count: 5000)) }
    defer { server.stop() }
    #expect(throws: HTTPProblem.tooLarge) {
      try Client().send(Request("GET", "/"), to: Self.base(server), timeout: 2000, limit: 4999)
    }
  }

  @Test func nobodyListeningIsRefused() throws {
    let server = try Self.server { _ in Response(200) }
    let base = Self.base(server)
    server.stop()
    #expect(throws: HTTPProblem.refused) {
      try Client().send(Request("GET", "/"), to: base, timeout: 2000)
    }
  }

  @Test func aTakenPortIsAProblem() throws {
    let server = try Self.server { _ in Response(200) }
    defer { server.stop() }
    #expect(throws: HTTPProblem.portTaken(server.port)) {
      try Self.server({ $0.port = server.port }) { _ in Response(200) }
    }
  }

  @Test func headersCannotSmuggleOthersIn() throws {
    let server = try Self.server { Response(200, text: $0.headers["X-Evil"] ?? "clean") }
    defer { server.stop() }
    let request = Request("GET", "/", headers: Headers([("X-Good", "a\r\nX-Evil: b")]))
    #expect(try Client().send(request, to: Self.base(server), timeout: 2000).text == "clean")
  }

  @Test func tlsIsSpokenToThoseWhoTrustTheCertificate() throws {
    let tls = try Cryptography.certificate(now: now(), secondsValid: 3600)
    let server = try Self.server({ $0.tls = tls }) { _ in Response(200, text: "secret") }
    defer { server.stop() }
    let folder = try TemporaryFolder()
    let file = try folder.file("certificate.pem", tls.certificate)
    let base = "https://127.0.0.1:\(server.port)"
    let client = try Client(authority: file)
    #expect(try client.send(Request("GET", "/"), to: base, timeout: 5000).text == "secret")
    #expect(throws: HTTPProblem.untrusted) {
      try Client().send(Request("GET", "/"), to: base, timeout: 5000)
    }
  }

  @Test func aUnixSocketWorksLikeAPort() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("socket", "stale")
    let server = try Self.server({ $0.unixSocket = path }) { Response(200, text: $0.path) }
    defer { server.stop() }
    let client = try Client(unixSocket: path)
    #expect(try client.send(Request("GET", "/x"), to: "http://mesh", timeout: 2000).text == "/x")
    #expect(throws: HTTPProblem.self) {
      try Self.server({ $0.unixSocket = "/no/such/folder/s" }) { _ in nil }
    }
  }

  @Test func connectionsWaitInAListenerForItsServer() throws {
    let listener = try Listener(port: 0)
    let base = "http://127.0.0.1:\(listener.port)"
    #expect(throws: HTTPProblem.timeout) {
      try Client().send(Request("GET", "/"), to: base, timeout: 50)
    }
    let server = try Self.server({ $0.listener = listener }) { _ in Response(204) }
    defer { server.stop() }
    #expect(server.port == listener.port)
    #expect(try Client().send(Request("GET", "/"), to: base, timeout: 2000).status == 204)
  }

  @Test func aServerMayCutTheConnection() throws {
    let server = try Self.server { _ in nil }
    defer { server.stop() }
    #expect(throws: HTTPProblem.self) {
      try Client().send(Request("GET", "/"), to: Self.base(server), timeout: 2000)
    }
  }

  @Test func signaturesAgreeWithRFC4231() throws {
    let signature = try Cryptography.signature(
      of: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
    let text = signature.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    #expect(text == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }
}
