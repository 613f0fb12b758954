import TestSupport
import Testing

@testable import MeshModel

struct MeshStateTests {
  @Test func ratesAndRatiosAreThoseOfTheWindow() {
    var town = Town(["payment-1", "payment-2"])
    town.run(20) {
      $0.serve("payment-1", 5)
      $0.serve("payment-2", 10)
    }
    town.run(10) {
      $0.serve("payment-1", 9)
      $0.serve("payment-1", 1, .serverError)
      $0.serve("payment-2", 10)
    }
    let payment = town.service("payment")
    #expect(payment?.traffic.answersPerSecond == 20)
    #expect(payment?.traffic.errorRatio == 0.05)
    #expect(payment?.traffic.classes.success == 0.95)
    #expect(payment?.inFlight == 2)
    #expect(payment?.instances.map(\.traffic.errorRatio) == [0.1, 0])
    #expect(town.service("payment", 1)?.traffic.answersPerSecond == 20)
    #expect(abs((town.service("payment", 30)?.traffic.answersPerSecond ?? 0) - 16.7) < 1.5)
  }

  @Test func withoutRequestsRatesAreZeroAndRatiosUnknown() {
    var town = Town(["user-1"])
    town.run(3)
    let user = town.service("user")
    #expect(user?.traffic.answersPerSecond == 0)
    #expect(user?.traffic.errorRatio == nil)
    #expect(user?.traffic.latency.p99 == nil)
    #expect(user?.traffic.latency.count == 0)
    #expect(user?.health.status == .noTraffic)
  }

  @Test func aFirstLookAtALongRunningProcessShowsNothing() {
    var town = Town(["user-1"])
    town["user-1"].began = -1000
    town.serve("user-1", 5000)
    town.tick()
    #expect(town.service("user")?.traffic == TrafficFigures())
    #expect(town.service("user")?.health.status == .unknown)
  }

  /// Whatever is killed and whenever: what is shown is never more than what was served, and what
  /// is lost is at most the time between the last look and the end.
  @Test(arguments: [1, 2, 3, 4, 5, 6])
  func restartsNeitherInventNorLoseMuch(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    var town = Town(["payment-1", "payment-2", "payment-3"])
    var served: [Double] = []
    for second in 0..<40 {
      var now = 0.0
      for name in ["payment-1", "payment-2", "payment-3"] {
        let amount = Double(Int.random(in: 0...30, using: &chance))
        town.serve(name, amount)
        now += amount
      }
      served.append(now)
      if second % 3 == 2 {
        town.restart("payment-\(Int.random(in: 1...3, using: &chance))")
      }
      town.tick()
      let shown = town.service("payment")?.traffic.answersPerSecond ?? 0
      let truth = served.suffix(10).reduce(0, +) / Double(min(served.count, 10))
      #expect(shown <= truth + 0.001)
      #expect(shown >= truth - 4 * 30 / Double(min(served.count, 10)))
    }
  }

  @Test func aSilentSourceShowsNothingAfterAWhile() {
    var town = Town(["user-1"])
    town.run(10) { $0.serve("user-1", 10) }
    town.time += 3
    #expect(town.service("user")?.traffic.answersPerSecond == 10)
    town.time += 1
    #expect(town.service("user")?.traffic == TrafficFigures())
    #expect(town.service("user")?.inFlight == nil)
    #expect(town.service("user")?.health.status == .unknown)
    #expect(town.snapshot().sources.first?.ageSeconds == 4)
  }

  @Test func theRequestsOfADeadInstanceStayInTheWindow() {
    var town = Town(["order-1", "order-2"])
    town.run(10) {
      $0.serve("order-1", 10)
      $0.serve("order-2", 10)
    }
    town["order-2"].isSilent = true
    town.run(5) { $0.serve("order-1", 20) }
    #expect(town.service("order")?.traffic.answersPerSecond == 20)
  }

  @Test func aServiceThatNobodyHearsIsJudgedByItsCallers() {
    var town = Town(["order-1"])
    town.run(10) {
      $0.serve("order-1", 10)
      $0.call(
        "order-1", "payment",
        [
          .success: 6, .serverError: 4, .clientError: 0, .attempts: 20, .failedAttempts: 14,
          .unansweredAttempts: 10,
        ])
    }
    let payment = town.service("payment")
    #expect(payment?.traffic.answersPerSecond == 20)
    #expect(payment?.traffic.errorRatio == 0.7)
    #expect(payment?.traffic.classes.unanswered == 0.5)
    #expect(payment?.health.status == .failing)
    #expect(payment?.healthy == nil && payment?.total == nil)
  }

