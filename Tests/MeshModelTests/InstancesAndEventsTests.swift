import Testing

@testable import MeshModel

struct InstancesTests {
  private func opinion(_ health: InstanceHealth, starting: Bool = false) -> InstanceReading {
    InstanceReading(
      service: "payment", instance: "payment-2", address: "127.0.0.1:1", version: "v1",
      health: health, isStarting: starting)
  }

  @Test func theGravestOpinionIsShownWithThoseWhoHoldIt() {
    var town = Town(["order-1", "order-2", "user-1"])
    town["order-1"].opinions = [opinion(.ejected)]
    town["order-2"].opinions = [opinion(.healthy)]
    town["user-1"].opinions = [opinion(.ejected)]
    town.run(2)
    let instance = town.service("payment")?.instances.first
    #expect(instance?.health == .ejected)
    #expect(instance?.observedBy == ["order-1", "user-1"])
    #expect(instance?.address == "127.0.0.1:1")
    #expect(town.service("payment")?.healthy == 0)
    #expect(town.service("payment")?.total == 1)
  }

  @Test("an instance that fails is not healthy, whoever only sees that it is there")
  func ownAnswers() {
    var town = Town(["payment-1", "payment-2", "watch-1"])
    town["watch-1"].opinions = ["payment-1", "payment-2"].map {
      InstanceReading(service: "payment", instance: $0, health: .healthy)
    }
    town.run(12) {
      $0.serve("payment-1", 10)
      $0.serve("payment-2", 10, .serverError)
    }
    let instances = town.service("payment")?.instances
    #expect(instances?.map(\.health) == [.healthy, .unhealthy])
    #expect(instances?.map(\.observedBy) == [["watch-1"], ["payment-2"]])
    #expect(instances?.map(\.reason) == [nil, "http 5xx 100% >= 10%"])
    // That it is there is what is counted.
    #expect(town.service("payment")?.healthy == 2)
    town.run(12) {
      $0.serve("payment-1", 10)
      $0.serve("payment-2", 10)
    }
    #expect(town.service("payment")?.instances.map(\.health) == [.healthy, .healthy])
  }

  @Test func oneThatDrainsCountsNeitherWay() {
    var town = Town(["watch-1"])
    town["watch-1"].opinions = [
      opinion(.draining),
      InstanceReading(service: "payment", instance: "payment-1", health: .healthy),
    ]
    town.run(2)
    #expect(town.service("payment")?.healthy == 1)
    #expect(town.service("payment")?.total == 1)
    #expect(town.service("payment")?.instances.map(\.health) == [.healthy, .draining])
  }

  @Test func aServiceThatStartsIsNoOutage() {
    var town = Town(["watch-1"])
    town["watch-1"].opinions = [opinion(.unknown, starting: true)]
    town.run(2)
    #expect(town.service("payment")?.health.status == .starting)
  }
}

struct BreakerBookTests {
  private func breaker(
    _ state: BreakerCondition, trips: Double? = nil, reason: String? = nil
  ) -> BreakerReading {
    var reading = BreakerReading(
      to: "payment", kind: .library, state: state, confidence: .reported)
    reading.trips = trips
    reading.reason = reason
    return reading
  }

  @Test func changesOfStateBecomeEventsInOrder() {
    var town = Town(["order-1"])
    for state in [BreakerCondition.closed, .open, .open, .halfOpen, .closed] {
      town["order-1"].breakers = [breaker(state)]
      town.tick()
    }
    #expect(
      town.told == [
        "breaker-open order:payment", "breaker-half-open order:payment",
        "breaker-closed order:payment",
      ])
  }

  /// A limit that is nearly reached lets requests through again.
  @Test func sheddingEndsBeforeTheLimitIsFar() {
    var town = Town(["order-1"])
    for state in [BreakerCondition.closed, .shedding, .shedding, .nearLimit, .closed] {
      town["order-1"].breakers = [breaker(state)]
      town.tick()
    }
    #expect(town.told == ["breaker-open order:payment", "breaker-closed order:payment"])
  }

  /// Between two looks it let a probe through and opened again: only the counter shows it.
  @Test func aProbeThatFailedBetweenTwoLooksIsSeenByTheCounter() {
    var town = Town(["order-1"])
    for (state, trips) in [(BreakerCondition.closed, 0.0), (.open, 1), (.open, 1), (.open, 2)] {
      town["order-1"].breakers = [breaker(state, trips: trips)]
      town.tick()
    }
    #expect(town.told == ["breaker-open order:payment", "probe-failed order:payment"])
    #expect(town.snapshot().breakers.first?.trips == 2)
  }

  @Test func tripsSurviveARestart() {
    var town = Town(["order-1"])
    town["order-1"].breakers = [breaker(.open, trips: 3)]
    town.tick()
    town.restart("order-1")
    town["order-1"].breakers = []
    town.tick()
    #expect(town.snapshot().breakers.isEmpty)
    town["order-1"].breakers = [breaker(.closed, trips: 1)]
    town.tick()
    #expect(town.snapshot().breakers.first?.trips == 4)
  }

  @Test func ofSeveralOwnersTheGravestStateIsShown() {
    var town = Town(["order-1", "order-2"])
    var closed = breaker(.closed, trips: 1)
    closed.distance = TripDistance(value: 3, limit: 5, unit: "consecutive failures")
    var open = breaker(.open, trips: 2, reason: "5 consecutive failures")
    open.since = 42
    open.nextProbeSeconds = 2.5
    town["order-1"].breakers = [closed]
    town["order-2"].breakers = [open]
    town.tick()
    let shown = town.snapshot().breakers
    #expect(
      shown == [
        Snapshot.Breaker(
          from: "order", to: "payment", kind: .library, state: .open, confidence: .reported,
          since: 42, reason: "5 consecutive failures", trips: 3, nextProbeSeconds: 2.5,
          observers: ["order-2"], observerCount: 2)
      ])
  }

  @Test func aBreakerNobodyHearsOfIsUnknown() {
    var town = Town(["order-1"])
    town["order-1"].breakers = [breaker(.open)]
    town.tick()
    town.time += 5
    #expect(town.snapshot().breakers.map(\.state) == [.unknown])
  }

  @Test func aSourceThatTellsEventsIsNotToldThemAgain() {
    var town = Town(["order-1"])
    town.tellsEvents = true
    for state in [BreakerCondition.closed, .open] {
      town["order-1"].breakers = [breaker(state)]
      town.tick()
    }
    town.restart("order-1")
    town.tick()
    #expect(town.told.isEmpty)
  }
}

