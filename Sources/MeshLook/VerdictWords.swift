public import MeshModel
public import Terminal

// How a mesh as a whole is spoken of, the same in reports and on the screen.

extension MeshVerdict {
  /// As in `all well`, `1 of 2 sources lost`.
  public var words: String {
    switch self {
    case .nothingHeard: "nothing heard"
    case .failing(let name): "\(name) is failing"
    case .degraded(let name): "\(name) is degraded"
    case .tripped(let from, let to, let state): "\(from) → \(to): \(state.rawValue)"
    case .sourcesLost(1, of: 1): "source lost"
    case .sourcesLost(let lost, let all): "\(lost) of \(all) sources lost"
    case .unknown(let count, let all): "\(count) of \(all) services unknown"
    case .noFigures(.yet): "no figures yet"
    case .noFigures(.windowTooShort): "no figures: the window is too short"
    case .starting(let count, let all): "\(count) of \(all) services starting"
    case .faults(let count, let traffic):
      (count == 1 ? "1 fault active" : "\(count) faults active")
        + (traffic == .none ? ", no traffic" : "")
    case .noTraffic: "no traffic"
    case .idle(let count, let all): "\(count) of \(all) services without traffic"
    case .well: "all well"
    }
  }

  /// Told by shape, not only by colour.
  public var sign: String {
    switch self {
    case .nothingHeard, .unknown, .noFigures: "?"
    case .failing: Health.Status.failing.sign
    case .degraded: Health.Status.degraded.sign
    case .tripped(_, _, let state): state.sign
    case .sourcesLost: "▲"
    case .starting: Health.Status.starting.sign
    case .faults: "◆"
    case .noTraffic, .idle: Health.Status.noTraffic.sign
    case .well: Health.Status.healthy.sign
    }
  }

  /// The colour.
  public var role: Role {
    switch self {
    case .nothingHeard, .unknown, .noFigures, .noTraffic, .idle: .unknown
    case .failing: .bad
    case .degraded, .sourcesLost: .warning
    case .tripped(_, _, let state): state.role
    case .starting: .info
    case .faults: .fault
    case .well: .ok
    }
  }

  /// For programs.
  public var key: String {
    switch self {
    case .nothingHeard: "nothing-heard"
    case .failing: "failing"
    case .degraded: "degraded"
    case .tripped: "breaker"
    case .sourcesLost: "source-lost"
    case .unknown: "unknown"
    case .noFigures: "no-figures"
    case .starting: "starting"
    case .faults: "fault"
    case .noTraffic: "no-traffic"
    case .idle: "partly-idle"
    case .well: "well"
    }
  }
}