  @Test func whatCallersGotNoAnswerToCountsAgainstTheService() {
    var town = Town(["order-1", "payment-1"])
    town.run(10) {
      $0.serve("payment-1", 6)
      $0.call(
        "order-1", "payment",
        [
          .success: 6, .unanswered: 4, .attempts: 10, .failedAttempts: 4, .unansweredAttempts: 4,
        ])
    }
    let payment = town.service("payment")
    #expect(payment?.traffic.errorRatio == 0.4)
    #expect(payment?.health.reason == "no answer 40.0% >= 10%")
  }

  @Test func answersAndAttemptsAreKeptApart() {
    var town = Town(["order-1"])
    town.run(10) {
      $0.call(
        "order-1", "payment",
        [
          .success: 19, .serverError: 1, .attempts: 35, .failedAttempts: 16, .retries: 15,
          .timeouts: 2, .shed: 3, .rateLimited: 0,
        ])
      // What a breaker keeps back is an answer without an attempt.
      $0.call(
        "order-1", "user", [.success: 2, .unanswered: 8, .attempts: 4, .retries: 2, .shed: 8])
    }
    #expect(town.edge("order", "user")?.traffic.retryAmplification == 2)
    let traffic = town.edge("order", "payment")?.traffic
    #expect(traffic?.answersPerSecond == 20)
    #expect(traffic?.attemptsPerSecond == 35)
    #expect(traffic?.errorRatio == 0.05)
    #expect(traffic?.attemptErrorRatio == 16.0 / 35)
    #expect(traffic?.retryAmplification == 1.75)
    #expect(traffic?.retriesPerSecond == 15)
    #expect(traffic?.timeoutsPerSecond == 2)
    #expect(traffic?.shedPerSecond == 3)
    #expect(traffic?.rateLimitedPerSecond == 0)
    #expect(traffic?.unreachablePerSecond == nil)
  }

  @Test func countersThatContradictOneAnotherGiveNoRatio() {
    var town = Town(["order-1"])
    town.run(10) { $0.call("order-1", "payment", [.attempts: 5, .failedAttempts: 6]) }
    #expect(town.edge("order", "payment")?.traffic.attemptsPerSecond == 5)
    #expect(town.edge("order", "payment")?.traffic.attemptErrorRatio == nil)
  }

  @Test func theCauseIsMarkedAtTheDeepestFailingService() {
    var town = Town(["gateway-1", "order-1", "payment-1"])
    town.run(10) {
      for name in ["gateway-1", "order-1", "payment-1"] {
        $0.serve(name, 5)
        $0.serve(name, 5, .serverError)
      }
      $0.call("gateway-1", "order", [.success: 5, .serverError: 5])
      $0.call("order-1", "payment", [.success: 5, .serverError: 5])
    }
    let causes = town.snapshot().services.map(\.health.causes)
    #expect(causes == [["payment"], ["payment"], ["payment"]])
  }

  @Test func twoSourcesThatTellOfTheSameAreNotAddedUp() {
    var town = Town(["order-1"])
    var other = Town(["order-1"])
    other.source = SourceIdentity(id: "other", kind: "test")
    for _ in 0..<10 {
      for _ in 0..<2 { town.serve("order-1", 5) }
      other.serve("order-1", 9)
      other.call("order-1", "user", [.success: 3])
      town.time += 1
      other.time = town.time
      town.state.take([town.report, other.report], at: town.now)
    }
    #expect(town.service("order")?.traffic.answersPerSecond == 10)
    #expect(town.edge("order", "user")?.traffic.answersPerSecond == 3)
    // When the first falls silent, the second takes over.
    for _ in 0..<5 {
      other.serve("order-1", 9)
      town.time += 1
      other.time = town.time
      town.state.take([other.report], at: town.now)
    }
    #expect(town.service("order")?.traffic.answersPerSecond == 9)
  }

  @Test func theSameRoundsGiveTheSameSnapshots() {
    func play() -> [Snapshot] {
      var town = Town(["a-1", "a-2", "b-1", "c-1"])
      var snapshots: [Snapshot] = []
      town.run(20) {
        for name in ["a-1", "a-2", "b-1"] {
          $0.call(name, "c", [.success: 3, .serverError: 1])
          $0.serve(name, 4)
        }
        snapshots.append($0.snapshot())
        snapshots.append($0.snapshot(30))
      }
      return snapshots
    }
    let first = play()
    #expect(first == play())
    #expect(Set(first.map(\.id)).count == first.count)
  }

  @Test func whoIsSilentForAMinuteIsForgotten() {
    var town = Town(["order-1", "user-1"])
    town.run(2) { $0.call("order-1", "old", [.success: 1]) }
    town["order-1"].calls = [:]
    town["user-1"].isSilent = true
    town.run(70)
    #expect(town.snapshot().services.map(\.name) == ["order"])
    #expect(town.snapshot().edges.isEmpty)
  }
}