struct EventTests {
  @Test func healthAndRestartsAndSourcesBecomeEvents() {
    var town = Town(["user-1"])
    town.run(3) { $0.serve("user-1", 30) }
    town.run(2) { $0.serve("user-1", 30, .serverError) }
    let turned = town.snapshot().id
    town.run(1) { $0.serve("user-1", 30, .serverError) }
    #expect(town.told == ["health user"])
    let health = town.state.events.all.first
    #expect(health?.detail == "healthy to failing: http 5xx 40.0% >= 10%")
    #expect(health?.snapshot == turned && turned.hasSuffix("-10s"))
    town.restart("user-1")
    town.tick()
    var lost = town.report
    lost.problem = "connection refused"
    lost.observations = []
    town.time += 1
    town.state.take([lost], at: town.now)
    #expect(town.snapshot().sources.first?.isGood == false)
    #expect(town.snapshot().sources.first?.problem == "connection refused")
    town.tick()
    #expect(
      town.told == ["health user", "restart user-1", "source-lost town", "source-back town"])
  }

  @Test func eventsComeInOrderOfTimeAndReadersMissNone() {
    var log = EventLog(limit: 100)
    func event(_ at: Int) -> MeshEvent {
      MeshEvent(at: at, kind: .faultOn, subject: "\(at)", detail: "")
    }
    for at in [5, 3, 9, 3, 7] { log.add(event(at)) }
    #expect(log.all.map(\.at) == [3, 3, 5, 7, 9])
    #expect(log.after(3).map(\.at) == [3, 7])
    #expect(log.newest == 5)
    #expect(log.after(5).isEmpty)
  }

  @Test func theHistoryIsBounded() {
    var log = EventLog(limit: 10)
    for at in 0..<1000 {
      log.add(MeshEvent(at: at, kind: .faultOn, subject: "", detail: ""))
      #expect(log.all.count <= 10)
    }
    #expect(log.all.map(\.at) == Array(990..<1000))
  }
}

struct LoadTallyTests {
  @Test(arguments: [
    (200, LoadOutcome.success), (204, .success), (301, .redirect), (404, .clientError),
    (429, .rateLimited), (500, .serverError), (599, .serverError),
  ])
  func aStatusHasItsClass(status: Int, outcome: LoadOutcome) {
    #expect(LoadOutcome(status: status) == outcome)
  }

  @Test func talliesOfThreadsAddUp() {
    var whole = LoadTally()
    var parts = [LoadTally(), LoadTally()]
    for number in 0..<100 {
      let outcome = LoadOutcome.allCases[number % LoadOutcome.allCases.count]
      whole.record(outcome, milliseconds: Double(number))
      parts[number % 2].record(outcome, milliseconds: Double(number))
    }
    parts[0] += parts[1]
    #expect(parts[0] == whole)
    #expect(whole.total == 100)
    #expect(whole.longestMilliseconds == 99)
  }

  @Test func moreThanOneInAHundredLateIsBehind() {
    var lag = LoadLag()
    for _ in 0..<99 { lag.record(milliseconds: 1) }
    lag.record(milliseconds: 50)
    #expect(!lag.isBehind)
    lag.record(milliseconds: 50)
    #expect(lag.isBehind)
    #expect(lag.late == 2)
  }
}
