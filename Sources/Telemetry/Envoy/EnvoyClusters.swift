internal import JSON

/// A cluster of `/clusters?format=json`: whom the proxy calls, and what it thinks of them.
struct EnvoyCluster: Sendable {
  /// As in the configuration.
  let name: String
  /// As in the stats.
  let statName: String
  private(set) var hosts: [EnvoyHost]
  /// Of the default priority; nil when not told.
  let requestLimit: Double?
  let pendingLimit: Double?
  let connectionLimit: Double?

  /// Clusters and hosts beyond these are left out.
  static let limit = 5000

  /// - Returns: nil when the text is no such list.
  static func list(_ text: [UInt8]) -> [EnvoyCluster]? {
    guard let root = try? JSONDocument(text, depth: 24).root, root.isObject else { return nil }
    // Without any cluster Envoy leaves the list out.
    return (root["cluster_statuses"]?.items ?? []).prefix(limit).compactMap(EnvoyCluster.init)
  }

  /// What stays true from look to look.
  var withoutHosts: EnvoyCluster {
    var cluster = self
    cluster.hosts = []
    return cluster
  }

  private init?(_ value: JSONValue) {
    guard let name = value["name"]?.string else { return nil }
    self.name = name
    statName = value["observability_name"]?.string ?? name
    hosts = (value["host_statuses"]?.items ?? []).prefix(Self.limit).compactMap(EnvoyHost.init)
    // The one without a priority is the default's.
    let limits = value["circuit_breakers"]?["thresholds"]?.items.first { $0["priority"] == nil }
    func limit(_ name: String) -> Double? {
      limits?[name]?.number.flatMap { $0 > 0 && $0 < .infinity ? $0 : nil }
    }
    requestLimit = limit("max_requests")
    pendingLimit = limit("max_pending_requests")
    connectionLimit = limit("max_connections")
  }
}

/// One instance that a cluster sends to.
struct EnvoyHost: Sendable {
  /// Host and port, or the path of a socket.
  let address: String
  /// The host name from the configuration; the address when there is none.
  let name: String
  let isEjected: Bool
  let failedCheck: Bool
  let isDegraded: Bool
  let isLeaving: Bool
  let awaitsFirstCheck: Bool
  /// Attempts since the start.
  let attempts: Double
  /// Those that failed, and those that were refused by a limit after this host had been chosen.
  let errors: Double
  let successes: Double

  init?(_ value: JSONValue) {
    guard let address = Self.address(value["address"]) else { return nil }
    self.address = address
    name = value["hostname"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? address
    let health = value["health_status"]
    func flag(_ name: String) -> Bool { health?[name]?.flag ?? false }
    let assigned = health?["eds_health_status"]?.string
    isEjected = flag("failed_outlier_check")
    failedCheck =
      flag("failed_active_health_check") || flag("active_hc_timeout")
      || flag("excluded_via_immediate_hc_fail") || assigned == "UNHEALTHY"
      || assigned == "TIMEOUT"
    isDegraded = flag("failed_active_degraded_check") || assigned == "DEGRADED"
    isLeaving = flag("pending_dynamic_removal") || assigned == "DRAINING"
    awaitsFirstCheck = flag("pending_active_hc")
    let stats = value["stats"]?.items ?? []
    func count(_ name: String) -> Double {
      // Nought has no value at all, and numbers are strings.
      stats.first { $0["name"]?.string == name }?["value"]?.string.flatMap { Double($0) }
        .flatMap { $0 >= 0 && $0 < .infinity ? $0 : nil } ?? 0
    }
    attempts = count("rq_total")
    errors = count("rq_error")
    successes = count("rq_success")
  }

  /// As in `127.0.0.1:15104`, `[::1]:80` or `/run/app.sock`.
  static func address(_ value: JSONValue?) -> String? {
    if let path = value?["pipe"]?["path"]?.string { return path }
    guard let socket = value?["socket_address"], let host = socket["address"]?.string else {
      return nil
    }
    let port = socket["port_value"]?.integer ?? 0
    return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
