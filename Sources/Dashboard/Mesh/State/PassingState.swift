import MeshModel

/// A state of a breaker that began and ended between two looks: shown for a moment as past.
struct PassingState: Equatable, Sendable {
  let from: String
  let to: String
  let state: BreakerCondition
  /// Until when it is shown, in nanoseconds of the monotonic clock.
  let until: Int

  /// Nanoseconds it stays on the screen.
  static let shown = 1_500_000_000
  /// Microseconds after which an event is no news any more.
  private static let freshness = 5_000_000

  /// The states that fresh events tell of and that the snapshot does not show any more.
  static func all(in frame: MeshFrame) -> [PassingState] {
    var found: [PassingState] = []
    for event in frame.fresh where event.at > frame.at.wall - freshness {
      guard let state = condition(event.kind) else { continue }
      let sides = event.subject.split(separator: ":", maxSplits: 1).map(String.init)
      guard sides.count == 2 else { continue }
      let current = frame.snapshot?.breakers.first {
        $0.from == sides[0] && ($0.to == sides[1] || $0.instance == sides[1])
      }
      found.removeAll { $0.from == sides[0] && $0.to == sides[1] && $0.state != .halfOpen }
      guard current?.state != state, state != .closed else { continue }
      found.append(
        PassingState(
          from: sides[0], to: sides[1], state: state, until: frame.at.monotonic + shown))
    }
    return found
  }

  /// As in `was half-open just now`.
  var words: String { "was \(state.rawValue) just now" }

  private static func condition(_ kind: EventKind) -> BreakerCondition? {
    switch kind {
    case .breakerOpen: .open
    case .breakerHalfOpen, .probeFailed: .halfOpen
    case .breakerClosed: .closed
    default: nil
    }
  }
}
