import MeshModel
import Terminal

extension Health.Status {
  /// Told by shape, not only by colour.
  var sign: String {
    switch self {
    case .healthy: "●"
    case .degraded: "▲"
    case .failing: "✖"
    case .starting: "◐"
    case .noTraffic: "◌"
    case .unknown: "?"
    }
  }

  var role: Role {
    switch self {
    case .healthy: .ok
    case .degraded: .warning
    case .failing: .bad
    case .starting: .info
    case .noTraffic, .unknown: .unknown
    }
  }

  var words: String { self == .noTraffic ? "no traffic" : rawValue }
}

extension InstanceHealth {
  var sign: String {
    switch self {
    case .healthy: "●"
    case .degraded: "▲"
    case .unhealthy: "✖"
    case .ejected: "╳"
    case .probing, .draining: "◐"
    case .unknown: "?"
    }
  }

  var role: Role {
    switch self {
    case .healthy: .ok
    case .degraded, .probing, .draining: .warning
    case .unhealthy, .ejected: .bad
    case .unknown: .unknown
    }
  }
}

extension BreakerCondition {
  var sign: String {
    switch self {
    case .closed: "─"
    case .open, .shedding: "╳"
    case .halfOpen: "◐"
    case .forcedOpen, .forcedClosed, .cannotTrip: "!"
    case .nearLimit: "▲"
    case .disabled: "○"
    case .unknown: "?"
    }
  }

  var role: Role {
    switch self {
    case .closed: .ok
    case .open, .forcedOpen, .shedding: .bad
    case .halfOpen, .nearLimit, .cannotTrip, .forcedClosed: .warning
    case .disabled, .unknown: .unknown
    }
  }
}

extension BreakerCondition {
  /// At most nine letters, for the table.
  var short: String {
    switch self {
    case .forcedOpen: "held open"
    case .forcedClosed: "held shut"
    case .nearLimit: "near max"
    case .cannotTrip: "no effect"
    default: rawValue
    }
  }
}

extension BreakerKind {
  /// What one of this kind is called on the screen.
  var words: String {
    switch self {
    case .library: "breaker"
    case .ejection: "ejection"
    case .concurrency: "concurrency limit"
    case .retryBudget: "retry budget"
    case .rateLimit: "rate limit"
    }
  }
}

extension MeshEvent {
  /// The sign of what happened, how it looks, and its name.
  var look: (sign: String, role: Role, words: String) {
    switch kind {
    case .faultOn: ("◆", .fault, "fault on")
    case .faultOff: ("◇", .fault, "fault off")
    case .breakerOpen: ("╳", .bad, "breaker open")
    case .breakerHalfOpen: ("◐", .warning, "half-open")
    case .breakerClosed: ("─", .ok, "closed again")
    case .probeFailed: ("✖", .bad, "probe failed")
    case .health: turned
    case .restart: ("▸", .info, "restart")
    case .sourceLost: ("✖", .bad, "source lost")
    case .sourceBack: ("●", .ok, "source back")
    case .panic: ("!", .bad, "panic")
    default: ("·", .muted, kind.rawValue.replacing("-", with: " "))
    }
  }

  /// A change of health looks like what it became, as in `healthy to failing: …`.
  private var turned: (sign: String, role: Role, words: String) {
    guard let status = turn?.to else { return ("·", .muted, "health") }
    return (status.sign, status.role, status.words)
  }
}

extension FaultOrder.Effect {
  /// What it does, in a few words.
  var words: String {
    switch self {
    case .latency(let milliseconds): "latency \(Figures.wholeMilliseconds(milliseconds))"
    case .errors(let percent): "errors \(percent)%"
    case .down: "down"
    case .crash: "crash"
    case .hang: "hang"
    case .reset: "reset"
    }
  }

  /// What it means for those who call.
  var meaning: String {
    switch self {
    case .latency: "every answer comes that much later"
    case .errors: "that share of requests is answered with an error"
    case .down: "it refuses everything, health checks too"
    case .crash: "the process ends at once, as by a bug; it is started again"
    case .hang: "requests are taken and never answered"
    case .reset: "connections are cut instead of answered"
    }
  }

  /// The option of the command that does the same.
  var option: String {
    switch self {
    case .latency(let milliseconds): "--latency \(milliseconds)ms"
    case .errors(let percent): "--errors \(percent)%"
    case .down: "--down"
    case .crash: "--crash"
    case .hang: "--hang"
    case .reset: "--reset"
    }
  }
}

extension Figures {
  /// `300 ms`, `3 s`.
  static func wholeMilliseconds(_ value: Int) -> String {
    value % 1000 == 0 && value > 0 ? "\(value / 1000) s" : "\(value) ms"
  }
}
