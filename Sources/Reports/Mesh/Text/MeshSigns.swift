internal import MeshModel
internal import Terminal

/// How states look: a sign, a word and a colour, so that none of them has to carry it alone.
extension Health.Status {
  var sign: String {
    switch self {
    case .healthy: "●"
    case .degraded: "▲"
    case .failing: "✖"
    case .starting: "◌"
    case .noTraffic: "·"
    case .unknown: "?"
    }
  }

  var role: Role {
    switch self {
    case .healthy: .ok
    case .degraded: .warning
    case .failing: .bad
    case .starting: .info
    case .noTraffic: .muted
    case .unknown: .unknown
    }
  }
}

extension InstanceHealth {
  var sign: String {
    switch self {
    case .healthy: "●"
    case .degraded: "▲"
    case .unhealthy, .ejected: "✖"
    case .probing: "◐"
    case .draining: "·"
    case .unknown: "?"
    }
  }

  var role: Role {
    switch self {
    case .healthy: .ok
    case .degraded, .probing: .warning
    case .unhealthy, .ejected: .bad
    case .draining: .muted
    case .unknown: .unknown
    }
  }
}

extension BreakerCondition {
  var sign: String {
    switch self {
    case .closed: "─"
    case .open: "╳"
    case .halfOpen: "◐"
    case .shedding: "▼"
    case .nearLimit: "▲"
    case .forcedOpen, .forcedClosed, .cannotTrip: "!"
    case .disabled: "·"
    case .unknown: "?"
    }
  }

  var role: Role {
    switch self {
    case .closed: .ok
    case .open, .forcedOpen, .shedding: .bad
    case .halfOpen, .nearLimit, .cannotTrip, .forcedClosed: .warning
    case .disabled: .muted
    case .unknown: .unknown
    }
  }
}
