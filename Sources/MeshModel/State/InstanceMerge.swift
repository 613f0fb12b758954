/// What several observers say of one instance: the gravest opinion is shown, with who holds it.
struct InstanceMerge {
  private var health = InstanceHealth.unknown
  private var observers: [String] = []
  private var isStarting = false
  private var address: String?
  private var version: String?
  private var outage: InstanceReading.Outage?
  /// Whether somebody who has an opinion of it was heard lately.
  private var isTold = false
  /// Whether its own page gives no answer.
  private var isSilent = false

  /// Adds an observer's opinion; only a fresh one counts for the health.
  mutating func add(_ reading: InstanceReading, of observer: String, _ isFresh: Bool) {
    address = address ?? reading.address
    version = version ?? reading.version
    guard isFresh else { return }
    isTold = true
    isStarting = isStarting || reading.isStarting
    if reading.health.gravity > health.gravity {
      health = reading.health
      outage = reading.outage
      observers = [observer]
    } else if reading.health == health {
      outage = outage ?? reading.outage
      observers.append(observer)
    }
  }

  /// Adds that it was asked itself: it answered, or it did not, since when.
  mutating func addAsked(_ silence: Silence?) {
    isTold = true
    guard let silence else {
      if health == .unknown { health = .healthy }
      return
    }
    // Others may still take it for well because nobody asks them to check.
    guard health.gravity < InstanceHealth.draining.gravity else { return }
    (health, isSilent, observers) = (.unhealthy, true, [])
    outage = InstanceReading.Outage("no answer", since: silence.since)
  }

  /// Counts it among its service's instances. One that drains or of which nobody has an opinion counts
  /// neither way.
  ///
  /// - Parameter id: the instance's name.
  func count(_ id: String, in evidence: inout HealthEvidence) {
    if !isTold {
      evidence.untold += 1
    } else if isStarting {
      evidence.starting += 1
    } else if health.serves {
      evidence.healthy += 1
    } else if health != .draining, health != .unknown {
      evidence.down += 1
      if isSilent { evidence.silent += 1 }
      if let outage { evidence.outages[id] = outage }
    }
  }

  /// - Parameter verdict: what the instance's own answers say of it.
  func snapshot(
    _ id: String, _ figures: TrafficFigures, _ verdict: Health
  ) -> Snapshot.Instance {
    var instance = Snapshot.Instance(
      id: id, address: address, version: version, health: health, observedBy: observers.sorted(),
      reason: outage?.sentence, traffic: figures)
    // Who finds it well only knows that it is there; what it answers tells more.
    if health.gravity <= InstanceHealth.healthy.gravity, !isStarting,
      let own = InstanceHealth(verdict), own.gravity > health.gravity
    {
      instance.health = own
      instance.observedBy = [id]
      instance.reason = own == .healthy ? nil : verdict.reason
    }
    return instance
  }
}

extension InstanceHealth {
  /// By what was answered; nil when that says nothing.
  fileprivate init?(_ verdict: Health) {
    switch verdict.status {
    case .healthy: self = .healthy
    case .degraded: self = .degraded
    case .failing: self = .unhealthy
    case .starting, .noTraffic, .unknown: return nil
    }
  }
}
