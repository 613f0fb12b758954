import MeshLook
import MeshModel
import Terminal

extension MeshEvent {
  /// The sign of what happened, how it looks, and its name.
  var look: (sign: String, role: Role, words: String) {
    let (sign, words) = signAndWords
    return kind == .health ? turned : (sign, kind.role, words)
  }

  private var signAndWords: (String, String) {
    switch kind {
    case .faultOn: ("◆", "fault on")
    case .faultOff: ("◇", "fault off")
    case .breakerOpen: ("╳", "breaker open")
    case .breakerHalfOpen: ("◐", "half-open")
    case .breakerClosed: ("─", "closed again")
    case .probeFailed: ("✖", "probe failed")
    case .restart: ("▸", "restart")
    case .sourceLost: ("✖", "source lost")
    case .sourceBack: ("●", "source back")
    case .panic: ("!", "panic")
    default: ("·", kind.rawValue.replacing("-", with: " "))
    }
  }

  /// A change of health looks like what it became, as in `healthy to failing: …`.
  private var turned: (sign: String, role: Role, words: String) {
    guard let status = turn?.to else { return ("·", .muted, "health") }
    return (status.sign, status.role, status.rawValue)
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
