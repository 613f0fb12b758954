/// What a breaker says to a call.
public struct BreakerAnswer: Sendable {
  /// Whether the call may be made.
  public let decision: BreakerDecision
  /// What asking has brought about.
  public let events: BreakerEvents
}

/// Whether a call may be made.
public enum BreakerDecision: Sendable, Hashable {
  /// Make the call, then hand the permit back with its outcome, exactly once.
  case permitted(BreakerPermit)
  case refused(BreakerRefusal)
}

/// Ties the outcome of a call to the state of the breaker that permitted it.
public struct BreakerPermit: Sendable, Hashable {
  /// The state's running number; outcomes of an earlier state are late and count no more.
  let generation: UInt64
  /// The probe's running number, 0 for a call that is none.
  let probe: UInt64

  /// Whether this call decides if the breaker closes.
  public var isProbe: Bool { probe != 0 }
}
