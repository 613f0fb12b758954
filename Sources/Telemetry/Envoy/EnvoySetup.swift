internal import JSON

/// What of a proxy only changes when it starts anew: who it is, and how it was configured.
struct EnvoySetup: Sendable {
  var service: String
  var instance: String
  var version: String?
  /// Where it listens.
  var addresses: [String] = []
  /// Prefixes of connection managers with the direction of their listener.
  var directions: [String: String] = [:]
  /// By cluster; nil when the proxy does not show its configuration.
  var outliers: [String: EnvoyOutliers]?
  /// Seconds since this process started, and how many hot restarts came before it.
  var uptime: Double?
  var restartEpoch: Double?

  static let paths = [
    "/server_info", "/listeners?format=json", "/config_dump?resource=static_listeners",
    "/config_dump?resource=static_clusters&mask=cluster.name,cluster.outlier_detection",
  ]

  /// - Parameters:
  ///   - answers: to `paths`; nil for those the proxy refuses to give.
  ///   - fallback: its name when it has none.
  init(_ answers: [[UInt8]?], fallback: String) {
    let roots = answers.map { text in text.flatMap { try? JSONDocument($0, depth: 64).root } }
    func root(_ index: Int) -> JSONValue? {
      roots.indices.contains(index) ? roots[index] : nil
    }
    let info = root(0)
    func name(_ key: String) -> String? {
      info?["node"]?[key]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }
    service = name("cluster") ?? name("id") ?? fallback
    instance = name("id") ?? fallback
    version = info?["node"]?["metadata"]?["version"]?.string
    uptime = info?["uptime_current_epoch"]?.string.flatMap(Self.seconds)
    restartEpoch =
      info?["command_line_options"]?["restart_epoch"]?.number ?? info?["restart_epoch"]?.number
    addresses = Self.addresses(root(1))
    directions = Self.directions(root(2))
    outliers = root(3)?["configs"].map(Self.outliers)
  }

  /// `20s`, `0.250s`.
  static func seconds(_ text: String) -> Double? {
    guard text.hasSuffix("s"), let value = Double(text.dropLast()), value >= 0, value < 1e12 else {
      return nil
    }
    return value
  }

  private static func addresses(_ listeners: JSONValue?) -> [String] {
    (listeners?["listener_statuses"]?.items ?? []).compactMap {
      EnvoyHost.address($0["local_address"])
    }
  }

  private static func directions(_ dump: JSONValue?) -> [String: String] {
    var directions: [String: String] = [:]
    for config in dump?["configs"]?.items ?? [] {
      guard let listener = config["listener"] else { continue }
      let direction = listener["traffic_direction"]?.string ?? "UNSPECIFIED"
      let chains =
        (listener["filter_chains"]?.items ?? [])
        + [listener["default_filter_chain"]].compactMap(\.self)
      for filter in chains.flatMap({ $0["filters"]?.items ?? [] }) {
        guard let prefix = filter["typed_config"]?["stat_prefix"]?.string else { continue }
        directions[prefix] = direction
      }
    }
    return directions
  }

  private static func outliers(_ configs: JSONValue) -> [String: EnvoyOutliers] {
    configs.items.reduce(into: [:]) { all, config in
      guard let cluster = config["cluster"], let name = cluster["name"]?.string,
        let settings = cluster["outlier_detection"]
      else { return }
      all[name] = EnvoyOutliers(settings)
    }
  }
}

/// How a cluster takes failing hosts out of its rotation.
struct EnvoyOutliers: Sendable {
  /// Failures one after the other that eject a host.
  var failures = 5.0
  /// Seconds between two looks at the ejected.
  var interval = 10.0

  init() {}

  init(_ value: JSONValue) {
    failures = value["consecutive_5xx"]?.number ?? failures
    interval = value["interval"]?.string.flatMap(EnvoySetup.seconds) ?? interval
  }

  /// Seconds after its return for which a host is on probation.
  var probation: Double { max(2 * interval, 3) }
}
