import Testing

@testable import MeshModel

/// Several proxies, each a source of its own, that become one graph by their addresses.
struct JoiningTests {
  private struct Proxy {
    let service: String
    let instance: String
    var addresses: [String] = []
    /// Callee, its address, and what was sent per look.
    var calls: [(to: String, instance: String, address: String, count: Double)] = []
    var served: Double?
  }

  private static func state(_ proxies: [Proxy]) -> MeshState {
    var state = MeshState()
    for look in 1...3 {
      let now = ClockReading(monotonic: look * 1_000_000_000, wall: look * 1_000_000)
      state.take(proxies.map { report($0, look, now) }, at: now)
    }
    return state
  }

  private static func report(_ proxy: Proxy, _ look: Int, _ now: ClockReading) -> SourceReport {
    var report = SourceReport(
      SourceIdentity(id: "envoy=\(proxy.instance)", kind: "envoy"), at: now,
      scrapeMilliseconds: 1)
    var seen = Observation(
      service: proxy.service, instance: proxy.instance, at: now.monotonic, epoch: nil)
    seen.addresses = proxy.addresses
    for call in proxy.calls {
      let traffic = Traffic(counts: TrafficCounts([.success: call.count * Double(look)]))
      seen.clients.append(ClientSeries(to: call.to, traffic: traffic))
      seen.instances.append(
        InstanceReading(
          service: call.to, instance: call.instance, address: call.address, health: .healthy))
      seen.breakers.append(
        BreakerReading(
          to: call.to, instance: call.instance, kind: .ejection, state: .open,
          confidence: .reported))
    }
    if let served = proxy.served {
      let traffic = Traffic(counts: TrafficCounts([.success: served * Double(look)]))
      seen.server = [ServerSeries(traffic: traffic, countsProbes: true)]
    }
    report.observations = [seen]
    return report
  }

  private static func snapshot(_ proxies: [Proxy]) -> Snapshot {
    state(proxies).snapshot(
      windowSeconds: 10, at: ClockReading(monotonic: 3_000_000_000, wall: 3_000_000))
  }

  private static let payment = Proxy(
    service: "payment", instance: "payment-1", addresses: ["10.0.0.1:80"], served: 12)

  @Test func instancesOfOneCallerAddUp() {
    let callers = ["order-1", "order-2"].map {
      Proxy(service: "order", instance: $0, calls: [("payment", "payment-1", "10.0.0.1:80", 5)])
    }
    let snapshot = Self.snapshot(callers + [Self.payment])
    #expect(snapshot.edges.map { [$0.from, $0.to] } == [["order", "payment"]])
    #expect(snapshot.edges.first?.traffic.answersPerSecond == 10)
    #expect(snapshot.breakers.map(\.observers) == [["order-1", "order-2"]])
  }

  @Test func namesThatDisagreeAreJoinedByAddress() {
    let order = Proxy(
      service: "order", instance: "order-1",
      calls: [("outbound-pay", "10.0.0.1:80", "10.0.0.1:80", 5)])
    let snapshot = Self.snapshot([order, Self.payment])
    #expect(snapshot.services.map(\.name) == ["order", "payment"])
    #expect(snapshot.services.last?.instances.map(\.id) == ["payment-1"])
    #expect(snapshot.edges.map(\.to) == ["payment"])
    #expect(snapshot.breakers.map(\.to) == ["payment"])
    #expect(snapshot.breakers.map(\.instance) == ["payment-1"])
  }

  @Test func anAddressThatTwoClaimJoinsNothing() {
    let order = Proxy(
      service: "order", instance: "order-1", calls: [("pay", "a", "127.0.0.1:80", 5)])
    let others = ["user", "stock"].map {
      Proxy(service: $0, instance: "\($0)-1", addresses: ["127.0.0.1:80"])
    }
    #expect(Self.snapshot([order] + others).edges.map(\.to) == ["pay"])
  }

  @Test func aNameForSeveralServicesStaysAsItIs() {
    var order = Proxy(service: "order", instance: "order-1")
    order.calls = [("all", "a", "10.0.0.1:80", 5), ("all", "b", "10.0.0.2:80", 5)]
    let user = Proxy(service: "user", instance: "user-1", addresses: ["10.0.0.2:80"])
    #expect(Self.snapshot([order, Self.payment, user]).edges.map(\.to) == ["all"])
  }

  @Test func healthChecksStayOutWhereCallersTell() {
    let order = Proxy(
      service: "order", instance: "order-1",
      calls: [("payment", "payment-1", "10.0.0.1:80", 10)])
    let together = Self.snapshot([order, Self.payment]).services.last
    #expect(together?.traffic.answersPerSecond == 10)
    #expect(Self.snapshot([Self.payment]).services.last?.traffic.answersPerSecond == 12)
  }
}
