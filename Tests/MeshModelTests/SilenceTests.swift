import TestSupport
import Testing

@testable import MeshModel

/// Sources that tell of a mesh together, each of which can fall silent.
private struct Village {
  struct Teller {
    let id: String
    var kind = "metrics"
    var target: TargetProcess?
    var isHeard = true
    var problem: String?
    /// What it tells, given how often it was asked.
    var tells: (Int) -> [Observation]
  }

  var state = MeshState()
  var tellers: [Teller]
  var time = 100

  init(_ tellers: [Teller]) { self.tellers = tellers }

  var now: ClockReading {
    ClockReading(monotonic: time * 1_000_000_000, wall: (15 * 3600 + time) * 1_000_000)
  }

  mutating func run(_ seconds: Int) {
    for _ in 0..<seconds {
      time += 1
      state.take(
        tellers.map { teller in
          var report = SourceReport(
            SourceIdentity(id: teller.id, kind: teller.kind), at: now, scrapeMilliseconds: 1)
          report.target = teller.target
          report.observations = teller.isHeard ? teller.tells(time) : []
          report.problem = teller.isHeard ? nil : teller.problem ?? "connection refused"
          return report
        }, at: now)
    }
  }

  var snapshot: Snapshot { state.snapshot(windowSeconds: 10, at: now) }

  subscript(name: String) -> Snapshot.Service? { snapshot.services.first { $0.name == name } }

  func health(_ name: String) -> String? {
    self[name].map { "\($0.health.status.rawValue): \($0.health.reason)" }
  }

  func up(_ name: String) -> [Int?] { [self[name]?.healthy, self[name]?.total] }

  /// A page of a process's own.
  static func page(
    _ service: String, _ instance: String, serves: Double? = 10, calls: [String] = []
  ) -> Teller {
    Teller(
      id: "metrics=p:\(service)/\(instance)",
      target: TargetProcess(service: service, instance: instance)
    ) { time in
      var seen = Observation(
        service: service, instance: instance, at: time * 1_000_000_000, epoch: nil)
      if let serves {
        seen.server = [
          ServerSeries(traffic: Traffic(counts: TrafficCounts([.success: serves * Double(time)])))
        ]
      }
      seen.clients = calls.map { callee in
        ClientSeries(
          to: callee, traffic: Traffic(counts: TrafficCounts([.success: Double(time)])))
      }
      return [seen]
    }
  }

  /// A register of instances, which knows how they do and counts no requests.
  static func register(_ services: [String: Int]) -> Teller {
    Teller(id: "json=register", kind: "json") { time in
      var seen = Observation(
        service: "register", instance: "register", at: time * 1_000_000_000, epoch: nil)
      seen.instances = services.sorted { $0.key < $1.key }.flatMap { name, count in
        (1...count).map {
          InstanceReading(service: name, instance: "\(name)-\($0)", health: .healthy)
        }
      }
      return [seen]
    }
  }
}

struct SilenceTests {
  @Test("a process that answers no more is failing, since when, for as long as it takes")
  func ownPage() {
    var village = Village([Village.page("order", "order-1"), Village.page("user", "user-1")])
    village.run(20)
    #expect(village.health("user") == "healthy: no errors" && village.up("user") == [1, 1])
    village.tellers[1].isHeard = false
    for seconds in [5, 60, 600] {
      village.run(seconds)
      #expect(village.health("user") == "failing: no answer since 15:02:00Z")
      #expect(village.up("user") == [0, 1])
      #expect(village["user"]?.instances.map(\.health) == [.unhealthy])
      #expect(village.health("order") == "healthy: no errors")
      #expect(village["user"]?.traffic.answersPerSecond == nil)
    }
    village.tellers[1].isHeard = true
    village.run(12)
    #expect(village.health("user") == "healthy: no errors" && village.up("user") == [1, 1])
  }

