internal import MeshModel

/// An Envoy, through its admin interface: one call for stats, one for clusters each round, and who
/// it is only when it starts or restarts.
struct EnvoySource: Source {
  let identity: SourceIdentity
  private let address: WebAddress
  private let fallback: String
  private var setup: EnvoySetup
  private var life = EnvoyLife()
  private var names = EnvoyNames([])
  private var memories: [String: EnvoyMemory] = [:]
  private var lifeOfMemories = 0
  private var asksSetup = false
  /// Requests over a local rate limit, and when their number last rose.
  private var limited: (count: Double?, at: Int?)
  private let statsPaths = [
    false: EnvoyRequests.stats(isDotted: false), true: EnvoyRequests.stats(isDotted: true),
  ]
  private var isDotted = true
  /// The clusters of the latest look that told them.
  private var known: [EnvoyCluster] = []

  /// Seconds of uptime within which a failing check only means that a peer is not up yet.
  private static let startingSeconds = 15.0

  init(_ address: WebAddress, named name: String) {
    self.address = address
    identity = SourceIdentity(id: name, kind: "envoy")
    fallback = String(name.dropFirst("envoy=".utf8.count))
    setup = EnvoySetup([], fallback: fallback)
  }

  mutating func requests(at now: ClockReading) -> [SourceRequest] {
    asksSetup = life.wantsSetup(Double(now.monotonic) / 1e9)
    let paths = [statsPaths[isDotted] ?? "", EnvoyRequests.clusters]
    return (paths + (asksSetup ? EnvoySetup.paths : [])).map(address.get)
  }

  mutating func read(
    _ answers: [SourceAnswer], at now: ClockReading, scrapeMilliseconds: Double
  ) -> [SourceReport] {
    var report = SourceReport(identity, at: now, scrapeMilliseconds: scrapeMilliseconds)
    guard answers.count >= 2 else {
      report.problem = "it was not asked"
      return [report]
    }
    report.problem = answers.prefix(2).compactMap(\.problem).first
    if answers.prefix(2).contains(where: { $0.body != nil }) { takeSetup(answers) }
    let clusters = answers[1].body.flatMap(EnvoyCluster.list)
    if answers[1].body != nil, clusters == nil {
      report.problem = "its list of clusters is not as Envoy writes it"
    }
    if let stats = answers[0].body {
      do throws(StatsProblem) {
        let page = try scan(stats, clusters)
        take(page, clusters ?? known, answers[0].at, &report)
      } catch {
        report.problem = error.sentence
      }
    }
    // One page that cannot be read does not void the other.
    if report.observations.isEmpty, let clusters {
      report.observations = [hosts(of: clusters, answers[1].at)]
    }
    return [report]
  }

  /// - Parameter clusters: nil when they were not told this time.
  private mutating func scan(
    _ stats: [UInt8], _ clusters: [EnvoyCluster]?
  ) throws(StatsProblem) -> EnvoyPage {
    if let clusters {
      known = clusters.map(\.withoutHosts)
      isDotted = clusters.contains { $0.statName.contains(".") }
    }
    let written = known.map(\.statName)
    if !names.knows(written) { names = EnvoyNames(written) }
    return try StatsScanner.scan(stats, into: EnvoyPage(names))
  }

  /// What is known without the stats: how the proxy finds others to be.
  private func hosts(of clusters: [EnvoyCluster], _ at: ClockReading) -> Observation {
    var seen = Observation(
      service: setup.service, instance: setup.instance, at: at.monotonic,
      epoch: Epoch(identity: String(life.number)))
    seen.addresses = setup.addresses
    for cluster in clusters where !EnvoyService.isOwn(cluster.name) {
      seen.instances += cluster.hosts.map { host in
        reading(host, EnvoyService.name(cluster.name), isProbing: false, isStarting: false)
      }
    }
    return seen
  }

  private mutating func takeSetup(_ answers: [SourceAnswer]) {
    guard asksSetup, answers.count >= 3, let info = answers[2].body else { return }
    let next = EnvoySetup(
      [info] + answers.dropFirst(3).map(\.body), fallback: fallback)
    life.take(next, at: Double(answers[2].at.monotonic) / 1e9)
    setup = next
  }

