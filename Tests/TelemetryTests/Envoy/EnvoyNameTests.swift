import Testing

@testable import Telemetry

/// What names of clusters say of the services behind them.
struct EnvoyNameTests {
  @Test(arguments: [
    ("payment", "payment"),
    ("payment.default.svc.cluster.local", "payment.default.svc.cluster.local"),
    ("outbound|80|v1|payment.default.svc.cluster.local", "payment"),
    ("outbound|80||payment.shop.svc.cluster.local", "payment.shop"),
    ("outbound|443||api.example.com", "api.example.com"),
    ("payment.default.dc1.internal.1234-5678.consul", "payment"),
    ("outbound|80|v1|", "outbound|80|v1|"),
  ])
  func servicesAreNamed(_ cluster: String, _ service: String) {
    #expect(EnvoyService.name(cluster) == service)
  }

  @Test(arguments: [
    ("local_app", true), ("inbound|8080||", true), ("xds-grpc", true), ("BlackHoleCluster", true),
    ("payment", false), ("inbound", false), ("local", false),
  ])
  func theProxysOwnClustersAreKnown(_ cluster: String, _ isOwn: Bool) {
    #expect(EnvoyService.isOwn(cluster) == isOwn)
  }
}
