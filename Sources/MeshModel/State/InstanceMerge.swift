/// What several observers say of one instance: the gravest opinion is shown, with who holds it.
struct InstanceMerge {
  private var health = InstanceHealth.unknown
  private var observers: [String] = []
  private var isStarting = false
  private var address: String?
  private var version: String?

  mutating func add(_ reading: InstanceReading, of observer: String, _ isFresh: Bool) {
    address = address ?? reading.address
    version = version ?? reading.version
    guard isFresh else { return }
    isStarting = isStarting || reading.isStarting
    if reading.health.gravity > health.gravity {
      health = reading.health
      observers = [observer]
    } else if reading.health == health {
      observers.append(observer)
    }
  }

  /// Counts it among its service's instances. One that drains or that nobody knows about counts
  /// neither way.
  func count(in evidence: inout HealthEvidence) {
    if isStarting {
      evidence.starting += 1
    } else if health.serves {
      evidence.healthy += 1
    } else if health != .draining, health != .unknown {
      evidence.down += 1
    }
  }

  func snapshot(_ id: String, _ figures: TrafficFigures) -> Snapshot.Instance {
    Snapshot.Instance(
      id: id, address: address, version: version, health: health, observedBy: observers.sorted(),
      traffic: figures)
  }
}
