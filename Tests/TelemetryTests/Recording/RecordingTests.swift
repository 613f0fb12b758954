import MeshModel
import TestSupport
import Testing

@testable import Telemetry

@Suite("Recorded rounds")
struct RecordingTests {
  private func record(_ rounds: [RecordedRound], fullEvery: Int = 7) -> [[UInt8]] {
    var encoder = RoundEncoder(fullEvery: fullEvery)
    return [RoundEncoder.head] + rounds.map { encoder.line($0.reports, at: $0.at).bytes }
  }

  private func read(_ bytes: some Sequence<UInt8>) throws -> (rounds: [RecordedRound], cut: Bool) {
    var reader = RecordingReader()
    reader.feed(bytes)
    var rounds: [RecordedRound] = []
    while let round = try reader.next() { rounds.append(round) }
    return (rounds, reader.isInLine)
  }

  /// All that a mesh shows after each of the rounds.
  private func snapshots(_ rounds: [RecordedRound]) -> [[Snapshot]] {
    var state = MeshState()
    return rounds.map { round in
      state.take(round.reports, at: round.at)
      return [1, 10, 60].map { state.snapshot(windowSeconds: $0, at: round.at) }
    }
  }

  private func events(_ rounds: [RecordedRound]) -> [MeshEvent] {
    var state = MeshState()
    for round in rounds { state.take(round.reports, at: round.at) }
    return state.events.all
  }

  @Test(
    "replayed they give the same snapshots and events", arguments: 1...8 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) throws {
    let rounds = SomeRounds.some(30, seed: seed)
    let lines = record(rounds)
    let (replayed, cut) = try read(lines.joined())
    #expect(!cut)
    #expect(replayed.map(\.at) == rounds.map(\.at))
    #expect(snapshots(replayed) == snapshots(rounds))
    #expect(events(replayed) == events(rounds))
    // Nothing is lost that snapshots do not show either.
    #expect(record(replayed) == lines)
  }

  /// Written by hand, as the description of the format says: whatever is changed in the program, what
  /// was recorded before can still be read, or bears another number in its first line.
  @Test("a recording of this version is read for ever")
  func written() throws {
    let text = """
      archadvisor.rounds/1 2000000000
      F 1000000000 1000000 :0 #3 +1 +2 +3 :1 #9 +1 "shop=a "shop =3.5 +1000000000 +1000000 +1 ~ +1 \
      :2 #6 +3 "order "order-1 +1000000000 "life ~ \
      :3 #26 +4 "GET%20/ ~ *1 +6 ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ "10.0,100.0 +1 +6 =60.5 +6
      C 11000000000 11000000 1000000000 :1 *4 +10000000000 +10000000 :2 *3 +10000000000 \
      :3 *4 +40 *16 +40 =4060.5 *1 +40

      """
    let (rounds, cut) = try read(Array(text.utf8))
    #expect(!cut)
    var state = MeshState()
    for round in rounds { state.take(round.reports, at: round.at) }
    let snapshot = state.snapshot(
      windowSeconds: 10, at: ClockReading(monotonic: 11_000_000_000, wall: 11_000_000))
    #expect(snapshot.sources.map(\.id) == ["shop=a"])
    let traffic = try #require(snapshot.services.first { $0.name == "order" }).traffic
    #expect(traffic.answersPerSecond == 4)
    #expect(traffic.latency.p50 == 55)
    #expect(traffic.latency.mean == 100)
    #expect(traffic.latency.count == 40)
  }

  @Test("a reader may start at every full line", arguments: 1...5 as ClosedRange<UInt64>)
  func middle(seed: UInt64) throws {
    let lines = record(SomeRounds.some(30, seed: seed))
    let all = record(try read(lines.joined()).rounds, fullEvery: 1)
    let full = lines.indices.filter { lines[$0].first == UInt8(ascii: "F") }
    #expect(full.count > 3)
    for start in full {
      let rest = try read(([RoundEncoder.head] + lines[start...]).joined()).rounds
      #expect(record(rest, fullEvery: 1).dropFirst() == all[start...])
    }
  }

  @Test("cut off anywhere they are read up to the last whole line")
  func cutOff() throws {
    let lines = record(SomeRounds.some(6, seed: 3), fullEvery: 3)
    let whole = Array(lines.joined())
    var ends: Set<Int> = [0]
    for line in lines { ends.insert((ends.max() ?? 0) + line.count) }
    for length in stride(from: 0, through: whole.count, by: 97) + Array(ends) {
      let (rounds, cut) = try read(whole.prefix(length))
      #expect(rounds.count == max(ends.count { $0 <= length } - 2, 0), "\(length)")
      #expect(cut == !ends.contains(length), "\(length)")
    }
  }

  @Test("it does not matter in which pieces they arrive", arguments: [1, 13, 4096])
  func pieces(size: Int) throws {
    let lines = record(SomeRounds.some(8, seed: 4))
    let bytes = Array(lines.joined())
    var reader = RecordingReader()
    var rounds: [RecordedRound] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      reader.feed(bytes[start..<min(start + size, bytes.count)])
      while let round = try reader.next() { rounds.append(round) }
    }
    #expect(record(rounds) == lines)
  }

  @Test("what has not changed takes no room, and what has changed little")
  func compact() {
    var encoder = RoundEncoder()
    let first = SomeRounds.some(1, seed: 9)[0]
    let full = encoder.line(first.reports, at: first.at)
    let later = ClockReading(monotonic: first.at.monotonic + 1, wall: first.at.wall)
    let same = encoder.line(first.reports, at: later)
    #expect(full.isFull && !same.isFull)
    let (now, wall, then) = (later.monotonic, later.wall, first.at.monotonic)
    #expect(String(decoding: same.bytes, as: UTF8.self) == "C \(now) \(wall) \(then)\n")
  }
}

@Suite("Numbers of a recording")
struct CellTests {
  @Test(
    "doubles come back bit for bit",
    arguments: [
      0, -0.0, 1, -3, 0.1, 0.1 + 0.2, 1.0 / 3, .leastNonzeroMagnitude, 1e308, .infinity, -.infinity,
      9_007_199_254_740_991,
      9_007_199_254_740_992, 9_007_199_254_740_994, -1e18, 123_456_789.123,
    ])
  func doubles(value: Double) throws {
    var writer = CellWriter()
    for before in [Cell(0.0), Cell(-7), Cell(0.5), Cell("text"), .none] {
      writer.begin([])
      writer.write([Cell(value)], at: 0, before: [before])
      var table = CellTable()
      var start = CellWriter()
      start.write([before], at: 0, before: [])
      try table.take(start.bytes.split(separator: 0x20))
      try table.take(writer.bytes.split(separator: 0x20))
      var reader = CellReader(table.units[0])
      #expect(try reader.number().bitPattern == value.bitPattern, "after \(before)")
    }
  }

  @Test("whole numbers do, up to the last", arguments: [0, 1, -1, .max, .min])
  func integers(value: Int) throws {
    for before in [Cell(0), Cell(Int.max), Cell(Int.min), Cell(0.5)] {
      var writer = CellWriter()
      writer.write([before], at: 0, before: [])
      var table = CellTable()
      try table.take(writer.bytes.split(separator: 0x20))
      writer.begin([])
      writer.write([Cell(value)], at: 0, before: [before])
      try table.take(writer.bytes.split(separator: 0x20))
      #expect(table.units[0] == [.whole(value)])
    }
  }
}
