import MeshModel
import Terminal
import Testing

@testable import Dashboard

/// The parts the Breakers tab is made of: gauges, trips, the circle of states, the list.
@Suite struct BreakerPartsTests {
  // Gauges

  @Test(arguments: [
    (0.0, "▕     ▏"), (0.6, "▕███  ▏"), (1.0, "▕█████▏"), (0.001, "▕▏    ▏"), (0.999, "▕████▉▏"),
    (7.0, "▕█████▏"), (-1.0, "▕     ▏"), (.nan, "▕     ▏"),
  ])
  func aGaugeShowsItsPart(_ part: Double, _ text: String) {
    #expect(Gauge(part: part, cells: 5).text == text)
  }

  @Test func gaugesAreAlwaysAsWide() {
    for cells in 1...20 {
      for part in 0...100 {
        let text = Gauge(part: Double(part) / 100, cells: cells).text
        #expect(TextWidth.columns(text) == cells + 2)
      }
    }
  }

  @Test(arguments: [
    (2.54, "2.5s"), (9.96, "10s"), (12.0, "12s"), (0.04, "due"), (-3.0, "due"), (75.0, "1m15s"),
  ])
  func aCountdownHasFewWords(_ left: Double, _ words: String) {
    #expect(ProbeCountdown(left: left, whole: 100).words == words)
  }

  // Trips

  private func event(_ milliseconds: Int, _ kind: EventKind, _ detail: String = "") -> MeshEvent {
    MeshEvent(at: milliseconds * 1_000, kind: kind, subject: "order:payment", detail: detail)
  }

  @Test func aTripEndsWithAProbeThatGoesWell() {
    let trips = Trip.all(in: [
      event(1_000, .breakerOpen, "5 consecutive failures"), event(6_000, .breakerHalfOpen),
      event(6_004, .probeFailed), event(6_004, .breakerOpen, "the probe failed"),
      event(11_004, .breakerHalfOpen), event(11_010, .breakerClosed),
      event(20_000, .breakerOpen, "again"),
    ])
    #expect(trips.count == 2)
    #expect(trips[0].reason == "5 consecutive failures")
    #expect(trips[0].probes.map(\.hasFailed) == [true, false])
    #expect(trips[0].probes.map(\.lasted) == [4_000, 6_000])
    #expect(trips[0].lasted(now: 0) == 10_010_000)
    #expect(trips[1].closedAt == nil)
    #expect(trips[1].lasted(now: 23_000_000) == 3_000_000)
  }

  @Test func aTripMayHaveBegunBeforeWhatIsKnown() {
    let trips = Trip.all(in: [event(6_000, .breakerHalfOpen), event(6_004, .breakerClosed)])
    #expect(trips.count == 1)
    #expect(trips[0].at == nil && trips[0].lasted(now: 9) == nil && trips[0].closedAt != nil)
  }

  @Test func severalInstancesShareATrip() {
    let trips = Trip.all(in: [
      event(1_000, .breakerOpen, "of the first"), event(1_200, .breakerOpen, "of the second"),
      event(6_000, .breakerHalfOpen), event(6_004, .breakerClosed),
    ])
    #expect(trips.map(\.reason) == ["of the first"])
  }

