import MeshModel
import Terminal

/// What the Topology tab knows beside the mesh.
struct TopologyState: Sendable {
  /// How much of the mesh is drawn.
  var zoom = Zoom.whole
  /// The marked call; nil marks a service.
  var call: CallName?
  /// The upper left cell of the drawing that is shown.
  var offset = Position(column: 0, row: 0)

  // Worked out when services or calls come or go, when the window changes, or when somebody looks
  // more closely
  /// All services and calls.
  var whole = CallGraph(names: [], calls: [])
  /// What it was made from.
  var seenNames: [String] = []
  var seenCalls: [CallName] = []
  /// What is drawn; nil while there is nothing to draw.
  var scene: TopologyScene?
  /// What the scene was worked out for.
  var wanted: TopologyScene.Wish?

  // Worked out with every round
  /// What is known of every service of the scene, and of every call.
  var nodes: [Snapshot.Service?] = []
  var calls: [CallFigures] = []
  /// The time that traffic is drawn for, in nanoseconds of the monotonic clock.
  var time = 0

  /// Whether any request was seen.
  var hasTraffic: Bool { calls.contains { $0.edge?.traffic.answersPerSecond ?? 0 > 0 } }

  /// How much of the mesh is drawn.
  enum Zoom: Int, CaseIterable, Sendable {
    /// All of it; where that cannot be read, what is around the marked service.
    case whole
    /// What is one call away from the marked service.
    case near
    /// What is two calls away.
    case around

    /// How many calls away a service may be; nil is all.
    var hops: Int? {
      switch self {
      case .whole: nil
      case .near: 1
      case .around: 2
      }
    }

    var next: Zoom { Self.allCases[(rawValue + 1) % Self.allCases.count] }
  }
}

/// Which call.
struct CallName: Hashable, Sendable {
  var from: String
  var to: String
}

/// What is known of a call, or of the way of messages: its figures, and the gravest of the breakers that
/// guard it.
struct CallFigures: Sendable {
  var edge: Snapshot.Edge?
  var breaker: Snapshot.Breaker?
  /// What travels here by message; nil where nothing does.
  var messages: MessageWay?

  /// Whether nobody waits for an answer here.
  var isOnlyMessages: Bool { messages != nil && edge?.protocol == Snapshot.Channel.protocol }
}
