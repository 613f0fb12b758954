import Glibc
import HTTP
import MeshModel
import Platform
import Synchronization
import Telemetry
import Testing

@testable import Live

/// Asking many at once, and those who answer badly or not at all.
struct FetcherTests {
  private static func settings(_ change: (inout Fetcher.Settings) -> Void) -> Fetcher {
    var settings = Fetcher.Settings()
    change(&settings)
    return Fetcher(settings)
  }

  private static func server(_ handler: @escaping Server.Handler) throws -> Server {
    try Server(Server.Settings(), handler: handler)
  }

  @Test func answersComeInTheOrderOfTheQuestions() throws {
    let server = try Self.server { Response(200, text: $0.path) }
    defer { server.stop() }
    let paths = (0..<300).map { "/page/\($0)" }
    let fetcher = Self.settings { $0.parallel = 7 }
    for _ in 0..<2 {
      let answers = fetcher.fetch(paths.map { .get(url: "http://127.0.0.1:\(server.port)\($0)") })
      #expect(answers.map { $0.body.map { String(decoding: $0, as: UTF8.self) } } == paths)
    }
  }

  @Test func connectionsAreUsedAgain() throws {
    let listening = try Listening()
    let worker = Worker("one connection") { _ in
      let peer = accept(listening.descriptor, nil, nil)
      var bytes = [UInt8](repeating: 0, count: 4096)
      let answer = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"
      while recv(peer, &bytes, bytes.count, 0) > 0 {
        _ = send(peer, answer, answer.utf8.count, Int32(MSG_NOSIGNAL))
      }
      close(peer)
    }
    do {
      // A second connection would never be answered.
      let fetcher = Self.settings { $0.milliseconds = 500 }
      let request = SourceRequest.get(url: "http://127.0.0.1:\(listening.port)/")
      for _ in 0..<20 { #expect(fetcher.fetch([request])[0].problem == nil) }
    }
    worker.stop()
  }

  @Test func whatIsTooLargeIsRefused() throws {
    let page = [UInt8](repeating: 0x41, count: 3_000_000)
    let server = try Self.server { _ in Response(200, body: page) }
    defer { server.stop() }
    let fetcher = Self.settings { $0.bytes = 2_000_000 }
    let answer = fetcher.fetch([.get(url: "http://127.0.0.1:\(server.port)/")])[0]
    #expect(answer.problem == "its answer is larger than the limit of 2 MB")
  }

  @Test func aRedirectIsNotFollowed() throws {
    let asked = Mutex(0)
    let server = try Self.server { _ in
      asked.withLock { $0 += 1 }
      return Response(302, headers: Headers([("Location", "/other")]))
    }
    defer { server.stop() }
    let answer = Fetcher().fetch([.get(url: "http://127.0.0.1:\(server.port)/")])[0]
    #expect(answer.problem == "it answers with status 302")
    #expect(asked.withLock { $0 } == 1)
  }

  @Test func whoHangsKeepsNobodyElseWaiting() throws {
    let hanging = try Listening()
    let server = try Self.server { _ in Response(200, text: "x") }
    defer { server.stop() }
    let fetcher = Self.settings {
      $0.milliseconds = 400
      $0.shortMilliseconds = 30
      $0.parallel = 2
    }
    let requests: [SourceRequest] =
      [.get(url: "http://127.0.0.1:\(hanging.port)/")]
      + (0..<20).map { .get(url: "http://127.0.0.1:\(server.port)/\($0)") }
    let first = fetcher.fetch(requests)
    #expect(first.map(\.problem) == ["no answer in time"] + Array(repeating: nil, count: 20))
    let began = Fetcher.now.monotonic
    let second = fetcher.fetch(requests)
    #expect(second[0].problem == "no answer in time")
    #expect(second[0].at.monotonic - began < 300_000_000)
    #expect(second[0].at.monotonic > second[20].at.monotonic)
  }

  @Test func aRoundHasAnEnd() throws {
    let hanging = try Listening()
    let fetcher = Self.settings {
      $0.roundMilliseconds = 50
      $0.parallel = 1
    }
    let answers = fetcher.fetch(
      (0..<2).map { .get(url: "http://127.0.0.1:\(hanging.port)/\($0)") })
    #expect(
      answers.map(\.problem) == [
        "no answer in time", "there was no time left to ask it in this round",
      ])
  }

  @Test(arguments: [
    ("http://127.0.0.1:9901/stats", true), ("http://localhost/x", true), ("http://[::1]:1/", true),
    ("https://proxy.example/", true), ("http://proxy.example/", false),
    ("http://127.0.0.1.example/", false), ("http://localhost.example", false),
    ("http://10.0.0.1:9901", false), ("http://127.0.0.example.org/", false),
  ])
  func aTokenGoesOnlyWhereNobodyReadsAlong(_ url: String, _ expected: Bool) {
    var settings = Fetcher.Settings()
    settings.token = "secret"
    #expect((settings.get(.get(url: url), 1).token == "secret") == expected)
    #expect(settings.keepsToken(from: .get(url: url)) == !expected)
  }

  @Test func aTokenIsSent() throws {
    let seen = Mutex<[String?]>([])
    let server = try Self.server { request in
      seen.withLock { $0.append(request.headers["authorization"]) }
      return Response(200, text: "x")
    }
    defer { server.stop() }
    let request = SourceRequest.get(url: "http://127.0.0.1:\(server.port)/")
    _ = Self.settings { $0.token = "secret" }.fetch([request])
    _ = Fetcher().fetch([request])
    #expect(seen.withLock { $0 } == ["Bearer secret", nil])
  }
}
