import Glibc
import Platform
import Telemetry
import Testing

@testable import Live

/// One line to a unix socket, answered by a thread that plays the other side.
struct LineExchangeTests {
  private static func talk(
    limit: Int = 1000, milliseconds: Int = 2000, _ answer: @escaping @Sendable (Int32) -> Void
  ) throws -> SourceAnswer {
    let path = "/tmp/archadvisor-line-\(UInt32.random(in: 0 ... .max)).sock"
    let listener = try Server(path)
    let worker = Worker("line server") { _ in
      let peer = accept(listener.descriptor, nil, nil)
      answer(peer)
      close(peer)
    }
    defer {
      worker.stop()
      unlink(path)
    }
    var settings = Fetcher.Settings()
    settings.bytes = limit
    settings.milliseconds = milliseconds
    return Fetcher(settings).fetch([.line(socket: path, line: "show stat")])[0]
  }

  private final class Server: Sendable {
    let descriptor: Int32

    init(_ path: String) throws {
      descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
      let descriptor = descriptor
      let isBound = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            && listen(descriptor, 1) == 0
        }
      }
      guard isBound else { throw Listening.NoSocket() }
    }

    deinit { close(descriptor) }
  }

  private static func say(_ text: String, _ peer: Int32) {
    _ = send(peer, text, text.utf8.count, Int32(MSG_NOSIGNAL))
  }

  @Test func theLineIsSentAndTheAnswerIsWhole() throws {
    let answer = try Self.talk { peer in
      var line = [UInt8](repeating: 0, count: 100)
      let count = recv(peer, &line, line.count, 0)
      Self.say("you said ", peer)
      _ = send(peer, line, count, Int32(MSG_NOSIGNAL))
    }
    #expect(answer.body.map { String(decoding: $0, as: UTF8.self) } == "you said show stat\n")
  }

  @Test func whoSaysTooMuchIsCutOff() throws {
    let answer = try Self.talk(limit: 10) { Self.say("more than ten bytes", $0) }
    #expect(answer.problem == "its answer is larger than the limit of 10 bytes")
  }

  @Test func whoHangsHalfWayIsLeft() throws {
    let answer = try Self.talk(milliseconds: 50) { peer in
      Self.say("half", peer)
      var byte: UInt8 = 0
      while recv(peer, &byte, 1, 0) > 0 {}
    }
    #expect(answer.problem == "no answer in time")
  }

  @Test func nobodyThereIsSaid() {
    let answer = Fetcher().fetch([.line(socket: "/nonexistent/socket", line: "x")])[0]
    #expect(answer.problem == "no such file or directory")
  }
}
