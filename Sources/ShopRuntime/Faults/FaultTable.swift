import Synchronization

/// The faults that concern one instance, each until its time is over.
///
/// The instance itself ends them, so that a fault cannot outlive whoever set it. Most come from the
/// supervisor. Those that somebody sets here directly stay beside them until the supervisor has heard of
/// them, and then are among its own.
public final class FaultTable: Sendable {
  private struct Entry: Sendable {
    var fault: Fault
    /// Nanoseconds of the monotonic clock.
    var ends: UInt64
    var isDirect: Bool
  }

  private struct State: Sendable {
    var entries: [Entry] = []
    /// How often faults were set directly.
    var generation = 0
  }

  private let state: Mutex<State> = Mutex(State())
  /// Whether there is any, without taking the lock: the usual answer is no.
  private let isActive = Atomic<Bool>(false)

  public init() {}

  /// Replaces the faults that the supervisor has set; each lasts for its remaining time from now.
  ///
  /// - Parameter adopted: the generation of direct ones that are among them now.
  func replace(_ faults: [Fault], adopted: Int = 0, now: UInt64) {
    change { state in
      state.entries.removeAll { !$0.isDirect || adopted == state.generation }
      state.entries += Self.entries(faults, isDirect: false, now)
    }
  }

  /// Replaces the faults that were set directly.
  func replaceDirect(_ faults: [Fault], now: UInt64) {
    change { state in
      state.generation += 1
      state.entries.removeAll(where: \.isDirect)
      state.entries += Self.entries(faults, isDirect: true, now)
    }
  }

  /// The faults in force that were set directly, with the time they still last, and their generation.
  func direct(now: UInt64) -> (faults: [Fault], generation: Int) {
    state.withLock { state in
      let faults = state.entries.filter { $0.isDirect && $0.ends > now }.map { entry in
        var fault = entry.fault
        fault.remaining = Int((entry.ends - now) / 1_000_000)
        return fault
      }
      return (faults, state.generation)
    }
  }

  /// The faults in force that concern a target, drawn together.
  func effect(
    now: UInt64, chance: () -> UInt64, on concerns: (Fault.Target) -> Bool
  ) -> FaultEffect {
    var effect = FaultEffect()
    guard isActive.load(ordering: .acquiring) else { return effect }
    let faults = state.withLock { state in
      state.entries.removeAll { $0.ends <= now }
      if state.entries.isEmpty { isActive.store(false, ordering: .releasing) }
      return state.entries.map(\.fault)
    }
    for fault in faults where concerns(fault.target) { effect.add(fault, chance) }
    return effect
  }

  private func change(_ body: (inout State) -> Void) {
    state.withLock { state in
      body(&state)
      isActive.store(!state.entries.isEmpty, ordering: .releasing)
    }
  }

  private static func entries(_ faults: [Fault], isDirect: Bool, _ now: UInt64) -> [Entry] {
    faults.map {
      Entry(
        fault: $0, ends: now + UInt64(max($0.remaining, 0)) * 1_000_000, isDirect: isDirect)
    }
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
