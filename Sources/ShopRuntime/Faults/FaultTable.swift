import Synchronization

/// The faults that concern one instance, each until its time is over.
///
/// The instance itself ends them, so that a fault cannot outlive whoever set it.
public final class FaultTable: Sendable {
  private struct Entry: Sendable {
    var fault: Fault
    /// Nanoseconds of the monotonic clock.
    var ends: UInt64
  }

  private let entries: Mutex<[Entry]> = Mutex([])
  /// Whether there is any, without taking the lock: the usual answer is no.
  private let isActive = Atomic<Bool>(false)

  public init() {}

  /// Replaces all faults; each lasts for its remaining time from now.
  func replace(_ faults: [Fault], now: UInt64) {
    entries.withLock { entries in
      entries = faults.map {
        Entry(fault: $0, ends: now + UInt64(max($0.remaining, 0)) * 1_000_000)
      }
      isActive.store(!entries.isEmpty, ordering: .releasing)
    }
  }

  /// The faults in force that concern a target, drawn together.
  func effect(
    now: UInt64, chance: () -> UInt64, on concerns: (Fault.Target) -> Bool
  ) -> FaultEffect {
    var effect = FaultEffect()
    guard isActive.load(ordering: .acquiring) else { return effect }
    let faults = entries.withLock { entries in
      entries.removeAll { $0.ends <= now }
      if entries.isEmpty { isActive.store(false, ordering: .releasing) }
      return entries.map(\.fault)
    }
    for fault in faults where concerns(fault.target) { effect.add(fault, chance) }
    return effect
  }
}

/// What faults do to one request.
struct FaultEffect: Sendable, Hashable {
  /// Milliseconds to wait first.
  var wait = 0
  /// Status to answer with instead of working.
  var status: Int?
  var hang = false
  var cut = false
  var down = false
  var crash = false

  var isNone: Bool { self == FaultEffect() }

  fileprivate mutating func add(_ fault: Fault, _ chance: () -> UInt64) {
    if let latency = fault.latency {
      let spread =
        fault.jitter == 0 ? 0 : Int(chance() % UInt64(2 * fault.jitter + 1)) - fault.jitter
      wait += max(latency + spread, 0)
    }
    if let errors = fault.errors, Int(chance() % 100) < errors { status = fault.code }
    hang = hang || fault.hang
    cut = cut || fault.reset
    down = down || fault.down
    crash = crash || fault.crash
  }
}