  private mutating func take(
    _ page: EnvoyPage, _ clusters: [EnvoyCluster], _ at: ClockReading,
    _ report: inout SourceReport
  ) {
    let fell = zip(clusters, page.clusters).contains { cluster, figures in
      memories[cluster.name]?.last.map { figures.fell(since: $0) } ?? false
    }
    life.take(page, fell: fell)
    let isSameLife = life.number == lifeOfMemories
    lifeOfMemories = life.number
    var seen = Observation(
      service: setup.service, instance: setup.instance, at: at.monotonic,
      epoch: Epoch(identity: String(life.number)))
    seen.addresses = setup.addresses
    seen.server = servers(page)
    seen.instances = [own(page)]
    seen.breakers = rateLimit(page, at: at.monotonic)
    var next: [String: EnvoyMemory] = [:]
    for (cluster, figures) in zip(clusters, page.clusters) where !EnvoyService.isOwn(cluster.name) {
      var memory = memories[cluster.name] ?? EnvoyMemory()
      let panicked = memory.isPanicking
      memory.take(figures, cluster, at: at.monotonic, isSameLife: isSameLife)
      next[cluster.name] = memory
      add(cluster, figures, memory, page, &seen)
      if memory.isPanicking, !panicked {
        report.events.append(panic(EnvoyService.name(cluster.name), at))
      }
    }
    memories = next
    report.observations = [seen]
    report.target = TargetProcess(service: seen.service, instance: seen.instance)
  }

  private func add(
    _ cluster: EnvoyCluster, _ figures: EnvoyFigures, _ memory: EnvoyMemory, _ page: EnvoyPage,
    _ seen: inout Observation
  ) {
    let service = EnvoyService.name(cluster.name)
    seen.add(
      ClientSeries(to: service, traffic: figures.calls(memory), inFlight: figures[.active]))
    let outliers = setup.outliers?[cluster.name]
    let breakers = EnvoyBreakers(
      service: service, cluster: cluster, figures: figures, memory: memory, outliers: outliers,
      now: seen.at)
    for reading in breakers.readings { seen.add(reading) }
    let isYoung = (page.uptime ?? setup.uptime ?? .infinity) <= Self.startingSeconds
    seen.instances += cluster.hosts.map { host in
      let known = memory.hosts[host]
      return reading(
        host, service,
        isProbing: known?.isProbing(outliers ?? EnvoyOutliers(), at: seen.at) ?? false,
        isStarting: isYoung && known?.wasHealthy == false)
    }
  }

  private func reading(
    _ host: EnvoyHost, _ service: String, isProbing: Bool, isStarting: Bool
  ) -> InstanceReading {
    InstanceReading(
      service: service, instance: host.name, address: host.address,
      health: host.health(isProbing: isProbing), isStarting: isStarting)
  }

  /// The requests that came in from outside this proxy's application.
  private func servers(_ page: EnvoyPage) -> [ServerSeries] {
    let all = page.servers.filter { $0.prefix != "admin" }
    let known = all.filter { setup.directions[$0.prefix] == "INBOUND" }
    let incoming = known.isEmpty ? all.filter { !isOutbound($0.prefix) } : known
    return incoming.enumerated().map { index, server in
      ServerSeries(
        route: server.prefix,
        traffic: server.figures.served(rateLimited: index == 0 ? page.rateLimited : nil),
        inFlight: server.figures[.active], countsProbes: true)
    }
  }

  private func isOutbound(_ prefix: String) -> Bool {
    if let direction = setup.directions[prefix] { return direction == "OUTBOUND" }
    return prefix.hasPrefix("egress") || prefix.hasPrefix("outbound")
  }

  /// The proxy itself, which is what its callers see of the instance.
  private func own(_ page: EnvoyPage) -> InstanceReading {
    let health: InstanceHealth =
      switch page.state {
      case nil, 0: .healthy
      case 1: .draining
      default: .unknown
      }
    return InstanceReading(
      service: setup.service, instance: setup.instance, address: setup.addresses.first,
      version: setup.version, health: health, isStarting: health == .unknown)
  }

  /// What a local rate limit turns away, before any cluster sees it.
  private mutating func rateLimit(_ page: EnvoyPage, at now: Int) -> [BreakerReading] {
    // A limit that never refused anything is not in the page.
    let count = page.rateLimited ?? 0
    if let last = limited.count, count > last { limited.at = now }
    limited.count = count
    guard page.rateLimited != nil else { return [] }
    let isLimiting = limited.at.map { now - $0 <= EnvoyMemory.span } ?? false
    var reading = BreakerReading(
      to: setup.service, instance: nil, kind: .rateLimit,
      state: isLimiting ? .shedding : .closed, confidence: .derived)
    reading.trips = count
    if isLimiting { reading.reason = "requests beyond its rate limit are turned away" }
    return [reading]
  }

  private func panic(_ service: String, _ at: ClockReading) -> MeshEvent {
    MeshEvent(
      at: at.wall, kind: .panic, subject: "\(setup.service):\(service)",
      detail: "no healthy instance is left, and requests go to ejected ones")
  }
}

extension SourceKind {
  static let envoy = SourceKind("envoy", form: "envoy=http://HOST:PORT or envoy=unix:/PATH") {
    text, _ throws(Problem) in
    EnvoySource(try WebAddress(text), named: "envoy=\(text)")
  }
}