  @Test("one of two processes that is silent leaves its service degraded")
  func oneOfTwo() {
    var village = Village([Village.page("user", "user-1"), Village.page("user", "user-2")])
    village.run(12)
    village.tellers[1].isHeard = false
    village.run(12)
    let expected = "degraded: 1 of 2 instances healthy; user-2: no answer since 15:01:52Z"
    #expect(village.health("user") == expected)
    #expect(village.up("user") == [1, 2])
    village.tellers[0].isHeard = false
    village.run(6)
    #expect(
      village.health("user")
        == "failing: none of 2 instances is healthy; user-1: no answer since 15:02:04Z, and 1 more"
    )
  }

  @Test("callers that get answers show that only the page is gone")
  func pageAlone() {
    var village = Village([
      Village.page("order", "order-1", calls: ["user"]), Village.page("user", "user-1"),
    ])
    village.run(12)
    village.tellers[1].isHeard = false
    village.run(20)
    let expected =
      "degraded: no answer since 15:01:52Z, though its callers get answers"
    #expect(village.health("user") == expected)
  }

  @Test("what only a silent source told of is unknown, since when, and nothing else is")
  func toldByOthers() {
    var village = Village([
      Village.register(["user": 2]), Village.page("order", "order-1", calls: ["stock"]),
    ])
    village.run(12)
    #expect(
      village.health("user")
        == "healthy: 2 of 2 instances healthy; requests to it are not counted")
    village.tellers[0].isHeard = false
    for seconds in [6, 100] {
      village.run(seconds)
      #expect(village.health("user") == "unknown: no answer from json=register since 15:01:52Z")
      #expect(village.up("user") == [0, 2])
      #expect(village.health("order") == "healthy: no errors")
      #expect(village.health("stock") == "healthy: no errors")
    }
    village.tellers[1].isHeard = false
    village.run(20)
    let lost = "unknown: no answer from metrics=p:order/order-1 since 15:03:38Z"
    #expect(village.health("stock") == lost)
  }

  @Test("a process that was named and never heard is unknown, and says so")
  func neverHeard() {
    var village = Village([Village.page("order", "order-1"), Village.page("user", "user-1")])
    village.tellers[1].isHeard = false
    village.run(3)
    #expect(village.health("user") == "unknown: nothing was ever heard of it: connection refused")
    #expect(village.snapshot.services.map(\.name) == ["order", "user"])
  }

  @Test("a source that answers and tells nothing new is no longer heard")
  func stuck() {
    var village = Village([Village.page("order", "order-1")])
    village.run(12)
    village.time += 5
    #expect(village.snapshot.sources.map(\.isGood) == [false])
    #expect(village.snapshot.sources.map(\.problem) == ["it tells nothing new"])
    #expect(village.health("order") == "failing: no answer since 15:01:52Z")
  }

  @Test("who only calls others is not unknown: it was heard")
  func onlyCalls() {
    var village = Village([Village.page("cron", "cron-1", serves: nil, calls: ["user"])])
    village.run(3)
    #expect(
      village.health("cron")
        == "healthy: its only instance is healthy; requests to it are not counted")
    village.tellers[0].target = nil
    var told = Village([village.tellers[0]])
    told.run(3)
    #expect(told.health("cron") == "no-traffic: only its own calls are counted")
  }

  @Test("an instance that somebody still counts keeps its calls on the map, others are forgotten")
  func forgetting() {
    var village = Village([Village.register(["order": 1])])
    var isOrderThere = true
    let pages = [
      Village.page("order", "order-1", calls: ["user"]),
      Village.page("cron", "cron-1", calls: ["user"]),
    ]
    let register = village.tellers[0].tells
    village.tellers[0].tells = { time in
      register(time) + (isOrderThere ? pages.flatMap { $0.tells(time) } : [])
    }
    village.run(12)
    #expect(village.snapshot.edges.map(\.from) == ["cron", "order"])
    isOrderThere = false
    village.run(70)
    #expect(village.snapshot.edges.map(\.from) == ["order"])
    #expect(village.snapshot.edges.first?.traffic == TrafficFigures())
    #expect(village.snapshot.services.map(\.name) == ["order", "user"])
  }

  /// Whichever sources are lost and whenever: what the others tell of alone is shown as if they had
  /// never been there, and nobody who was ever told of is missing or called well.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func othersAreShownAsBefore(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    let tellers = (1...5).map { number in
      Village.page(
        "service-\(number)", "service-\(number)-1",
        serves: Double.random(in: 1...50, using: &chance))
    }
    let before = Int.random(in: 3...30, using: &chance)
    let after = Int.random(in: 5...90, using: &chance)
    var (whole, apart) = (Village(tellers), Village(tellers))
    whole.run(before)
    apart.run(before)
    let lost = Set((0..<5).shuffled(using: &chance).prefix(Int.random(in: 1...4, using: &chance)))
    for index in lost { whole.tellers[index].isHeard = false }
    whole.run(after)
    apart.run(after)
    #expect(whole.snapshot.services.count == 5)
    for index in 0..<5 {
      let name = tellers[index].target?.service ?? ""
      if lost.contains(index) {
        #expect(whole[name]?.health.status == .failing)
        #expect(whole.up(name) == [0, 1])
      } else {
        #expect(whole[name] == apart[name])
      }
    }
  }
}
