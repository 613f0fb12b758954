/// Which breaker of which service.
struct BreakerPlace: Hashable, Comparable {
  let from: String
  let key: BreakerKey

  static func < (left: BreakerPlace, right: BreakerPlace) -> Bool { left.order < right.order }

  private var order: (String, String, String, String) {
    (from, key.to, key.instance ?? "", key.kind.rawValue)
  }
}

/// The same breaker in several instances of its owner, taken together.
struct BreakerMerge {
  private var records: [(observer: String, record: BreakerRecord)] = []
  /// Those heard of, silent ones included.
  private var count = 0

  mutating func add(_ record: BreakerRecord, of observer: String, _ isFresh: Bool) {
    count += 1
    if isFresh { records.append((observer, record)) }
  }

  func snapshot(_ place: BreakerPlace) -> Snapshot.Breaker {
    let worst = records.max { $0.record.reading.state.gravity < $1.record.reading.state.gravity }
    let state = worst?.record.reading.state ?? .unknown
    let same = records.filter { $0.record.reading.state == state }
    let readings = same.map(\.record.reading)
    let trips = records.compactMap(\.record.trips)
    return Snapshot.Breaker(
      from: place.from, to: place.key.to, instance: place.key.instance, kind: place.key.kind,
      state: state, confidence: worst?.record.reading.confidence ?? .derived,
      since: same.compactMap(\.record.since).min(),
      reason: readings.compactMap(\.reason).first,
      trips: trips.isEmpty ? nil : trips.reduce(0, +),
      nextProbeSeconds: readings.compactMap(\.nextProbeSeconds).min(),
      distance: readings.compactMap(\.distance).max { $0.share < $1.share },
      observers: same.map(\.observer).sorted(), observerCount: count)
  }
}
