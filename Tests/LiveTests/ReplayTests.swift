import MeshModel
import Reports
import Telemetry
import TestSupport
import Testing

@testable import Live

/// A source that asks nobody and tells more and more, sometimes what it had kept.
private struct Growing: Source {
  let identity: SourceIdentity
  private var random: SeededGenerator
  private var traffic = Traffic(latency: LatencyHistogram(.bounds([1, 10, 100])))

  init(_ id: String, seed: UInt64) {
    identity = SourceIdentity(id: id, kind: "growing")
    random = SeededGenerator(seed: seed)
  }

  var knowsThePast: Bool { true }

  func requests(at now: ClockReading) -> [SourceRequest] { [] }

  mutating func read(
    _ answers: [SourceAnswer], at now: ClockReading, scrapeMilliseconds: Double
  ) -> [SourceReport] {
    (0..<Int.random(in: 0...3, using: &random)).reversed().map { age in
      report(
        ClockReading(
          monotonic: now.monotonic - age * 1_000_000_000, wall: now.wall - age * 1_000_000))
    }
  }

  private mutating func report(_ at: ClockReading) -> SourceReport {
    for _ in 0..<40 {
      let isError = Int.random(in: 0..<5, using: &random) == 0
      traffic.counts.add(1, to: isError ? .serverError : .success)
      traffic.latency.record(milliseconds: .random(in: 0..<200, using: &random))
    }
    var report = SourceReport(identity, at: at, scrapeMilliseconds: 0.1)
    if Int.random(in: 0..<6, using: &random) == 0 { report.problem = "connection refused" }
    var seen = Observation(
      service: "order", instance: "order-1", at: at.monotonic,
      epoch: Epoch(identity: "1", began: at.monotonic - 90_000_000_000))
    seen.server = [ServerSeries(traffic: traffic)]
    seen.clients = [ClientSeries(to: "payment", traffic: traffic)]
    report.observations = [seen]
    return report
  }
}

@Suite("Recordings of live meshes")
struct ReplayTests {
  /// A live mesh polled some times, with what was known after each poll, and its recording.
  private func record(
    _ polls: Int, seed: UInt64
  ) -> (states: [MeshState], bytes: [UInt8], recorder: RoundRecorder) {
    let recorder = RoundRecorder()
    let mesh = LiveMesh(
      [Growing("growing=a", seed: seed), Growing("growing=b", seed: seed + 100)],
      fetcher: Fetcher(Fetcher.Settings()), recorder: recorder)
    var bytes: [UInt8] = []
    let states = (0..<polls).map { _ in
      mesh.poll()
      bytes += recorder.takeLines()
      return mesh.state
    }
    return (states, bytes, recorder)
  }

  private func shown(_ state: MeshState, at now: ClockReading) -> [[UInt8]] {
    [1, 10, 60].map { window in
      SnapshotJSON(state.snapshot(windowSeconds: window, at: now)).bytes(pretty: true)
    } + [EventsJSON.bytes(state.events.all)]
  }

  @Test(
    "a replayed snapshot equals the live one byte for byte",
    arguments: 1...10 as ClosedRange<UInt64>)
  func equal(seed: UInt64) throws {
    let (states, bytes, recorder) = record(12, seed: seed)
    var replay = try Replay(bytes)
    var compared = 0
    while true {
      // Rounds that sources kept lie between the polls.
      for state in states where state.round == replay.state.round {
        #expect(shown(replay.state, at: replay.now) == shown(state, at: replay.now))
        compared += 1
      }
      guard replay.nextSeconds != nil else { break }
      try replay.step()
    }
    #expect(compared >= 11)
    #expect(replay.state.round == recorder.rounds)
    #expect(replay.cutOffLine == nil)
    #expect(shown(replay.state, at: replay.now)[1].count > 1000)
  }

  @Test("it stands where it is told to, and time stands still there")
  func moments() throws {
    var encoder = RoundEncoder()
    var bytes = RoundEncoder.head(beginning: 10_000_000_000)
    for second in 7..<15 {
      let at = ClockReading(monotonic: second * 1_000_000_000, wall: second)
      bytes += encoder.line([], at: at).bytes
    }
    var replay = try Replay(bytes)
    #expect(replay.now.wall == 10 && replay.seconds == 0 && replay.nextSeconds == 1)
    #expect(replay.state.round == 4)
    try replay.advance(to: 2.9)
    #expect(replay.now.wall == 12)
    let mesh = LiveMesh(replay)
    mesh.poll()
    #expect(mesh.now == replay.now && mesh.isStill && mesh.state.round == replay.state.round)
    try replay.advance(to: .infinity)
    #expect(replay.now.wall == 14 && replay.nextSeconds == nil)
    try replay.step()
    #expect(replay.state.round == 8)
  }

  @Test("what was cut off is told at the end, and nothing else is lost")
  func cutOff() throws {
    let (_, bytes, _) = record(6, seed: 1)
    let lines = bytes.split(separator: 0x0A)
    var replay = try Replay(Array(bytes.dropLast(5)))
    #expect(replay.cutOffLine == nil)
    try replay.advance(to: .infinity)
    #expect(replay.cutOffLine == lines.count)
    #expect(replay.state.round == lines.count - 2)
  }

  @Test(
    "one without a round is none",
    arguments: [
      ("", 1, RecordingProblem.What.empty), ("archadvisor.rounds/1 5", 1, .empty),
      ("archadvisor.rounds/1 5\nF 1 2", 2, .empty), ("schema: x\n", 1, .noRecording),
    ])
  func none(text: String, line: Int, what: RecordingProblem.What) {
    let problem = #expect(throws: RecordingProblem.self) { try Replay(Array(text.utf8)) }
    #expect(problem == RecordingProblem(line: line, what: what))
  }
}
