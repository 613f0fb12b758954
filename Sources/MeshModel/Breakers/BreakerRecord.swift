/// Which of an observer's breakers.
struct BreakerKey: Sendable, Hashable {
  let to: String
  let instance: String?
  let kind: BreakerKind
}

/// One breaker of one observer, followed from look to look.
struct BreakerRecord: Sendable {
  private(set) var reading: BreakerReading
  /// When the state was first seen, in microseconds of the wall clock; nil when it was there before
  /// we looked.
  private var seenSince: Int?
  /// Trips in earlier lives of the observer.
  private var earlierTrips = 0.0

  init(_ reading: BreakerReading) {
    self.reading = reading
  }

  var since: Int? { reading.since ?? seenSince }
  var trips: Double? { reading.trips.map { $0 + earlierTrips } }

  /// Takes the latest look and tells what must have happened since the one before: looks are a
  /// second apart, and a probe that fails at once lets a breaker open again long before the next.
  mutating func take(_ next: BreakerReading, wall: Int, from owner: String) -> [MeshEvent] {
    let last = reading
    if let old = last.trips, let new = next.trips, new < old { earlierTrips += old }
    reading = next
    if next.state != last.state { seenSince = wall }
    guard let kind = Self.event(last, next, hasTripped: (next.trips ?? 0) > (last.trips ?? 0))
    else { return [] }
    let callee = next.instance ?? next.to
    return [
      MeshEvent(
        at: next.since.flatMap { $0 > wall - 60_000_000 ? $0 : nil } ?? wall, kind: kind,
        subject: "\(owner):\(callee)", detail: next.reason ?? "")
    ]
  }

  private static func event(
    _ last: BreakerReading, _ next: BreakerReading, hasTripped: Bool
  ) -> EventKind? {
    switch (last.state, next.state) {
    case (.open, .open): hasTripped && last.trips != nil ? .probeFailed : nil
    case (let old, let new) where old == new: nil
    case (_, .open), (_, .forcedOpen), (_, .shedding): .breakerOpen
    case (_, .halfOpen): .breakerHalfOpen
    case (.open, .closed), (.halfOpen, .closed), (.forcedOpen, .closed), (.shedding, .closed),
      (.shedding, .nearLimit):
      .breakerClosed
    default: nil
    }
  }
}
