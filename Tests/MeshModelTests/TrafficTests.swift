import Testing

@testable import MeshModel

struct TrafficCountsTests {
  @Test func whatIsUnknownStaysUnknown() {
    let counts = TrafficCounts([.success: 5, .timeouts: 0])
    #expect(counts[.timeouts] == 0)
    #expect(counts[.retries] == nil)
    let sum = counts + TrafficCounts([.success: 2, .retries: 3])
    #expect(sum == TrafficCounts([.success: 7, .timeouts: 0, .retries: 3]))
    #expect((TrafficCounts() + TrafficCounts())[.success] == nil)
    #expect(TrafficCounts().answers == nil)
  }

  @Test(
    arguments: [
      ([.success: 9], [.success: 4], [.success: 5]),
      ([.success: 4], [.success: 4], [.success: 0]),
      // Fell: counting began anew.
      ([.success: 3], [.success: 4], nil),
      // Not known then: it counts from zero; not known now: it stays unknown.
      ([.success: 3, .retries: 2], [.success: 1], [.success: 2, .retries: 2]),
      ([.success: 3], [.success: 1, .retries: 2], [.success: 2]),
    ] as [([TrafficCount: Double], [TrafficCount: Double], [TrafficCount: Double]?)])
  func differencesAreOfWhatIsKnown(
    now: [TrafficCount: Double], before: [TrafficCount: Double],
    expected: [TrafficCount: Double]?
  ) {
    #expect(TrafficCounts(now).since(TrafficCounts(before)) == expected.map(TrafficCounts.init))
  }

  @Test func answersAndFailuresAreSumsOfClasses() {
    let counts = TrafficCounts([
      .success: 90, .redirect: 1, .clientError: 4, .serverError: 3, .unanswered: 2, .attempts: 120,
    ])
    #expect(counts.answers == 100)
    #expect(counts.failures == 5)
  }
}

struct TrafficWindowTests {
  static let second = 1_000_000_000

  static func traffic(_ answers: Double) -> Traffic {
    Traffic(counts: TrafficCounts([.success: answers]))
  }

  private func window(_ looks: [(at: Double, answers: Double, epoch: Epoch?)]) -> TrafficWindow {
    var window = TrafficWindow()
    for look in looks {
      window.take(
        Self.traffic(look.answers), at: Int(look.at * 1e9), epoch: look.epoch, zeroAt: nil)
    }
    return window
  }

  private func answers(_ window: TrafficWindow, last seconds: Double) -> Double? {
    let now = window.lastLook ?? 0
    return window.sum(since: now - Int(seconds * 1e9))?.traffic.counts.answers
  }

  @Test func aWindowIsTheSumOfWhatWasAdded() {
    let looks = (0...30).map { (at: Double($0), answers: Double($0 * $0), epoch: Epoch?.none) }
    let all = window(looks)
    #expect(answers(all, last: 1) == 59)
    #expect(answers(all, last: 10) == 500)
    #expect(all.sum(since: 20 * Self.second)?.seconds == 10)
  }

  @Test func aFirstLookHasNoWindow() {
    #expect(answers(window([(5, 100, nil)]), last: 10) == nil)
  }

  @Test func aFirstLookAtAYoungProcessCountsFromItsStart() {
    let young = window([(5, 100, Epoch(identity: "a", began: 3 * Self.second))])
    #expect(young.sum(since: 0)?.seconds == 2)
    #expect(answers(young, last: 10) == 100)
  }

  @Test func aRestartAddsWhatTheNewProcessCounted() {
    let looks: [(at: Double, answers: Double, epoch: Epoch?)] = [
      (1, 500, Epoch(identity: "a")), (2, 600, Epoch(identity: "a")),
      (3, 30, Epoch(identity: "b", began: Self.second * 5 / 2)),
      (4, 90, Epoch(identity: "b", began: Self.second * 5 / 2)),
    ]
    let sum = window(looks).sum(since: 0)
    #expect(sum?.traffic.counts.answers == 190)
    #expect(sum?.seconds == 3)
  }

  /// A hot restart hands part of the counts over: nobody knows how many.
  @Test func aNewLifeThatDoesNotBeginAtZeroAddsNothingUntilTheNextLook() {
    let looks: [(at: Double, answers: Double, epoch: Epoch?)] = [
      (1, 98, Epoch(identity: "0")), (2, 25, Epoch(identity: "1")), (3, 45, Epoch(identity: "1")),
    ]
    #expect(answers(window(looks), last: 10) == 20)
  }

  @Test func aCounterThatFallsLosesOnlyThatStretch() {
    let all = window([(1, 10, nil), (2, 30, nil), (3, 5, nil), (4, 8, nil)])
    #expect(answers(all, last: 10) == 23)
  }

  @Test func timeThatDoesNotAdvanceIsIgnored() {
    let all = window([(1, 10, nil), (2, 30, nil), (2, 99, nil), (1.5, 999, nil), (3, 31, nil)])
    #expect(answers(all, last: 10) == 21)
  }

  @Test func trafficFirstSeenLaterWasZeroBefore() {
    var window = TrafficWindow()
    window.take(Self.traffic(7), at: 5 * Self.second, epoch: nil, zeroAt: 4 * Self.second)
    #expect(answers(window, last: 10) == 7)
  }

  @Test func aCountLeftOutForAWhileDoesNotCountTwice() {
    var window = TrafficWindow()
    var counts = TrafficCounts([.success: 100, .retries: 50])
    window.take(Traffic(counts: counts), at: Self.second, epoch: nil, zeroAt: nil)
    counts[.retries] = nil
    window.take(Traffic(counts: counts), at: 2 * Self.second, epoch: nil, zeroAt: nil)
    counts[.retries] = 52
    window.take(Traffic(counts: counts), at: 3 * Self.second, epoch: nil, zeroAt: nil)
    #expect(window.sum(since: 0)?.traffic.counts[.retries] == 2)
  }

  @Test(arguments: [0.05, 0.1, 0.5, 1, 2])
  func anyPaceOfLooksGivesTheSameMinute(pace: Double) {
    let looks = (0...Int(100 / pace)).map {
      (at: Double($0) * pace, answers: Double($0) * pace * 20, epoch: Epoch?.none)
    }
    let all = window(looks)
    for seconds in [10.0, 30, 60] {
      let sum = all.sum(since: 100 * Self.second - Int(seconds * 1e9))
      let rate = (sum?.traffic.counts.answers ?? 0) / (sum?.seconds ?? 1)
      #expect(abs(rate - 20) < 0.001)
      #expect(abs((sum?.seconds ?? 0) - seconds) <= 2.5)
    }
    #expect(
      Mirror(reflecting: all).descendant("stretches").map { Mirror(reflecting: $0).children.count }
        ?? .max <= 40)
  }
}
