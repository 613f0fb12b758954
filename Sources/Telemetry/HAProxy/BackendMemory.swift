internal import MeshModel

/// What has to be remembered of a backend from look to look: sums of what HAProxy shows only as a
/// state, a mean, or together with something else.
struct BackendMemory {
  /// Requests that no server had room for, and those for which there was no server at all.
  private(set) var shed = 0.0
  private(set) var unreachable = 0.0
  /// Requests sent once more, to the same server or another.
  private(set) var retries = 0.0
  /// Whether some were shed since the look before.
  private(set) var isShedding = false
  /// The time of all answers since the first look, in milliseconds, and their number.
  private(set) var latency = LatencyHistogram(count: 0, sum: 0)
  private var answers: Double?
  private var unsent = 0.0
  private var wasDown = false

  mutating func take(_ backend: BackendRows) {
    let more = max(backend.unsent - unsent, 0)
    unsent = max(backend.unsent, unsent)
    // Requests of a backend that was down in between count as such: nobody could have taken them.
    let isUnreachable = backend.isDown || wasDown
    if isUnreachable { unreachable += more } else { shed += more }
    isShedding = more > 0 && !isUnreachable
    wasDown = backend.isDown
    retries = max(retries, backend.retries)
    takeTimes(backend)
  }

  /// Each answer since the look before is said to have taken the mean of the last 1024, which is all
  /// that is known; without new answers the mean is old and counts for nothing.
  private mutating func takeTimes(_ backend: BackendRows) {
    guard let now = backend.row.number(.requests) else { return }
    let more = now - (answers ?? now)
    answers = now
    guard more > 0, let mean = backend.meanMilliseconds else { return }
    latency += LatencyHistogram(count: more, sum: more * mean)
  }
}

/// A backend and its servers, as one look shows them.
struct BackendRows {
  let name: String
  let row: StatTable.Row
  var servers: [StatTable.Row] = []

  var isHTTP: Bool { row.holds("http", in: .mode) }

  /// No server takes requests.
  var isDown: Bool { ServerStatus(row[.status] ?? "").standing == .down }

  func sum(_ column: StatColumn) -> Double {
    servers.reduce(0) { $0 + ($1.number(column) ?? 0) }
  }

  /// Times a request was sent to a server.
  var attempts: Double { sum(.sessions) }

  /// Requests given up before a server was chosen: what the backend counts more than its servers.
  var unsent: Double {
    max((row.number(.connectionErrors) ?? 0) - sum(.connectionErrors), 0)
  }

  /// Attempts beyond the first: the counters for retries and redispatches count some twice and
  /// others once, so they are not added up. Who hangs up while waiting makes it too small by one.
  var retries: Double {
    guard let arrived = row.number(.sessions) else { return 0 }
    let neverSent = unsent + (row.number(.denied) ?? 0) + waiting
    return max(attempts - max(arrived - neverSent, 0), 0)
  }

  /// Requests in the queues of the backend and of its servers.
  var waiting: Double { (row.number(.queued) ?? 0) + sum(.queued) }

  /// From the arrival of a request to the beginning of its answer. The time until its end is not
  /// taken: it holds the time in which a kept connection is idle.
  var meanMilliseconds: Double? {
    row.number(.responseTime).map {
      $0 + (row.number(.queueTime) ?? 0) + (row.number(.connectTime) ?? 0)
    }
  }

  /// Requests at a time that the servers take together; nil when one of them takes any number.
  var limit: (used: Double, limit: Double)? {
    let usable = servers.filter { ServerStatus($0[.status] ?? "").takesRequests }
    let limits = usable.map { $0.number(.sessionLimit) ?? 0 }
    guard !limits.isEmpty, limits.allSatisfy({ $0 > 0 }) else { return nil }
    let used = usable.reduce(0) { $0 + ($1.number(.currentSessions) ?? 0) }
    return (used, limits.reduce(0, +))
  }

  /// The limit on requests at a time as a breaker; nil when there is none.
  func breaker(isShedding: Bool) -> BreakerReading? {
    guard let (used, limit) = limit else { return nil }
    let isNear = waiting > 0 || limit - used < limit / 5
    var reading = BreakerReading(
      to: name, kind: .concurrency,
      state: isShedding ? .shedding : isNear ? .nearLimit : .closed, confidence: .derived)
    if isShedding || isNear {
      reading.reason = "\(Int(used)) of \(Int(limit)) requests at a time, \(Int(waiting)) waiting"
    }
    reading.distance = TripDistance(value: used, limit: limit, unit: "requests at a time")
    return reading
  }
}

extension ServerStatus {
  /// Whether requests are sent to it.
  var takesRequests: Bool { standing == .up || standing == .unchecked }
}
