public import MeshModel
public import Terminal

// How states look, wherever they are shown: a sign, a colour, and as their word the raw value, by which
// filters ask for them too. None of the three has to carry a state alone.

extension Health.Status {
  /// Told by shape, not only by colour.
  public var sign: String {
    switch self {
    case .healthy: "●"
    case .degraded: "▲"
    case .failing: "✖"
    case .starting: "◐"
    case .noTraffic: "◌"
    case .unknown: "?"
    }
  }

  /// The colour.
  public var role: Role {
    switch self {
    case .healthy: .ok
    case .degraded: .warning
    case .failing: .bad
    case .starting: .info
    case .noTraffic, .unknown: .unknown
    }
  }
}

extension InstanceHealth {
  /// Told by shape, not only by colour.
  public var sign: String {
    switch self {
    case .healthy: "●"
    case .degraded: "▲"
    case .unhealthy: "✖"
    case .ejected: "╳"
    case .probing: "◐"
    case .draining: "○"
    case .unknown: "?"
    }
  }

  /// The colour.
  public var role: Role {
    switch self {
    case .healthy: .ok
    case .degraded, .probing, .draining: .warning
    case .unhealthy, .ejected: .bad
    case .unknown: .unknown
    }
  }
}

extension BreakerCondition {
  /// Told by shape, not only by colour.
  public var sign: String {
    switch self {
    case .closed: "─"
    case .open: "╳"
    case .halfOpen: "◐"
    case .shedding: "▼"
    case .nearLimit: "▲"
    case .forcedOpen, .forcedClosed, .cannotTrip: "!"
    case .disabled: "○"
    case .unknown: "?"
    }
  }

  /// The colour.
  public var role: Role {
    switch self {
    case .closed: .ok
    case .open, .forcedOpen, .shedding: .bad
    case .halfOpen, .nearLimit, .cannotTrip, .forcedClosed: .warning
    case .disabled, .unknown: .unknown
    }
  }
}

extension BreakerKind {
  /// What one of this kind is called.
  public var words: String {
    switch self {
    case .library: "breaker"
    case .ejection: "ejection"
    case .concurrency: "concurrency limit"
    case .retryBudget: "retry budget"
    case .rateLimit: "rate limit"
    }
  }
}

extension EventKind {
  /// The colour of what happened; a change of health has that of what it became.
  public var role: Role {
    switch self {
    case .faultOn, .faultOff: .fault
    case .breakerOpen, .probeFailed, .sourceLost, .panic: .bad
    case .breakerHalfOpen, .restart: .warning
    case .breakerClosed, .sourceBack: .ok
    default: .info
    }
  }
}
