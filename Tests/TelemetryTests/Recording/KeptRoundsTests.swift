import MeshModel
import Testing

@testable import Telemetry

@Suite("The local shop as a source")
struct KeptRoundsTests {
  private let now = ClockReading(monotonic: 1, wall: 2)

  private func source() throws -> any Source {
    try SourceKind.shop.make("demo", SourceSettings { "/run/\($0)" })
  }

  private func answer(_ body: [UInt8]) -> [SourceAnswer] {
    [SourceAnswer(.answered(status: 200, body: body), at: now)]
  }

  @Test("it asks for what is new and hands over each kept round once")
  func rounds() throws {
    var source = try source()
    var shelf = RoundShelf()
    let rounds = SomeRounds.some(4, seed: 3)
    for round in rounds.prefix(3) { shelf.take(round.reports, at: round.at) }
    let first = source.read(
      answer(shelf.text(after: nil)), at: now, scrapeMilliseconds: 1)
    #expect(first.map(\.at.monotonic) == rounds.prefix(3).flatMap(\.reports).map(\.at.monotonic))
    let latest = rounds[2].at.monotonic
    #expect(
      source.requests(at: now)
        == [.getUnix(socket: "/run/demo", path: "/rounds?after=\(latest)")])
    shelf.take(rounds[3].reports, at: rounds[3].at)
    let second = source.read(
      answer(shelf.text(after: latest)), at: now, scrapeMilliseconds: 1)
    #expect(second.map(\.at.monotonic) == rounds[3].reports.map(\.at.monotonic))
    // Who has been away for too long gets everything; what was known is not told again.
    let third = source.read(answer(shelf.text(after: nil)), at: now, scrapeMilliseconds: 1)
    #expect(third.isEmpty)
  }

  @Test("it says what is wrong, and then asks for everything again")
  func problems() throws {
    var source = try source()
    var shelf = RoundShelf()
    let round = SomeRounds.some(1, seed: 3)[0]
    shelf.take(round.reports, at: round.at)
    _ = source.read(answer(shelf.text(after: nil)), at: now, scrapeMilliseconds: 1)
    for bad in [
      SourceAnswer(.failed("connection refused"), at: now),
      SourceAnswer(.answered(status: 500, body: []), at: now),
      SourceAnswer(.answered(status: 200, body: RoundEncoder.head + Array("C x\n".utf8)), at: now),
    ] {
      let reports = source.read([bad], at: now, scrapeMilliseconds: 1)
      #expect(reports.count == 1)
      #expect(reports.first?.problem?.isEmpty == false)
    }
    #expect(source.requests(at: now) == [.getUnix(socket: "/run/demo", path: "/rounds?after=0")])
  }
}
