internal import MeshModel

/// What one scrape of one process says, by the families' rules.
struct ScrapeFigures {
  /// Seconds since 1970 at which the process began; nil when it does not tell.
  var started: Double?
  /// Seconds that it has run, of who only tells that.
  var uptime: Double?
  /// What it served.
  var served: RouteFigures?
  var active: Double?
  /// What it sent, by service.
  var calls: [String: CallFigures] = [:]
  var protocols: [String: String] = [:]
  /// Breakers of a library, by name.
  var breakers: [String: LibraryBreaker] = [:]
  /// Clusters of a proxy, by service.
  var clusters: [String: ClusterFigures] = [:]

  var isEmpty: Bool {
    served == nil && calls.isEmpty && breakers.isEmpty && clusters.isEmpty
  }

  mutating func serve(_ change: (inout RouteFigures) -> Void) {
    change(&served[orAdd: RouteFigures()])
  }

  mutating func call(_ to: String?, _ change: (inout CallFigures) -> Void) {
    guard let to, to != "unknown", to != "none" else { return }
    change(&calls[to, default: CallFigures()])
  }

  mutating func cluster(_ labels: SeriesLabels, _ change: (inout ClusterFigures) -> Void) {
    guard let name = labels["envoy_cluster_name"], !EnvoyService.isOwn(name) else { return }
    change(&clusters[EnvoyService.name(name), default: ClusterFigures()])
  }

  /// As the observation of an instance of a service.
  func observation(
    of service: String, _ instance: String, at moment: Int, _ life: Epoch?
  ) -> Observation {
    var seen = Observation(service: service, instance: instance, at: moment, epoch: life)
    if let served { seen.server = [ServerSeries(traffic: served.traffic, inFlight: active)] }
    for (name, call) in calls.sorted(by: { $0.key < $1.key }) where clusters[name] == nil {
      var traffic = call.traffic
      breakers[name]?.complete(&traffic)
      seen.clients.append(
        ClientSeries(
          to: name, protocol: protocols[name] ?? "http", traffic: traffic, inFlight: call.active))
    }
    for (name, cluster) in clusters.sorted(by: { $0.key < $1.key }) {
      seen.clients.append(
        ClientSeries(to: name, traffic: cluster.traffic, inFlight: cluster.active))
      seen.breakers += cluster.breakers(to: name)
    }
    for (name, breaker) in breakers.sorted(by: { $0.key < $1.key }) {
      if let reading = breaker.reading(to: name) { seen.breakers.append(reading) }
      if calls[name] == nil, clusters[name] == nil, let traffic = breaker.traffic {
        seen.clients.append(ClientSeries(to: name, traffic: traffic))
      }
    }
    return seen
  }
}

extension Optional {
  /// The value, put there first when there is none.
  fileprivate subscript(orAdd value: Wrapped) -> Wrapped {
    get { self ?? value }
    set { self = newValue }
  }
}
