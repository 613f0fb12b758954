import HTTP
import MeshModel
import Platform
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import ShopRuntime

@Suite("Looking at one process")
struct ScoutTests {
  private func serve(
    _ answer: @escaping @Sendable (Request) -> Response
  ) throws -> (Server, InstanceScout) {
    let server = try Server(Server.Settings()) { answer($0) }
    let life = InstanceScout.Life(
      instance: "a-1", process: 1, address: "127.0.0.1:\(server.port)")
    let folder = try TemporaryFolder()
    let secret = try MeshSecret(file: folder.file("mesh-secret", MeshSecret.make()))
    return (server, try InstanceScout(life, secret))
  }

  @Test("it asks for what is new only, and keeps its place when an answer has no number")
  func places() throws {
    let asked = Mutex<[String]>([])
    let (server, scout) = try serve { request in
      let after = request.query("after").map { "?\($0)" } ?? ""
      asked.withLock { $0.append(request.path + after) }
      var response = Response(200, text: "text of \(request.path)\n")
      if request.path == "/internal/events" { response.headers["x-newest"] = "7" }
      return response
    }
    defer { server.stop() }
    let first = try #require(scout.look().answer)
    #expect(String(decoding: first.metrics, as: UTF8.self) == "text of /metrics\n")
    #expect(first.isReady == true)
    _ = scout.look()
    #expect(
      asked.withLock { $0.filter { $0.contains("?") } } == [
        "/internal/events?0", "/internal/spans?0", "/internal/events?7", "/internal/spans?0",
      ])
  }

  @Test("one that is not ready says so, and is no answer missing")
  func notReady() throws {
    let (server, scout) = try serve { request in
      request.path == "/readyz" ? Response(503) : Response(200)
    }
    defer { server.stop() }
    #expect(try #require(scout.look().answer).isReady == false)
  }

  @Test("one that hangs costs its patience once", .timeLimit(.minutes(1)))
  func hanging() throws {
    let asked = Mutex(0)
    let gate = Gate(false)
    let (server, scout) = try serve { _ in
      asked.withLock { $0 += 1 }
      _ = gate.wait(milliseconds: 10_000) { $0 }
      return Response(200)
    }
    let begin = Clock.monotonic
    #expect(scout.look().answer == nil)
    #expect(Clock.monotonic - begin < 2_000_000_000)
    #expect(asked.withLock { $0 } == 1)
    gate.change { $0 = true }
    server.stop()
  }
}

@Suite("Several looks at once")
struct ScoutCrewTests {
  @Test("pieces that hang leave the others a thread", .timeLimit(.minutes(1)))
  func hanging() {
    let crew = ScoutCrew(helpers: 3)
    let done = Gate(0)
    // The three that hang are let go by the last of the others.
    let hanging = (0..<3).map { _ -> @Sendable () -> Void in
      { while !done.wait(milliseconds: 60_000, until: { $0 == 40 }) {} }
    }
    let others = (0..<40).map { _ -> @Sendable () -> Void in { done.change { $0 += 1 } } }
    crew.perform(hanging + others)
    #expect(done.value == 40)
    crew.stop()
  }

  @Test("every piece is done once, round after round")
  func rounds() {
    let crew = ScoutCrew(helpers: 3)
    for count in [0, 1, 5, 100] {
      let done = Mutex([Int](repeating: 0, count: count))
      crew.perform((0..<count).map { index in { done.withLock { $0[index] += 1 } } })
      #expect(done.withLock { $0 } == [Int](repeating: 1, count: count))
    }
    crew.stop()
  }
}

@Suite("What the supervisor knows of its mesh")
struct WatchedMeshTests {
  private func report(_ second: Int, _ events: [MeshEvent]) -> SourceReport {
    var report = SourceReport(
      SourceIdentity(id: "shop=a", kind: "shop"),
      at: ClockReading(monotonic: second * 1_000_000_000, wall: Clock.wall), scrapeMilliseconds: 1)
    report.tellsEvents = true
    report.events = events
    return report
  }

  @Test("what the supervisor did and what services told is one sequence")
  func oneSequence() {
    let mesh = WatchedMesh()
    mesh.happened("fault-on", "payment", "latency \"100\" ms")
    let open = MeshEvent(
      at: Clock.wall + 500_000, kind: .breakerOpen, subject: "order:payment", detail: "5 of 10")
    mesh.take(report(1, [open]))
    mesh.happened("fault-off", "payment", "cleared")
    #expect(mesh.events(after: 0).newest == 2)
    mesh.take(report(2, []))
    let (events, newest) = mesh.events(after: 1)
    #expect(newest == 3)
    #expect(events.map(\.kind) == [.faultOff, .breakerOpen])
    #expect(mesh.events(after: 3).events.isEmpty)
    #expect(
      mesh.events(after: 0).events[0].json.contains(
        #""kind":"fault-on","subject":"payment","detail":"latency \"100\" ms","snapshot":""#))
  }
}
