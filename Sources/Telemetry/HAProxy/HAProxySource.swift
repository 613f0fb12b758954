internal import MeshModel

/// HAProxy by its statistics socket: one line a round, everything since its start.
///
/// Each backend is a service and each of its servers an instance; the proxy itself calls them.
/// HAProxy keeps no percentiles, does not tell which frontend uses which backend, and counts answers
/// that a retry replaced nowhere: those are found as attempts that led to nothing.
struct HAProxySource: Source {
  let identity: SourceIdentity
  private let socket: String
  /// What the proxy is called, by its socket.
  private let name: String
  private var servers: [String: ServerMemory] = [:]
  private var backends: [String: BackendMemory] = [:]
  private var life = ProxyLife()

  init(socket: String) {
    self.socket = socket
    identity = SourceIdentity(id: "haproxy=\(socket)", kind: "haproxy")
    let file = socket.split(separator: "/").last ?? ""
    name = String(file.prefix { $0 != "." })
  }

  func requests(at now: ClockReading) -> [SourceRequest] {
    [.line(socket: socket, line: "show stat;show info")]
  }

  mutating func read(
    _ answers: [SourceAnswer], at now: ClockReading, scrapeMilliseconds: Double
  ) -> [SourceReport] {
    var report = SourceReport(identity, at: now, scrapeMilliseconds: scrapeMilliseconds)
    guard let answer = answers.first, let text = answer.body else {
      report.problem = answers.first?.problem ?? "it was not asked"
      return [report]
    }
    do throws(StatProblem) {
      report.observations = look(try StatTable(text), at: answer.at)
      report.target = report.observations.first.map {
        TargetProcess(service: $0.service, instance: $0.instance)
      }
    } catch {
      report.problem = error.sentence
    }
    return [report]
  }

  private mutating func look(_ table: StatTable, at now: ClockReading) -> [Observation] {
    let info = ProxyInfo(table.rest)
    if life.began(info) { (servers, backends) = ([:], [:]) }
    let rows = ProxyRows(table)
    let known = (servers: servers, backends: backends)
    // What is not in the table any more is forgotten.
    (servers, backends) = ([:], [:])
    var proxy = Observation(
      service: rows.caller(otherwise: name), instance: name, at: now.monotonic, epoch: life.epoch)
    proxy.server = rows.frontends.map { frontend in
      var counts = frontend.answerCounts
      counts[.rateLimited] = frontend.number(.denied)
      let latency = LatencyHistogram(count: 0, sum: 0)
      return ServerSeries(
        route: frontend[.proxy], traffic: Traffic(counts: counts, latency: latency))
    }
    proxy.instances = [
      InstanceReading(
        service: proxy.service, instance: name, version: info.version,
        health: info.isStopping ? .draining : .healthy)
    ]
    var observations: [Observation] = []
    for backend in rows.backends {
      remember(backend, known.servers, known.backends[backend.name], now)
      observations += look(backend, in: rows, now, &proxy)
    }
    return [proxy] + observations
  }

  /// What the proxy says of a backend goes into the proxy's observation.
  ///
  /// - Returns: what arrived at each server. These have no epoch: when the proxy begins to count
  ///   anew, its servers have not.
  private mutating func look(
    _ backend: BackendRows, in rows: ProxyRows, _ now: ClockReading, _ proxy: inout Observation
  ) -> [Observation] {
    var observations: [Observation] = []
    var lost = 0.0
    for server in backend.servers {
      guard let memory = servers[Self.key(server)] else { continue }
      let instance = rows.instance(server, of: backend, besides: name)
      lost += memory.lostAttempts
      proxy.instances.append(
        InstanceReading(
          service: backend.name, instance: instance, address: server[.address],
          health: memory.health(server)))
      if let breaker = memory.breaker(server, to: backend.name, instance: instance) {
        proxy.breakers.append(breaker)
      }
      guard let traffic = backend.traffic(of: server, memory) else { continue }
      var seen = Observation(
        service: backend.name, instance: instance, at: now.monotonic, epoch: nil)
      seen.server = [
        ServerSeries(traffic: traffic, inFlight: server.number(.currentSessions))
      ]
      observations.append(seen)
    }
    let memory = backends[backend.name] ?? BackendMemory()
    proxy.clients.append(
      ClientSeries(
        to: backend.name, protocol: backend.isHTTP ? "http" : "tcp",
        traffic: backend.traffic(memory, lost: lost),
        inFlight: backend.row.number(.currentSessions)))
    if let breaker = backend.breaker(isShedding: memory.isShedding) {
      proxy.breakers.append(breaker)
    }
    return observations
  }

  private mutating func remember(
    _ backend: BackendRows, _ known: [String: ServerMemory], _ memory: BackendMemory?,
    _ now: ClockReading
  ) {
    for server in backend.servers {
      var memory = known[Self.key(server)]
      memory?.take(server)
      servers[Self.key(server)] = memory ?? ServerMemory(server, wall: now.wall)
    }
    var memory = memory ?? BackendMemory()
    memory.take(backend)
    backends[backend.name] = memory
  }

  private static func key(_ server: StatTable.Row) -> String {
    "\(server[.proxy] ?? "")/\(server[.name] ?? "")"
  }
}

/// Tells one life of a proxy's process from the next.
///
/// After a reload another process answers; inside a container it may have the same number, but then
/// it has run for a shorter time.
struct ProxyLife {
  private var latest: ProxyInfo?
  private var number = 0

  /// Takes what is known now.
  ///
  /// - Returns: whether another life began since the look before.
  mutating func began(_ info: ProxyInfo) -> Bool {
    guard info.process != nil else { return false }
    let earlier = latest
    latest = info
    guard let earlier else { return false }
    let isSame =
      earlier.process == info.process && earlier.started == info.started
      && (info.uptimeSeconds ?? 0) >= (earlier.uptimeSeconds ?? 0)
    if !isSame { number += 1 }
    return !isSame
  }

  /// Nil while it is unknown. When everything was nought is only known to the second, which is too
  /// coarse for a rate.
  var epoch: Epoch? {
    latest?.process.map { Epoch(identity: "\($0)-\(latest?.started ?? 0)-\(number)") }
  }
}

extension SourceKind {
  static let haproxy = SourceKind("haproxy", form: "haproxy=/PATH") { text, _ throws(Problem) in
    try SocketPath.check(text)
    return HAProxySource(socket: text)
  }
}
