/// What a breaker's state is, in the field's words; "open" means tripped.
public enum BreakerState: String, Sendable, Hashable, CaseIterable {
  case closed
  case open
  case halfOpen = "half-open"
  case forcedOpen = "forced-open"
  case forcedClosed = "forced-closed"
  case disabled
}

/// Who decides: the breaker itself, or a person.
public enum BreakerMode: Sendable, Hashable, CaseIterable {
  /// The breaker judges by its settings.
  case automatic
  /// Refuses every call.
  case forcedOpen
  /// Permits every call and goes on counting.
  case forcedClosed
  /// Permits every call and counts nothing.
  case disabled
}

/// Why a breaker tripped, in numbers.
public enum TripReason: Sendable, Hashable {
  case consecutiveFailures(Int)
  case failureRate(failures: Int, calls: Int)
  case slowCallRate(slow: Int, calls: Int)
  case probe(ProbeFailure)
}

/// What was wrong with a probe.
public enum ProbeFailure: Sendable, Hashable {
  case failed
  /// It succeeded, but slowly, and the breaker trips on slow calls.
  case slow
  /// It did not return in time.
  case timedOut
}

/// Why a call is not permitted.
public enum BreakerRefusal: Sendable, Hashable {
  /// Tripped; worth asking again after so long.
  case open(retryAfter: Nanoseconds)
  /// All probes are under way; worth asking again after so long at the latest.
  case probing(retryAfter: Nanoseconds)
  /// A person holds it open.
  case forcedOpen
}

/// What happened to a breaker.
///
/// | event | when |
/// |---|---|
/// | `opened` | it trips, from closed or from half-open; instants are on the caller's clock |
/// | `halfOpened` | the first call after the open duration becomes a probe |
/// | `closed` | enough probes succeeded |
/// | `probeFailed` | one did not; `opened` follows at once |
/// | `forced` | a person took over or gave back |
/// | `callNotPermitted` | a call was refused |
public enum BreakerEvent: Sendable, Hashable {
  case opened(TripReason, nextProbe: Instant)
  case halfOpened
  case closed(successes: Int)
  case probeFailed(ProbeFailure)
  case forced(BreakerMode)
  case callNotPermitted(BreakerRefusal)
}

/// The events of one step, in order: none most of the time, three at most, never on the heap.
public struct BreakerEvents: Sendable, Sequence, IteratorProtocol {
  private var first: BreakerEvent?
  private var second: BreakerEvent?
  private var third: BreakerEvent?

  /// Whether nothing happened.
  public var isEmpty: Bool { first == nil }

  mutating func append(_ event: BreakerEvent) {
    if first == nil {
      first = event
    } else if second == nil {
      second = event
    } else {
      third = event
    }
  }

  /// Takes the earliest of the events that are left.
  public mutating func next() -> BreakerEvent? {
    let event = first
    first = second
    second = third
    third = nil
    return event
  }
}
