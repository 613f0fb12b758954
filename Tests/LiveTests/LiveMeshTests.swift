import Glibc
import HTTP
import MeshModel
import Platform
import Synchronization
import Telemetry
import Testing

@testable import Live

/// A source that counts what it is told, over a real unix socket.
private struct Counting: Source {
  let identity: SourceIdentity
  let socket: String

  func requests(at now: ClockReading) -> [SourceRequest] {
    [.getUnix(socket: socket, path: "/count?of=a")]
  }

  func read(
    _ answers: [SourceAnswer], at now: ClockReading, scrapeMilliseconds: Double
  ) -> [SourceReport] {
    var report = SourceReport(
      identity, at: now, scrapeMilliseconds: scrapeMilliseconds, problem: answers[0].problem)
    if let body = answers[0].body, let count = Double(String(decoding: body, as: UTF8.self)) {
      var seen = Observation(
        service: "a", instance: "a-1", at: answers[0].at.monotonic, epoch: nil)
      let traffic = Traffic(counts: TrafficCounts([.success: count]))
      seen.server = [ServerSeries(traffic: traffic)]
      report.observations = [seen]
    }
    return [report]
  }
}

struct LiveMeshTests {
  private static func now(_ mesh: LiveMesh) -> Snapshot {
    mesh.state.snapshot(windowSeconds: 10, at: Fetcher.now)
  }

  @Test func roundsBecomeRatesAndSourcesComeAndGo() throws {
    let path = "/tmp/archadvisor-live-\(UInt32.random(in: 0 ... .max)).sock"
    let count = Mutex(0)
    defer { unlink(path) }
    var settings = Server.Settings()
    settings.unixSocket = path
    let server = try Server(settings) { request in
      #expect(request.method == "GET" && request.query("of") == "a")
      return Response(200, text: "\(count.withLock { $0 += 50; return $0 })")
    }
    let identity = SourceIdentity(id: "counting", kind: "test")
    let mesh = LiveMesh([Counting(identity: identity, socket: path)], fetcher: Fetcher())
    #expect(!mesh.answersAtOnce)
    mesh.poll()
    #expect(Self.now(mesh).services.first?.traffic.answersPerSecond == nil)
    mesh.poll()
    #expect(try #require(Self.now(mesh).services.first?.traffic.answersPerSecond) > 50)
    #expect(Self.now(mesh).sources.map(\.isGood) == [true])
    server.stop()
    mesh.poll()
    #expect(Self.now(mesh).sources.map(\.problem) == ["connection refused"])
    #expect(mesh.state.events.all.last?.kind == .sourceLost)
  }

  @Test func aWatchPollsUntilItsOwnerEndsIt() {
    let rounds = Mutex(0)
    let mesh = LiveMesh([], fetcher: Fetcher())
    let worker = mesh.watch(every: 1) { _ in rounds.withLock { $0 += 1 } }
    while rounds.withLock({ $0 }) < 3 { sched_yield() }
    worker.stop()
    #expect(mesh.state.round >= 3)
    #expect(rounds.withLock { $0 } == mesh.state.round)
  }
}
