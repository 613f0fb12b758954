import MeshModel
import Terminal
import Testing

@testable import Dashboard

/// What the time axis shows of what happened when.
@Suite struct TimelineTests {
  /// Sixty cells of a second each, the last one now.
  private let minute = Timeline(end: MarketMesh.wall(100), columns: 60)

  private func text(_ marks: [Timeline.Mark]) -> String { marks.map(\.glyph).joined() }

  private func event(_ milliseconds: Int, _ kind: EventKind, _ detail: String = "") -> MeshEvent {
    MeshEvent(
      at: MarketMesh.wall(0) + milliseconds * 1_000, kind: kind, subject: "order:payment",
      detail: detail)
  }

  private func breaker(
    _ state: BreakerCondition = .closed, since: Int? = nil, kind: BreakerKind = .library
  ) -> Snapshot.Breaker {
    Snapshot.Breaker(
      from: "order", to: "payment", kind: kind, state: state, confidence: .reported, since: since)
  }

  @Test(arguments: [
    (100_000, 59), (99_001, 59), (99_000, 58), (41_000, 0), (40_000, -1), (101_000, 60),
  ])
  func everyMomentHasItsCell(_ milliseconds: Int, _ cell: Int) {
    #expect(minute.cell(of: MarketMesh.wall(0) + milliseconds * 1_000) == cell)
  }

  @Test func aHalfOpenStateOfMillisecondsIsSeen() {
    let marks = minute.lane(
      of: breaker(),
      [
        event(50_100, .breakerOpen), event(55_100, .breakerHalfOpen), event(55_104, .breakerClosed),
      ])
    let before = String(repeating: "─", count: 10)
    #expect(text(marks) == before + "╳╳╳╳╳◐" + String(repeating: "─", count: 44))
    #expect(marks.allSatisfy { $0.moments <= 1 })
  }

  @Test func aFailedProbeIsGraverThanTheOpeningItBrings() {
    let marks = minute.lane(
      of: breaker(.open),
      [
        event(50_100, .breakerOpen), event(55_100, .breakerHalfOpen), event(55_104, .probeFailed),
        event(55_104, .breakerOpen),
      ])
    #expect(marks[15].glyph == "✖")
    // The opening belongs to the probe, so that this is one thing.
    #expect(marks[15].moments == 1)
    #expect(marks[59].glyph == "╳")
  }

  /// Several changes in a cell: the gravest wins, and a sign says that there is more.
  @Test func flappingIsNotHidden() {
    let flapping = (0..<4).flatMap { round in
      [
        event(50_100 + round * 200, .breakerOpen),
        event(50_150 + round * 200, .breakerHalfOpen),
        event(50_151 + round * 200, .breakerClosed),
      ]
    }
    let marks = minute.lane(of: breaker(), flapping)
    #expect(marks[10].glyph == "◐")
    #expect(marks[10].moments == 8)
    #expect(text(Array(marks[11...])) == String(repeating: "─", count: 49))
    let spans = minute.line(marks).spans
    #expect(spans[10].style.attributes.contains(.underline))
    #expect(!spans[11].style.attributes.contains(.underline))
  }

  @Test func whatIsOlderThanTheAxisStillHolds() {
    let marks = minute.lane(of: breaker(.open), [event(1_000, .breakerOpen)])
    #expect(text(marks) == String(repeating: "╳", count: 60))
  }

  @Test func whatComesAfterTheEdgeIsNotShown() {
    let marks = minute.lane(of: breaker(), [event(100_500, .breakerOpen)])
    #expect(text(marks) == String(repeating: "─", count: 60))
  }

  /// Without events there is no guessing: what rounds saw, and dots before that.
  @Test func withoutEventsOnlyWhatWasSeenIsShown() {
    let seen = [(90, BreakerCondition.closed), (95, .shedding)].map {
      (wall: MarketMesh.wall($0.0), state: $0.1)
    }
    let marks = minute.lane(of: breaker(.shedding, kind: .concurrency), []) { seen }
    #expect(text(marks) == String(repeating: "·", count: 49) + "─────▼▼▼▼▼▼")
    let unseen = minute.lane(of: breaker(.shedding, kind: .concurrency), [])
    #expect(text(unseen) == String(repeating: "·", count: 59) + "▼")
    let since = minute.lane(of: breaker(.closed, since: MarketMesh.wall(80)), [])
    #expect(text(since) == String(repeating: "·", count: 39) + String(repeating: "─", count: 21))
  }

  @Test func faultsThatAreStillSetBeganBeforeWhatIsKnown() {
    #expect(text(minute.faults([], now: 1)) == String(repeating: "━", count: 60))
    let ended = minute.faults([event(60_500, .faultOff)], now: 0)
    #expect(
      text(ended) == String(repeating: "━", count: 20) + "◇" + String(repeating: "·", count: 39))
  }

  @Test func barsShowTheHighestAndLeaveGapsOpen() {
    let samples: [(wall: Int, value: Double?)] = [
      (MarketMesh.wall(50), 1), (MarketMesh.wall(51), 4), (MarketMesh.wall(52), nil),
      (MarketMesh.wall(90), 0.1), (MarketMesh.wall(91), 0),
    ]
    let marks = minute.bars(samples, top: 4) { $0 > 1 ? .bad : .muted }
    #expect(text(Array(marks[9...11])) == "▂█·")
    #expect(marks[10].role == .bad)
    // Little is more than nothing, and nothing is not the same as unknown.
    #expect(text(Array(marks[49...52])) == "▂▁··")
  }

  @Test(arguments: TimelineSpan.allCases)
  func theAxisNamesItsEnds(_ span: TimelineSpan) {
    let timeline = Timeline(end: MarketMesh.wall(100), columns: 60, span: span.seconds)
    let axis = timeline.axis.spans.map(\.text).joined()
    #expect(axis.hasPrefix("\(span.words) ago"))
    #expect(axis.hasSuffix("now"))
    #expect(TextWidth.columns(axis) == 60)
  }

  @Test func theCursorStandsAtItsTimeAndTheRestStepsBack() {
    let timeline = Timeline(
      end: MarketMesh.wall(100), columns: 60, cursor: MarketMesh.wall(70))
    let axis = timeline.axis.spans.map(\.text).joined()
    #expect(axis.contains("▲ 10:14:30"))
    #expect(TextWidth.columns(axis) == 60)
    let spans = timeline.line(timeline.lane(of: breaker(), [event(50_000, .breakerOpen)])).spans
    #expect(spans[29].style.attributes.contains(.reverse))
    #expect(spans[28].style.role == .bad)
    #expect(spans[30].style.role == .stale)
  }

  @Test func noWidthIsTooSmall() {
    for columns in 0..<30 {
      let timeline = Timeline(
        end: MarketMesh.wall(100), columns: columns, cursor: MarketMesh.wall(90))
      let marks = timeline.lane(of: breaker(), [event(60_000, .breakerOpen)])
      #expect(marks.count == columns)
      _ = timeline.axis
      _ = timeline.bars([(MarketMesh.wall(60), 1)]) { _ in .info }
    }
  }
}
