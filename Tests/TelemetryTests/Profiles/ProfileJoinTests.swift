import MeshModel
import Testing

@testable import Telemetry

/// Sources that are read by different profiles, in one graph.
@Suite struct ProfileJoinTests {
  private static let settings = SourceSettings(
    profiles: ProfileShelf { ShippedProfilesTests.documents }
  ) { _ in "" }

  private func make(_ id: String, _ address: String) throws -> any Source {
    try SourceKind.metrics.make("\(id):\(address)", Self.settings)
  }

  private func snapshot(
    _ sources: [any Source], _ pages: (_ second: Int) -> [String]
  ) -> Snapshot {
    var sources = sources
    var state = MeshState()
    var now = ClockReading(monotonic: 0, wall: 0)
    for second in 0..<3 {
      let reports = zip(sources.indices, pages(second)).map { index, page in
        PageReading.report(&sources[index], page, second: second)
      }
      now = reports[0].at
      state.take(reports, at: now)
    }
    return state.snapshot(windowSeconds: 10, at: now)
  }

  /// A proxy calls a service by its own name, and instances by their addresses; at one of these the
  /// service itself is found, which is called otherwise.
  @Test func aServiceIsFoundAgainByItsAddress() throws {
    let sources = [
      try make("traefik", "gateway@http://10.0.0.1:8080"),
      try make("spring-boot", "orders/orders-1@http://10.0.0.5:8080"),
    ]
    let snapshot = snapshot(sources) { second in
      [
        """
        traefik_service_requests_total{code="200",service="shop@file"} \(second * 10)
        traefik_service_server_up{service="shop@file",url="http://10.0.0.5:8080"} 1
        """,
        "http_server_requests_seconds_count{status=\"200\",uri=\"/orders\"} \(second * 12)",
      ]
    }
    #expect(snapshot.edges.map { "\($0.from) \($0.to)" } == ["gateway orders"])
    #expect(snapshot.services.map(\.name) == ["gateway", "orders"])
    let orders = try #require(snapshot.services.last)
    #expect(orders.instances.map(\.id) == ["orders-1"])
    #expect(orders.instances.map(\.address) == ["10.0.0.5:8080"])
    #expect(orders.instances.map(\.health) == [.healthy])
    #expect(orders.traffic.answersPerSecond == 12)
  }

  /// Two profiles that read the same page tell of one process; the calls both know count once.
  @Test func twoProfilesOfOnePageAreOneProcess() throws {
    let place = "order@http://10.0.0.5:8080"
    let sources = [try make("spring-boot", place), try make("resilience4j", place)]
    let snapshot = snapshot(sources) { second in
      let page = """
        http_client_requests_seconds_count{client_name="payment",status="200"} \(second * 10)
        resilience4j_circuitbreaker_calls_seconds_count{kind="successful",name="payment"} \(second * 10)
        resilience4j_circuitbreaker_state{name="payment",state="open"} 1
        """
      return [page, page]
    }
    #expect(snapshot.edges.map(\.traffic.answersPerSecond) == [10])
    #expect(snapshot.breakers.map(\.state) == [.open])
  }

  /// Processes of one service add up.
  @Test func processesOfOneServiceAddUp() throws {
    let sources = [
      try make("spring-boot", "order/order-1@http://10.0.0.5:8080"),
      try make("spring-boot", "order/order-2@http://10.0.0.6:8080"),
    ]
    let snapshot = snapshot(sources) { second in
      let page = "http_server_requests_seconds_count{status=\"200\",uri=\"/\"} \(second * 5)"
      return [page, page]
    }
    #expect(snapshot.services.map(\.traffic.answersPerSecond) == [10])
    #expect(snapshot.services.first?.instances.map(\.id) == ["order-1", "order-2"])
  }
}
