import MeshModel
import Testing

@testable import Telemetry

@Suite("The rounds of the last minute")
struct RoundShelfTests {
  private func read(_ bytes: [UInt8], _ reader: inout RecordingReader) throws -> [Int] {
    reader.feed(bytes)
    var times: [Int] = []
    while let round = try reader.next() { times.append(round.at.monotonic) }
    #expect(!reader.isInLine)
    return times
  }

  @Test("whoever comes by time and again gets each round once")
  func comingBy() throws {
    var shelf = RoundShelf()
    var reader = RecordingReader()
    var seen: [Int] = []
    let rounds = SomeRounds.some(90, seed: 1)
    for (index, round) in rounds.enumerated() {
      shelf.take(round.reports, at: round.at)
      guard index % 7 == 0 else { continue }
      seen += try read(shelf.text(after: reader.latest), &reader)
    }
    #expect(seen == rounds.prefix(85).map(\.at.monotonic))
    #expect(try read(shelf.text(after: reader.latest), &reader).count == 5)
    #expect(try read(shelf.text(after: reader.latest), &reader).isEmpty)
  }

  @Test(
    "who was away for long, or comes from another mesh, gets all that is kept")
  func awayForLong() throws {
    var shelf = RoundShelf()
    let rounds = SomeRounds.some(90, seed: 2)
    for round in rounds { shelf.take(round.reports, at: round.at) }
    var fresh = RecordingReader()
    let kept = try read(shelf.text(after: nil), &fresh)
    #expect(kept == rounds.suffix(kept.count).map(\.at.monotonic))
    let span = rounds[89].at.monotonic - kept[0]
    #expect(span >= 61_000_000_000 && span < 80_000_000_000)
    #expect(shelf.text(after: 1) == shelf.text(after: nil))
  }

  @Test("nothing is kept of a mesh that nobody has looked at")
  func empty() throws {
    var reader = RecordingReader()
    #expect(try read(RoundShelf().text(after: nil), &reader).isEmpty)
  }
}
