import MeshModel

/// From a breaker's opening to its closing, worked out from events.
struct Trip: Equatable, Sendable {
  /// A call that was let through to try.
  struct Probe: Equatable, Sendable {
    let at: Int
    /// Microseconds until it was known how it went; nil while it is under way.
    var lasted: Int?
    var hasFailed = false
  }

  /// When it opened, in microseconds of the wall clock; nil when that was before what is known.
  let at: Int?
  /// Why.
  let reason: String
  var probes: [Probe] = []
  /// When it closed again; nil while it has not.
  var closedAt: Int?

  /// How long it kept calls away, in microseconds.
  ///
  /// - Parameter now: for one that is open still.
  func lasted(now: Int) -> Int? { at.map { max(0, (closedAt ?? now) - $0) } }

  /// The trips that events of one breaker tell of, the oldest first.
  ///
  /// Several instances of the caller have a breaker each and tell under one name: what opens while it
  /// is open already is part of the same trip.
  static func all(in events: [MeshEvent]) -> [Trip] {
    var trips: [Trip] = []
    func current(_ event: MeshEvent) -> Int {
      if trips.last.map({ $0.closedAt != nil }) ?? true {
        trips.append(Trip(at: nil, reason: ""))
      }
      return trips.count - 1
    }
    for event in events {
      switch event.kind {
      case .breakerOpen:
        if trips.last.map({ $0.closedAt != nil }) ?? true {
          trips.append(Trip(at: event.at, reason: event.detail))
        }
      case .breakerHalfOpen: trips[current(event)].probes.append(Probe(at: event.at))
      case .probeFailed:
        let trip = current(event)
        trips[trip].endProbe(at: event.at, hasFailed: true)
      case .breakerClosed:
        let trip = current(event)
        trips[trip].endProbe(at: event.at, hasFailed: false)
        trips[trip].closedAt = event.at
      default: break
      }
    }
    return trips
  }

  private mutating func endProbe(at: Int, hasFailed: Bool) {
    guard let last = probes.indices.last, probes[last].lasted == nil else {
      if hasFailed { probes.append(Probe(at: at, lasted: 0, hasFailed: true)) }
      return
    }
    probes[last].lasted = max(0, at - probes[last].at)
    probes[last].hasFailed = hasFailed
  }

  /// How long it waits between opening and a probe, in microseconds: the latest wait there was.
  static func wait(in events: [MeshEvent]) -> Int? {
    var opened: Int?
    var wait: Int?
    for event in events {
      switch event.kind {
      case .breakerOpen: opened = event.at
      case .breakerHalfOpen:
        wait = opened.map { event.at - $0 } ?? wait
        opened = nil
      default: break
      }
    }
    return wait
  }
}
