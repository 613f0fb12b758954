import Advice
import Dashboard
import MeshModel
import Terminal
import TestSupport
import Testing

/// Each sign of a pattern is found in a mesh that shows it, and not in one that does not.
@Suite struct SightingTests {
  private static let library: Library = {
    var small = SmallKnowledge()
    for sign in MeshSign.allCases {
      small.files["patterns/\(sign.rawValue).yaml"] = """
        {pattern: \(sign.rawValue), title: \(sign.rawValue), styles: [services], group: resilience,
         what: w, use-when: u, why: w, benefit: b, cost: c, because: b, related: [],
         seen-as: [\(sign.rawValue)]}
        """
    }
    return small.library()
  }()

  /// The words of a pattern's text.
  private func text(_ sign: MeshSign, _ mesh: MarketMesh) throws -> String {
    var state = DashboardState(
      advisor: Advisor(Self.library.knowledge), interview: Interview(AnswerSheet(), path: nil),
      size: Size(columns: 200, rows: 60), tab: .patterns)
    _ = state.update(.library(Self.library, folder: nil))
    _ = state.update(.mesh(mesh.frame))
    for event in try KeyScript.events("/ \"\(sign.rawValue)\" Enter Enter") {
      _ = state.update(.input(event))
    }
    return FrameText.text(state.view().buffer).split { $0.isWhitespace }.joined(separator: " ")
  }

  private static func breaker(
    _ kind: BreakerKind, _ state: BreakerCondition = .closed, trips: Double = 0
  ) -> MarketMesh {
    var mesh = MarketMesh(services: [MarketMesh.service("order")])
    mesh.breakers = [
      Snapshot.Breaker(
        from: "order", to: "payment", kind: kind, state: state, confidence: .reported, trips: trips)
    ]
    return mesh
  }

  private static func edge(_ change: (inout TrafficFigures) -> Void) -> MarketMesh {
    var edge = MarketMesh.edge("order", "payment")
    edge.traffic.retriesPerSecond = 0
    change(&edge.traffic)
    return MarketMesh(services: [], edges: [edge])
  }

  private static func instances(_ versions: [String], _ health: InstanceHealth) -> MarketMesh {
    let all = versions.enumerated().map { number, version in
      Snapshot.Instance(
        id: "order-\(number)", address: nil, version: version, health: health,
        observedBy: ["supervisor"], traffic: TrafficFigures())
    }
    var service = MarketMesh.service("order", instances: all)
    service.healthy = all.count
    return MarketMesh(services: [service])
  }

  private static let shown: [(sign: MeshSign, mesh: MarketMesh, words: String)] = [
    (.breaker, breaker(.library, .open, trips: 3), "order → payment: open, 3 trips"),
    (.ejection, breaker(.ejection, .closed, trips: 1), "order → payment: closed, 1 trip"),
    (.concurrencyLimit, breaker(.concurrency, .shedding), "order → payment: shedding"),
    (.retryBudget, breaker(.retryBudget), "order → payment: closed"),
    (.rateLimit, breaker(.rateLimit), "order → payment: closed"),
    (
      .rateLimit, edge { $0.rateLimitedPerSecond = 2 },
      "order → payment: 2 calls a second turned away"
    ),
    (
      .retries, edge { $0.retriesPerSecond = 1.5 }, "order → payment: 1.5 calls a second made again"
    ),
    (.timeouts, edge { $0.timeoutsPerSecond = 3 }, "order → payment: 3 calls a second given up"),
    (.shedding, edge { $0.shedPerSecond = 4 }, "order → payment: 4 calls a second turned away"),
    (.instances, instances(["v1", "v1"], .healthy), "order: 2 instances, 2 healthy"),
    (.versions, instances(["v1", "v2"], .healthy), "order: runs v1 and v2"),
    (.entry, .well, "gateway: calls 1 service, called by none"),
    (
      .healthChecks, instances(["v1"], .unhealthy), "order: 0 of 1 healthy, says supervisor"
    ),
    (.messages, messages, "order → payment: 8.4 a second"),
  ]

  private static var messages: MarketMesh {
    var mesh = edge { _ in }
    mesh.edges[0].protocol = "messages"
    return mesh
  }

  @Test func everySignHasARow() {
    #expect(Set(Self.shown.map(\.sign)) == Set(MeshSign.allCases))
  }

  @Test(arguments: Self.shown.indices)
  func isSeen(_ row: Int) throws {
    let (sign, mesh, words) = Self.shown[row]
    #expect(try text(sign, mesh).contains("› \(words)"), "\(sign)")
  }

  /// A service alone, of which nothing is known, shows nothing.
  @Test(arguments: MeshSign.allCases)
  func isNotSeenInNothing(_ sign: MeshSign) throws {
    let mesh = MarketMesh(services: [MarketMesh.service("order")], edges: [])
    #expect(try text(sign, mesh).contains("Not seen in this mesh now"), "\(sign)")
  }
}
