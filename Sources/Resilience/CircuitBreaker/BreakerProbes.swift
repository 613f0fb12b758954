/// The probes under way, from the oldest to the youngest.
///
/// Room for all that are permitted is taken once, so that probing allocates nothing.
struct BreakerProbes: Sendable {
  private var running: [Probe] = []
  private var latestNumber: UInt64 = 0

  private struct Probe {
    let number: UInt64
    let dueBy: Instant
  }

  init(limit: Int) {
    running.reserveCapacity(limit)
  }

  var count: Int { running.count }

  /// When the oldest probe must have returned.
  var firstDue: Instant? { running.first?.dueBy }

  /// Begins a probe and gives its number, which is never given again.
  mutating func begin(dueBy: Instant) -> UInt64 {
    latestNumber += 1
    running.append(Probe(number: latestNumber, dueBy: dueBy))
    return latestNumber
  }

  /// Ends a probe; false when it is not under way (or no longer).
  mutating func end(_ number: UInt64) -> Bool {
    guard let index = running.firstIndex(where: { $0.number == number }) else { return false }
    running.remove(at: index)
    return true
  }

  mutating func clear() {
    running.removeAll(keepingCapacity: true)
  }
}
