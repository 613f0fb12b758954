import HTTP
import MeshModel
import Platform
import Synchronization
import Testing

@testable import ShopRuntime

/// Load on a server in this process.
@Suite(.serialized) struct LoadRunTests {
  private static func plan(_ rate: Double, _ seconds: Double) -> LoadPlan {
    var plan = LoadPlan()
    (plan.rate, plan.seconds, plan.connections) = (rate, seconds, 50)
    return plan
  }

  /// Asks for the arrival's number, so that a server can tell requests apart.
  private struct Numbered: LoadScript {
    func request(for arrival: Arrival) -> Request { Request("GET", "/\(arrival.number)") }
  }

  private static func run(_ plan: LoadPlan, _ answer: @escaping Server.Handler) throws -> LoadResult
  {
    let server = try Server(Server.Settings(), handler: answer)
    defer { server.stop() }
    let base = "http://127.0.0.1:\(server.port)"
    return try LoadRun(plan, base: base, script: Numbered()).finish()
  }

  private static func number(_ request: Request) -> Int {
    Int(request.path.dropFirst()) ?? 0
  }

  @Test func everyRequestIsSentOnceAndCountedByItsClass() throws {
    let seen = Mutex<[Int: Int]>([:])
    let codes = [200, 302, 404, 429, 500, 503]
    let result = try Self.run(Self.plan(300, 1)) { request in
      seen.withLock { $0[Self.number(request), default: 0] += 1 }
      return Response(codes[Self.number(request) % codes.count])
    }
    #expect(seen.withLock { $0 } == (0..<300).reduce(into: [:]) { $0[$1] = 1 })
    #expect(
      result.all.outcomes == [
        .success: 50, .redirect: 50, .clientError: 50, .rateLimited: 50, .serverError: 100,
      ])
    #expect(result.planned == 300)
    #expect(!result.isPartial)
    #expect(result.actions.values.map(\.total).reduce(0, +) == 300)
    #expect(result.all.latency.count == 300)
    #expect(result.lag.delay.count == 300)
  }

  /// A server that stops for half a second makes all wait that came meanwhile, not only the one
  /// request it was holding. One connection: the worst case for a generator that would wait along.
  @Test func waitingIsNeverLeftOutOfTheFigures() throws {
    var plan = Self.plan(100, 1.5)
    plan.connections = 1
    let result = try Self.run(plan) { request in
      if Self.number(request) == 20 { Clock.pause(milliseconds: 500) }
      return Response(200)
    }
    #expect(result.all.total == 150)
    for share in [0.8, 0.9, 0.99] {
      let expected = Self.wait(plan, stopAt: 20, milliseconds: 500, share: share)
      let measured = result.all.latency.percentile(share) ?? 0
      // A busy machine adds to what the plan says, and never takes from it.
      #expect(measured >= expected * 0.97, "\(share): \(measured) ms, planned \(expected) ms")
      #expect(measured < expected + 250, "\(share): \(measured) ms, planned \(expected) ms")
    }
    #expect(result.all.longestMilliseconds >= 500)
    #expect(result.lag.isBehind)
    #expect(result.lag.late >= 40)
  }

  /// What a share of all requests has to wait at least, going by the plan alone: whoever comes
  /// during the stop waits for its end.
  private static func wait(
    _ plan: LoadPlan, stopAt number: Int, milliseconds: Double, share: Double
  ) -> Double {
    var schedule = ArrivalSchedule(plan)
    var offsets: [Double] = []
    while let arrival = schedule.next() { offsets.append(Double(arrival.offset) / 1_000_000) }
    let end = offsets[number] + milliseconds
    let waits = offsets.enumerated().map { index, offset in
      index >= number && offset < end ? end - offset : 0
    }
    return waits.sorted()[Int((share * Double(waits.count)).rounded(.up)) - 1]
  }

  /// With connections to spare the others are sent at their moments while some hang.
  @Test func whoHangsDoesNotHoldUpTheOthers() throws {
    let result = try Self.run(Self.plan(100, 1)) { request in
      if Self.number(request) % 10 == 0 { Clock.pause(milliseconds: 400) }
      return Response(200)
    }
    #expect(result.all.total == 100)
    #expect((result.all.latency.percentile(0.85) ?? 1000) < 200)
    #expect((result.all.latency.percentile(0.95) ?? 0) >= 390)
  }

  @Test func patienceEndsAtItsTime() throws {
    var plan = Self.plan(4000, 0.1)
    plan.patience = 50
    plan.connections = 2
    let result = try Self.run(plan) { _ in
      Clock.pause(milliseconds: 400)
      return Response(200)
    }
    #expect(result.all.total == 400)
    #expect(result.all.count(.timeout) >= 2)
    // With both connections held, most never got their turn, and that is not called a timeout.
    #expect(result.all.count(.unsent) >= 100)
    #expect(result.all.count(.timeout) + result.all.count(.unsent) == 400)
    #expect(result.lag.delay.count == Double(result.all.count(.timeout)))
  }

  @Test func nobodyThereIsRefused() throws {
    let server = try Server(Server.Settings()) { _ in Response(200) }
    let base = "http://127.0.0.1:\(server.port)"
    server.stop()
    let result = try LoadRun(Self.plan(50, 0.2), base: base, script: Numbered()).finish()
    #expect(result.all.outcomes == [.refused: 10])
  }

  @Test func progressAddsUpToTheResult() throws {
    let server = try Server(Server.Settings()) { _ in Response(200) }
    defer { server.stop() }
    let base = "http://127.0.0.1:\(server.port)"
    var steps: [LoadProgress] = []
    let result = try LoadRun(Self.plan(200, 1), base: base, script: Numbered())
      .finish(interval: 200, progress: { steps.append($0) })
    #expect(steps.count >= 3)
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.all.total <= $1.all.total })
    let told = steps.map(\.recent.total).reduce(0, +)
    #expect(told == steps.last?.all.total)
    #expect(told <= result.all.total)
    #expect(result.all.total == 200)
  }

  @Test func aLoadThatIsBrokenOffSaysSo() throws {
    let server = try Server(Server.Settings()) { _ in Response(200) }
    defer { server.stop() }
    let base = "http://127.0.0.1:\(server.port)"
    let answered = Mutex(false)
    let result = try LoadRun(Self.plan(100, 600), base: base, script: Numbered()).finish(
      interval: 100, shouldStop: { answered.withLock { $0 } },
      progress: { progress in
        if progress.all.total > 5 { answered.withLock { $0 = true } }
      })
    #expect(result.isPartial)
    #expect(result.elapsedSeconds < 10)
    #expect(result.planned == result.all.total)
    #expect(result.planned < 60_000)
  }
}
