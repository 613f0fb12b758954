import MeshModel
import TestSupport
import Testing

@testable import Telemetry

@Suite("Recordings that are none")
struct BadRecordingTests {
  typealias What = RecordingProblem.What

  private static let source = ":0 #1 +1 :1 #9 +1 \"a \"shop =3.5 +5 +6 =0.1 ~ +0"

  @Test(
    "each says in which line and why",
    arguments: [
      ("", 1, What.noRecording), ("F 1 2", 1, .noRecording),
      ("archadvisor.rounds/2", 1, .version("2")),
      ("archadvisor.rounds/1\u{1B}[2J", 1, .version("1?[2J")),
      ("HEAD soon", 1, .word("soon")),
      ("HEAD\nX 1 2", 2, .line), ("HEAD\nF 1", 2, .line), ("HEAD\nF one 2", 2, .line),
      ("HEAD\n", 2, .line), ("HEAD\nF 9999999999999999999 2", 2, .line),
      ("HEAD\nF 2000000000000000000 2", 2, .line),
      ("HEAD\nC 2 2 1", 2, .gap), ("HEAD\nC 2 2", 2, .line),
      ("HEAD\nF 1 2\nC 3 2 2", 3, .gap),
      ("HEAD\nF 1 2 +1", 2, .word("+1")), ("HEAD\nF 1 2 :1", 2, .word("1")),
      ("HEAD\nF 1 2 :0 +1", 2, .word("+1")), ("HEAD\nF 1 2 :0 *1", 2, .word("*1")),
      ("HEAD\nF 1 2 :0 #1 @0", 2, .word("@0")), ("HEAD\nF 1 2 :0 #1 =x", 2, .word("=x")),
      ("HEAD\nF 1 2 :0 #1 ~ :0 +1", 2, .word("+1")),
      ("HEAD\nF 1 2 :0 #1 \"%4", 2, .word("%4")), ("HEAD\nF 1 2 :0 #1 \"%FF", 2, .word("%FF")),
      ("HEAD\nF 1 2 :0 #99999999999", 2, .tooMuch), ("HEAD\nF 1 2 :0 #-1", 2, .word("-1")),
      ("HEAD\nF 1 2 :0 #1 +1", 2, .unit(0)), ("HEAD\nF 1 2 :0 #1 \"a", 2, .unit(0)),
      ("HEAD\nF 1 2 :0 #1", 2, .unit(0)),
      ("HEAD\nF 1 2 :0 #1 +1 :1", 2, .unit(1)), ("HEAD\nF 1 2 :0 #1 +1 :1 #1 +77", 2, .unit(1)),
      ("HEAD\nF 1 2 :0 #1 +1 :1 #6 +2 +1 \"a \"b \"c ~", 2, .unit(1)),
      ("HEAD\nF 1 2 SOURCE\nF 2 2 SOURCE :1 #10", 3, .unit(1)),
    ])
  func problems(text: String, line: Int, what: What) throws {
    let text = text.replacing("HEAD", with: RecordingFormat.head)
      .replacing("SOURCE", with: Self.source)
    var reader = RecordingReader()
    reader.feed(Array("\(text)\n".utf8))
    let problem = #expect(throws: RecordingProblem.self) {
      while try reader.next() != nil {}
    }
    #expect(problem == RecordingProblem(line: line, what: what))
    #expect(problem?.sentence.isEmpty == false)
  }

  @Test("behind a bad line it goes on with the next full one")
  func goesOn() throws {
    let rounds = SomeRounds.some(9, seed: 1)
    var encoder = RoundEncoder(fullEvery: 4)
    var lines = rounds.map { encoder.line($0.reports, at: $0.at).bytes }
    lines[2] = Array("C nonsense\n".utf8)
    var reader = RecordingReader()
    reader.feed(RoundEncoder.head + lines.joined())
    var read: [ClockReading] = []
    var problems: [Int] = []
    for _ in 0..<20 {
      do {
        if let round = try reader.next() { read.append(round.at) }
      } catch {
        problems.append(error.line)
      }
    }
    #expect(problems == [4, 5])
    #expect(read == [0, 1, 4, 5, 6, 7, 8].map { rounds[$0].at })
  }

  @Test("buckets and times that no mesh can have are refused")
  func impossible() throws {
    let traffic = Traffic(
      latency: LatencyHistogram(cumulative: [(1, 2)], count: 3, sum: 1, milliseconds: 1))
    let cells = TrafficCells.cells(traffic)
    var layouts: [String: BucketLayout] = [:]
    func isRead(_ change: (inout Telemetry.Unit) -> Void) -> Bool {
      var cells = cells
      change(&cells)
      var reader = CellReader(cells)
      return (try? TrafficCells.traffic(&reader, &layouts)) != nil && reader.isAtEnd
    }
    #expect(isRead { _ in })
    #expect(!isRead { $0[16] = .text("2,1") })
    #expect(!isRead { $0[16] = .text("1,nan") })
    #expect(!isRead { $0[16] = .text("1,2,3") })
    #expect(!isRead { $0[17] = .whole(3) })
    #expect(!isRead { $0[18] = .whole(-1) })
    #expect(!isRead { $0[20] = .whole(-1) })
    #expect(!isRead { $0[21] = .number(.infinity) })
    #expect(!isRead { $0.append(.whole(1)) })
    #expect(!isRead { $0.removeLast() })
    for buckets in [[5, 1, 5, 1], [7, 1, 5, 1], [1 << 30, 1], [-1, 1], [5]] {
      #expect(
        !isRead {
          $0[16] = .text("fine")
          $0.removeLast(2)
          $0 += buckets.map { Cell($0) }
        }, "\(buckets)")
    }
  }

  /// Whatever is done to a recording, there is an answer, and what is read can be shown.
  @Test("bytes changed at random never bring it down", arguments: 1...60 as ClosedRange<UInt64>)
  func random(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var encoder = RoundEncoder(fullEvery: 3)
    let rounds = SomeRounds.some(5, seed: seed)
    var bytes = rounds.reduce(into: RoundEncoder.head) {
      $0 += encoder.line($1.reports, at: $1.at).bytes
    }
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 25..<bytes.count, using: &random)
      bytes[place] = "0123456789 \n:#*+-=\"@~%FC".utf8.randomElement(using: &random) ?? 0
    }
    var reader = RecordingReader()
    reader.feed(bytes)
    var state = MeshState()
    for _ in 0..<100 {
      guard let round = try? reader.next() else { continue }
      state.take(round.reports, at: round.at)
      #expect(state.snapshot(windowSeconds: 10, at: round.at).windowSeconds == 10)
    }
    #expect(!reader.isInLine || bytes.last != 0x0A)
  }
}
