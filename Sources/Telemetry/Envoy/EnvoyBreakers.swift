internal import MeshModel

/// The breakers of one cluster: what the proxy reports, and what its counters mean.
struct EnvoyBreakers {
  let service: String
  let cluster: EnvoyCluster
  let figures: EnvoyFigures
  let memory: EnvoyMemory
  /// Nil when it is not known whether hosts can be ejected.
  let outliers: EnvoyOutliers?
  let now: Int

  /// A limit so high that no proxy ever gets there: Istio's standard is four billion.
  private static let endless = 1_000_000.0
  /// Less of a limit than this being left is near it.
  private static let narrow = 0.2

  var readings: [BreakerReading] {
    ejections + [concurrency, retryBudget].compactMap(\.self)
  }

  /// One for each host, as seen by this proxy alone.
  private var ejections: [BreakerReading] {
    let counted: [EnvoyMetric] = [.ejectionsActive, .ejectionsEnforced, .ejectionsOverflow]
    let isUsed =
      outliers != nil || counted.contains { figures[$0] > 0 }
      || cluster.hosts.contains(where: \.isEjected)
    guard isUsed else { return [] }
    return cluster.hosts.map { host in
      var reading = reading(host)
      reading.trips = memory.hosts[host]?.trips
      return reading
    }
  }

  private func reading(_ host: EnvoyHost) -> BreakerReading {
    func make(_ state: BreakerCondition, _ confidence: Confidence, _ reason: String?)
      -> BreakerReading
    {
      var reading = BreakerReading(
        to: service, instance: host.name, kind: .ejection, state: state, confidence: confidence)
      reading.reason = reason
      return reading
    }
    if host.isEjected {
      return make(
        .open, .reported,
        memory.isPanicking
          ? "ejected, and sent to all the same: no healthy instance is left"
          : "taken out of the rotation after failures")
    }
    let settings = outliers ?? EnvoyOutliers()
    if memory.hosts[host]?.isProbing(settings, at: now) == true {
      return make(.halfOpen, .derived, "back in the rotation, on probation")
    }
    if memory.cannotEject(figures) {
      let count = Int(min(figures[.ejectionsOverflow], 1e15))
      return make(
        .cannotTrip, .derived, "its limit on ejections forbade all \(count) that were due")
    }
    return make(.closed, .reported, nil)
  }

  /// The limits on requests and on those that wait for a connection.
  private var concurrency: BreakerReading? {
    guard let limit = cluster.requestLimit else { return nil }
    let (state, reason) = limitState(limit)
    var reading = BreakerReading(
      to: service, instance: nil, kind: .concurrency, state: state, confidence: .derived)
    reading.reason = reason
    reading.trips = memory.shed
    if limit < Self.endless {
      let used = figures.known(.remainingRequests).map { limit - $0 } ?? figures[.active]
      reading.distance = TripDistance(
        value: max(used, 0), limit: limit, unit: "requests at a time")
    }
    return reading
  }

  private func limitState(_ limit: Double) -> (BreakerCondition, String?) {
    if memory.isLately(memory.shedAt, now) {
      return (.shedding, "requests beyond its limit are turned away")
    }
    let limits = [limit, cluster.pendingLimit, cluster.connectionLimit].compactMap(\.self)
    if limits.allSatisfy({ $0 >= Self.endless }) {
      return (.cannotTrip, "its limits are too high ever to be reached")
    }
    if memory.margin < Self.narrow {
      let percent = Int((max(memory.margin, 0) * 100).rounded())
      return (.nearLimit, "\(percent)% of its limit was left")
    }
    return (.closed, nil)
  }

  /// Only where there were retries.
  private var retryBudget: BreakerReading? {
    guard figures[.retries] > 0 || figures[.retryOverflow] > 0 else { return nil }
    let isExhausted = memory.isLately(memory.retriesExhaustedAt, now)
    var reading = BreakerReading(
      to: service, instance: nil, kind: .retryBudget, state: isExhausted ? .shedding : .closed,
      confidence: .derived)
    reading.trips = figures[.retryOverflow]
    if isExhausted { reading.reason = "retries exhausted: its budget for them is used up" }
    return reading
  }
}
