import MeshLook
import MeshModel
import Terminal

/// How much of every service and call is written down.
struct GraphForm: Equatable, Sendable {
  /// What is written at a call.
  enum Label: Equatable, Sendable {
    /// Rate with its unit, errors with a digit after the point, the median, signs.
    case wide
    /// Rate with its unit, errors with a digit after the point, signs.
    case full
    /// Rate, errors, signs.
    case medium
    /// Rate and a sign.
    case short
    /// A sign.
    case sign

    var columns: Int {
      switch self {
      case .wide: 32
      case .full: 17
      case .medium: 14
      case .short: 7
      case .sign: 2
      }
    }
  }

  var isBoxed = false
  var label: Label
  var gap = 0
  var direction = GraphMetrics.Direction.rightward
  var isBundled = false
  /// The most columns of a name.
  var nameLimit: Int

  /// From the richest to the poorest.
  static let all: [GraphForm] = [
    GraphForm(isBoxed: true, label: .wide, gap: 1, nameLimit: 30),
    GraphForm(isBoxed: true, label: .wide, nameLimit: 30),
    GraphForm(isBoxed: true, label: .full, nameLimit: 30),
    GraphForm(isBoxed: true, label: .medium, nameLimit: 20),
    GraphForm(label: .full, gap: 1, nameLimit: 20),
    GraphForm(label: .full, nameLimit: 20),
    GraphForm(label: .medium, gap: 1, nameLimit: 20),
    GraphForm(label: .medium, nameLimit: 16),
    GraphForm(label: .short, gap: 1, nameLimit: 16),
    .scrolled,
    GraphForm(isBoxed: true, label: .short, gap: 2, direction: .downward, nameLimit: 16),
    GraphForm(label: .short, gap: 2, direction: .downward, nameLimit: 16),
    GraphForm(label: .sign, gap: 1, nameLimit: 12),
    GraphForm(label: .sign, nameLimit: 12),
    GraphForm(label: .sign, nameLimit: 9),
    poorest,
  ]

  /// What is taken where none fits.
  static let scrolled = GraphForm(label: .short, nameLimit: 16)
  static let poorest = GraphForm(label: .sign, isBundled: true, nameLimit: 12)

  /// The room everything takes.
  func metrics(_ graph: CallGraph, _ groups: [Int: Int], _ room: Size) -> GraphMetrics {
    let columns = graph.names.indices.map { node in
      let name = TopologyScene.label(of: node, in: graph, groups)
      let width = min(nameLimit, max(4, TextWidth.columns(name, atMost: nameLimit)))
      return isBoxed ? max(width + 6, 12) : width + 3
    }
    var metrics = GraphMetrics(nodeColumns: columns)
    metrics.direction = direction
    metrics.nodeRows = isBoxed ? 4 : 1
    metrics.margin = isBoxed ? 1 : 0
    if direction == .downward { metrics.margin = 2 }
    metrics.labelColumns = label.columns
    metrics.gap = gap
    metrics.isBundled = isBundled
    metrics.wrap = room.columns
    return metrics
  }
}
