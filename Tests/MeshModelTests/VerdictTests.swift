import MeshLook
import Terminal
import Testing

@testable import MeshModel

@Suite("How a mesh does as a whole")
struct VerdictTests {
  private static let breaker = Snapshot.Breaker(
    from: "order", to: "payment", kind: .library, state: .open, confidence: .reported)

  /// Something that may be the matter, and what is said when nothing graver is.
  private struct Matter: Sendable {
    let name: String
    let put: @Sendable (inout MeshVerdict.Signs) -> Void
    let words: String

    init(
      _ name: String, _ words: String, _ put: @escaping @Sendable (inout MeshVerdict.Signs) -> Void
    ) {
      (self.name, self.words, self.put) = (name, words, put)
    }
  }

  /// The gravest first. Five services in all; those that are not spoken of are healthy.
  private static let matters: [Matter] = [
    Matter("unheard", "nothing heard") { $0.wasHeard = false },
    Matter("failing", "a is failing") { $0.failing = "a" },
    Matter("degraded", "b is degraded") { $0.degraded = "b" },
    Matter("breaker", "order → payment: open") { $0.tripped = breaker },
    Matter("lost", "1 of 2 sources lost") { $0.lost = 1 },
    Matter("unknown", "1 of 5 services unknown") { $0.unknown = 1 },
    Matter("starting", "1 of 5 services starting") { $0.starting = 1 },
    Matter("fault", "2 faults active") { $0.faults = 2 },
    Matter("idle", "1 of 5 services without traffic") { $0.idle = 1 },
  ]

  @Test("the gravest of all that is the matter is said, and that all is well only when nothing is")
  func everyCombination() {
    for combination in 0..<(1 << Self.matters.count) {
      let present = Self.matters.indices.filter { combination >> $0 & 1 == 1 }
      var signs = MeshVerdict.Signs(sources: 2, services: 5)
      for index in present { Self.matters[index].put(&signs) }
      signs.healthy = 5 - signs.unknown - signs.starting - signs.idle
      let verdict = MeshVerdict(signs)
      let expected = present.first.map { Self.matters[$0].words } ?? "all well"
      #expect(verdict.words == expected, "\(present.map { Self.matters[$0].name })")
      #expect((verdict == .well(5)) == present.isEmpty)
      #expect((verdict.role == .ok) == present.isEmpty)
    }
  }

  @Test(
    "where nobody has traffic, or nobody can be judged, that is said",
    arguments: [
      (MeshVerdict.Signs(idle: 5, services: 5), "no traffic"),
      (MeshVerdict.Signs(idle: 5, services: 5, faults: 1), "1 fault active, no traffic"),
      (MeshVerdict.Signs(idle: 4, healthy: 1, services: 5, faults: 1), "1 fault active"),
      (
        MeshVerdict.Signs(idle: 4, healthy: 1, services: 5),
        "4 of 5 services without traffic"
      ),
      (
        MeshVerdict.Signs(unknown: 5, services: 5, wasWatched: true),
        "no figures: the window is too short"
      ),
      (MeshVerdict.Signs(unknown: 5, services: 5, wasWatched: false), "no figures yet"),
      (MeshVerdict.Signs(services: 0), "no figures yet"),
      (MeshVerdict.Signs(lost: 1, unknown: 5, services: 5), "source lost"),
      (MeshVerdict.Signs(sources: 3, lost: 3, unknown: 5, services: 5), "3 of 3 sources lost"),
      (MeshVerdict.Signs(healthy: 1, services: 1), "all well"),
    ])
  func few(signs: MeshVerdict.Signs, words: String) {
    #expect(MeshVerdict(signs).words == words)
  }

  @Test("every word has a sign and a key of its own")
  func keys() {
    let all: [MeshVerdict] = [
      .nothingHeard, .failing("a"), .degraded("a"), .tripped(from: "a", to: "b", .open),
      .sourcesLost(1, of: 2), .unknown(1, of: 2), .noFigures(.yet), .starting(1, of: 2),
      .faults(1, traffic: .some), .noTraffic, .idle(1, of: 2), .well(2),
    ]
    #expect(Set(all.map(\.key)).count == all.count)
    #expect(all.allSatisfy { !$0.sign.isEmpty && !$0.words.isEmpty })
  }

  @Test("a snapshot is judged by its services, sources, breakers and faults")
  func snapshots() {
    var town = Town(["order-1", "user-1"])
    town.run(12) {
      $0.serve("order-1", 10)
      $0.serve("user-1", 10)
    }
    #expect(MeshVerdict(town.snapshot()) == .well(2))
    #expect(MeshVerdict(town.snapshot(), faults: 1) == .faults(1, traffic: .some))
    town.faults = [ActiveFault(target: "user", effect: "hang", ends: town.now.wall + 5_000_000)]
    town.run(2) { $0.serve("order-1", 10) }
    #expect(town.snapshot().faults.map(\.target) == ["user"])
    #expect(MeshVerdict(town.snapshot()) == .faults(1, traffic: .some))
    town.time += 2.5
    #expect(!town.snapshot().faults.isEmpty)
    town.time += 0.6
    #expect(town.snapshot().faults.isEmpty, "its time is over")
    town.faults = []
    town.run(12) { $0.serve("order-1", 10) }
    #expect(MeshVerdict(town.snapshot()) == .idle(1, of: 2))
    town.run(12)
    #expect(MeshVerdict(town.snapshot()) == .noTraffic)
    town.time += 3
    #expect(MeshVerdict(town.snapshot()) == .noTraffic, "one look that is late is no loss")
    town.time += 1
    #expect(MeshVerdict(town.snapshot()) == .sourcesLost(1, of: 1))
  }

  @Test("who is looked at first is the cause of the worst illness")
  func worst() {
    var snapshot = Snapshot(
      id: "x", at: 0, windowSeconds: 10,
      sources: [
        Snapshot.Source(
          id: "s", kind: "test", isGood: true, problem: nil, ageSeconds: 0, scrapeMilliseconds: 1)
      ],
      services: [], edges: [], breakers: [])
    func service(_ name: String, _ status: Health.Status, _ errors: Double, _ causes: [String] = [])
      -> Snapshot.Service
    {
      var health = Health(status, "", windowSeconds: 10)
      health.causes = causes
      var traffic = TrafficFigures()
      traffic.errorRatio = errors
      return Snapshot.Service(
        name: name, health: health, healthy: nil, total: nil, traffic: traffic, inFlight: nil,
        instances: [])
    }
    snapshot.services = [
      service("a", .failing, 0.9, ["c"]), service("b", .failing, 0.5), service("c", .degraded, 0.2),
    ]
    #expect(MeshVerdict(snapshot) == .failing("c"))
    snapshot.services[0].health.causes = ["gone"]
    #expect(MeshVerdict(snapshot) == .failing("a"))
    snapshot.services.removeFirst(2)
    #expect(MeshVerdict(snapshot) == .degraded("c"))
  }
}
