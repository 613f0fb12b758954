internal import MeshModel

/// The status of a server as HAProxy writes it: `UP`, `DOWN 1/2`, `MAINT (via web/a)`, and so on.
struct ServerStatus: Equatable {
  enum Standing: Equatable {
    case up, down
    /// Taken out by hand, or because its name has no address.
    case maintenance, unresolved
    /// Gets no new sessions: `DRAIN` or `NOLB`.
    case draining
    /// Nobody looks whether it is well.
    case unchecked
    case unknown
  }

  let standing: Standing
  /// So many checks in a row said the contrary, of so many that change the standing.
  let progress: Progress?

  struct Progress: Equatable {
    let done: Int
    let needed: Int
  }

  init(_ text: String) {
    let words = text.split(separator: " ", maxSplits: 1)
    let behind = words.dropFirst().first ?? ""
    standing =
      switch words.first ?? "" {
      case "UP": .up
      case "DOWN": .down
      case "MAINT": behind == "(resolution)" ? .unresolved : .maintenance
      case "DRAIN", "NOLB": .draining
      case "no" where behind == "check": .unchecked
      default: .unknown
      }
    let numbers = behind.split(separator: "/").compactMap { Int($0) }
    progress = numbers.count == 2 ? Progress(done: numbers[0], needed: numbers[1]) : nil
  }

  /// Whether checks have begun to find a server well that is down.
  var isComingUp: Bool { standing == .down && (progress?.done ?? 0) > 0 }

  /// How the server does.
  ///
  /// - Parameters:
  ///   - startsSlowly: it gets less than its share until it has proved itself.
  ///   - isMarkedDown: it is down for what it answered to requests, not for what checks found.
  func health(startsSlowly: Bool, isMarkedDown: Bool) -> InstanceHealth {
    switch standing {
    case .up: startsSlowly ? .probing : progress == nil ? .healthy : .degraded
    case .down: isComingUp ? .probing : isMarkedDown ? .ejected : .unhealthy
    case .unresolved: .unhealthy
    case .maintenance, .draining: .draining
    case .unchecked, .unknown: .unknown
    }
  }
}