  @Test func theWaitIsTheLatest() {
    #expect(Trip.wait(in: []) == nil)
    #expect(
      Trip.wait(in: [
        event(1_000, .breakerOpen), event(6_000, .breakerHalfOpen), event(6_001, .breakerOpen),
        event(9_001, .breakerHalfOpen),
      ]) == 3_000_000)
  }

  // The circle of states

  private func breaker(
    _ state: BreakerCondition, _ kind: BreakerKind = .library, from: String = "order",
    trips: Double? = nil, distance: TripDistance? = nil
  ) -> Snapshot.Breaker {
    Snapshot.Breaker(
      from: from, to: "payment", kind: kind, state: state, confidence: .reported, trips: trips,
      distance: distance)
  }

  private func machine(_ breaker: Snapshot.Breaker, _ columns: Int) -> [String] {
    BreakerMachine(breaker: breaker, limit: "5 consecutive failures", wait: "after 5s")
      .lines(columns: columns).map { $0.spans.map(\.text).joined() }
  }

  @Test func thePresentStateIsLit() {
    let lines = machine(breaker(.open), 118)
    #expect(
      lines.first
        == " ─ closed ──5 consecutive failures─▸[╳ open]──after 5s─▸ ◐ half-open "
        + "──1 probe goes well─▸ ─ closed ")
    #expect(machine(breaker(.halfOpen), 118)[0].contains("[◐ half-open]"))
    #expect(machine(breaker(.closed), 118)[0].hasPrefix("[─ closed]"))
  }

  @Test func theWayBackStandsBelowItsStates() throws {
    let lines = machine(breaker(.open), 118)
    let (states, back) = (Array(lines[0]), Array(lines[1]))
    #expect(states[try #require(back.firstIndex(of: "▲")) - 1] == "╳")
    #expect(states[try #require(back.firstIndex(of: "┘")) - 1] == "◐")
  }

  @Test(arguments: BreakerKind.allCases, BreakerCondition.allCases)
  func itNeverNeedsMoreThanThereIs(_ kind: BreakerKind, _ state: BreakerCondition) {
    for columns in 0..<140 {
      for line in machine(breaker(state, kind), columns) {
        #expect(TextWidth.columns(line) <= columns)
      }
    }
    #expect(machine(breaker(state, kind), 78).first?.contains("▸") ?? false)
  }

  // The list

  private func names(_ view: BreakersState, _ all: [Snapshot.Breaker]) -> [String] {
    view.lines(all).map { line in
      switch line {
      case .heading(let kind, let count, let tripped): "\(kind.rawValue) \(count) \(tripped)"
      case .breaker(let breaker): breaker.from
      }
    }
  }

  private var all: [Snapshot.Breaker] {
    [
      breaker(.open, .ejection, from: "edge"), breaker(.closed, from: "calm"),
      breaker(.closed, from: "seen", trips: 2),
      breaker(
        .closed, from: "near", distance: TripDistance(value: 4, limit: 5, unit: "failures")),
    ]
  }

  @Test func kindsStandInTheOrderOfTheirGravest() {
    #expect(
      names(BreakersState(), all) == [
        "ejection 1 1", "edge", "library 3 0", "seen", "calm", "near",
      ])
  }

  @Test func theyAreSortedWithinTheirKind() {
    var view = BreakersState()
    view.order = .distance
    #expect(
      names(view, all) == ["library 3 0", "near", "calm", "seen", "ejection 1 1", "edge"])
    view.order = .name
    view.isReversed = true
    #expect(names(view, all).prefix(4) == ["library 3 0", "seen", "near", "calm"])
  }

  @Test func onlyWhatIsUneasyCanBeShown() {
    var view = BreakersState()
    view.hidesHealthy = true
    #expect(names(view, all) == ["ejection 1 1", "edge", "library 1 0", "near"])
  }

  @Test(arguments: [
    ("seen", ["library 1 0", "seen"]), ("open", ["ejection 1 1", "edge"]),
    ("payment !CLOSED", ["ejection 1 1", "edge"]), ("ejection edge", ["ejection 1 1", "edge"]),
    ("nothing like it", []),
    ("!", ["ejection 1 1", "edge", "library 3 0", "seen", "calm", "near"]),
  ])
  func wordsFilterThem(_ filter: String, _ expected: [String]) {
    var view = BreakersState()
    view.filter = filter
    #expect(names(view, all) == expected)
  }

  // What is kept

  @Test func eventsAreKeptInOrderAndWithinBounds() {
    var chronicle = Chronicle()
    let clock = MarketMesh.clock(100)
    chronicle.take(MeshFrame(at: clock, events: [event(5, .breakerOpen)]))
    chronicle.take(MeshFrame(at: clock, fresh: [event(9, .breakerClosed), event(7, .probeFailed)]))
    #expect(chronicle.events(of: "order:payment").map(\.at) == [5_000, 7_000, 9_000])
    for round in 0..<200 {
      let fresh = (0..<200).map { event(1_000 + round * 200 + $0, .breakerOpen) }
      chronicle.take(MeshFrame(at: clock, fresh: fresh))
    }
    let kept = chronicle.events(of: "order:payment")
    #expect(kept.count <= 6_000 && kept.count >= 4_000)
    #expect(kept.last?.at == 1_000_000 + 39_999_000)
  }
}
