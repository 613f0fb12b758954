internal import MeshModel

/// What one page of stats says, sorted by whom it is about.
struct EnvoyPage: StatsSink {
  private let names: EnvoyNames
  /// In the order of the names.
  private(set) var clusters: [EnvoyFigures]
  /// Connection managers by prefix.
  private(set) var servers: [(prefix: String, figures: EnvoyFigures)] = []
  /// Requests refused by a local rate limit.
  private(set) var rateLimited: Double?
  private(set) var uptime: Double?
  private(set) var state: Double?
  private(set) var generation: Double?

  /// Where the buckets of the current histogram go.
  private enum Target {
    case cluster(Int)
    case server(Int)
  }
  private var target = Target.cluster(0)

  /// More of them than a proxy has; each costs memory.
  private static let serverLimit = 200
  /// Nobody counts this far; gauges that are not kept are shown as the highest number there is.
  private static let valueLimit = 1e15

  init(_ names: EnvoyNames) {
    self.names = names
    clusters = Array(repeating: EnvoyFigures(), count: names.clusters.count)
  }

  mutating func take(_ name: Name, _ value: Double) {
    guard (0..<Self.valueLimit).contains(value) else { return }
    if let meaning = names.meaning(name) {
      if let metric = meaning.metric { clusters[meaning.cluster][metric] = value }
    } else if Self.begins(name, "http.") {
      takeServer(name, value)
    } else if Self.begins(name, "server.") {
      takeProcess(name, value)
    } else if Self.ends(name, ".http_local_rate_limit.enforced") {
      rateLimited = (rateLimited ?? 0) + value
    }
  }

  mutating func begins(_ name: Name) -> Bool {
    if let meaning = names.meaning(name) {
      target = .cluster(meaning.cluster)
      return meaning.isTime
    }
    guard Self.begins(name, "http."), Self.ends(name, ".downstream_rq_time"),
      let server = server(name, before: ".downstream_rq_time".utf8.count)
    else { return false }
    target = .server(server)
    return true
  }

  mutating func take(lower: Double, width: Double, count: Double) {
    switch target {
    case .cluster(let index): clusters[index].times.add(lowerBound: lower, count: count)
    case .server(let index): servers[index].figures.times.add(lowerBound: lower, count: count)
    }
  }

  private mutating func takeServer(_ name: Name, _ value: Double) {
    for (word, metric) in EnvoyMetric.server where Self.ends(name, word) {
      let length = word.utf8CodeUnitCount + 1
      guard name.count > length + 5, name[name.count - length] == UInt8(ascii: "."),
        let index = server(name, before: length)
      else { return }
      servers[index].figures[metric] = value
    }
  }

  private mutating func takeProcess(_ name: Name, _ value: Double) {
    if Self.ends(name, "server.uptime") {
      uptime = value
    } else if Self.ends(name, "server.state") {
      state = value
    } else if Self.ends(name, "server.hot_restart_generation") {
      generation = value
    }
  }

  /// The place of the connection manager that a name is about.
  private mutating func server(_ name: Name, before suffix: Int) -> Int? {
    let prefix = name[5..<max(name.count - suffix, 5)]
    if let known = servers.firstIndex(where: { $0.prefix.utf8.elementsEqual(prefix) }) {
      return known
    }
    guard !prefix.isEmpty, servers.count < Self.serverLimit else { return nil }
    servers.append((String(decoding: prefix, as: UTF8.self), EnvoyFigures()))
    return servers.count - 1
  }

  @inline(__always)
  private static func begins(_ name: Name, _ word: StaticString) -> Bool {
    name.starts(with: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  @inline(__always)
  private static func ends(_ name: Name, _ word: StaticString) -> Bool {
    name.suffix(word.utf8CodeUnitCount).elementsEqual(
      UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }
}
