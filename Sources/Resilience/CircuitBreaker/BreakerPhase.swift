/// The state of a breaker, with what only this state needs.
enum BreakerPhase: Sendable {
  /// Permits and counts until a limit is reached.
  case closed
  /// Refuses until the first probe is due.
  case open(until: Instant)
  /// Permits probes; so many have succeeded.
  case halfOpen(successes: Int)
  /// Refuses until a person lets go.
  case forcedOpen
  /// Permits and counts until a person lets go.
  case forcedClosed
  /// Permits until a person lets go.
  case disabled

  /// Who decides in this state.
  var mode: BreakerMode {
    switch self {
    case .closed, .open, .halfOpen: .automatic
    case .forcedOpen: .forcedOpen
    case .forcedClosed: .forcedClosed
    case .disabled: .disabled
    }
  }

  /// The state's public name.
  var state: BreakerState {
    switch self {
    case .closed: .closed
    case .open: .open
    case .halfOpen: .halfOpen
    case .forcedOpen: .forcedOpen
    case .forcedClosed: .forcedClosed
    case .disabled: .disabled
    }
  }
}
