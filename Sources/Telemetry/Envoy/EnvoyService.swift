/// What the name of a cluster says of the service behind it.
enum EnvoyService {
  /// The service's name: Istio's and Consul's names hold more than that.
  static func name(_ cluster: String) -> String {
    // Istio: outbound|PORT|SUBSET|HOST
    let parts = cluster.split(separator: "|", omittingEmptySubsequences: false)
    if parts.count == 4, parts[0] == "outbound", !parts[3].isEmpty { return short(parts[3]) }
    // Consul: SERVICE.NAMESPACE.DATACENTER.internal.TRUST
    let labels = cluster.split(separator: ".")
    if labels.count >= 5, labels.contains("internal") { return String(labels[0]) }
    return cluster
  }

  /// `reviews` for `reviews.default.svc.cluster.local`, `reviews.shop` for another namespace.
  private static func short(_ host: Substring) -> String {
    let labels = host.split(separator: ".")
    guard labels.count > 2, labels[2] == "svc" else { return String(host) }
    return labels[1] == "default" ? String(labels[0]) : "\(labels[0]).\(labels[1])"
  }

  /// Whether a cluster is the proxy's own application, or only there for the proxy itself: calls to
  /// it are no edge.
  static func isOwn(_ cluster: String) -> Bool {
    let names: Set<String> = [
      "local_app", "local_agent", "local_service", "prometheus_stats", "agent", "sds-grpc",
      "xds-grpc", "xds_cluster", "zipkin", "jaeger", "lightstep", "BlackHoleCluster",
      "PassthroughCluster", "InboundPassthroughCluster", "InboundPassthroughClusterIpv4",
      "InboundPassthroughClusterIpv6",
    ]
    return names.contains(cluster) || cluster.hasPrefix("inbound|")
      || cluster.hasPrefix("local_app|") || cluster.hasPrefix("local_app_")
  }
}
