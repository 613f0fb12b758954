import MeshModel
import TestSupport
import Testing

/// A mesh made up by chance.
struct RandomGraph {
  var names: [String]
  var calls: [(from: String, to: String)]

  /// - Parameter isCircular: whether calls may go back to those who stand before.
  init(_ seed: UInt64, isCircular: Bool = true, most: Int = 24) {
    var chance = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...most, using: &chance)
    let names = (0..<count).map { "s\($0 * 7 % 100)-\($0)" }
    self.names = names
    calls = (0..<Int.random(in: 0...count * 2, using: &chance)).compactMap { _ in
      let ends = [
        Int.random(in: 0..<count, using: &chance), Int.random(in: 0..<count, using: &chance),
      ]
      let sorted = isCircular ? ends : ends.sorted()
      return isCircular || sorted[0] < sorted[1] ? (names[sorted[0]], names[sorted[1]]) : nil
    }
  }

  /// A tree: everything but the first is called by one that stands before it.
  static func tree(_ seed: UInt64) -> RandomGraph {
    var chance = SeededGenerator(seed: seed)
    var graph = RandomGraph(seed, most: 20)
    graph.calls = graph.names.indices.dropFirst().map {
      (graph.names[Int.random(in: 0..<$0, using: &chance)], graph.names[$0])
    }
    return graph
  }

  var graph: CallGraph { CallGraph(names: names, calls: calls) }

  func shuffled(_ seed: UInt64) -> RandomGraph {
    var chance = SeededGenerator(seed: seed + 1_000)
    var other = self
    other.names.shuffle(using: &chance)
    other.calls.shuffle(using: &chance)
    other.calls += other.calls.prefix(3)
    return other
  }
}

/// A way of drawing, for every graph.
struct Drawing: Sendable, CustomTestStringConvertible {
  var name: String
  var direction = GraphMetrics.Direction.rightward
  var isBoxed = false
  var label = 0
  var gap = 0
  var isBundled = false

  var testDescription: String { name }

  static let all = [
    Drawing(name: "boxed", isBoxed: true, label: 17),
    Drawing(name: "open", label: 7, gap: 1),
    Drawing(name: "dense", label: 2),
    Drawing(name: "downward", direction: .downward, isBoxed: true, label: 7, gap: 2),
    Drawing(name: "bundled", label: 2, isBundled: true),
  ]

  func plan(_ graph: CallGraph) -> GraphPlan {
    GraphPlan(GraphLayers(graph), metrics(graph))
  }

  func metrics(_ graph: CallGraph) -> GraphMetrics {
    var metrics = GraphMetrics(nodeColumns: graph.names.map { $0.count + 3 })
    metrics.direction = direction
    metrics.nodeRows = isBoxed ? 4 : 1
    metrics.margin = direction == .downward ? 2 : isBoxed ? 1 : 0
    metrics.labelColumns = label
    metrics.gap = gap
    metrics.isBundled = isBundled
    return metrics
  }
}

extension GraphBox {
  func contains(_ point: GraphPoint) -> Bool {
    point.column >= column && point.column < column + columns && point.row >= row
      && point.row < row + rows
  }

  func overlaps(_ other: GraphBox) -> Bool {
    column < other.column + other.columns && other.column < column + columns
      && row < other.row + other.rows && other.row < row + rows
  }
}

extension GraphPlan.Route {
  /// Every cell of the line, with whether it runs across or down there.
  var cells: [(point: GraphPoint, isAcross: Bool)] {
    zip(points, points.dropFirst()).flatMap { from, to -> [(GraphPoint, Bool)] in
      from.row == to.row
        ? (min(from.column, to.column)...max(from.column, to.column)).map {
          (GraphPoint(column: $0, row: from.row), true)
        }
        : (min(from.row, to.row)...max(from.row, to.row)).map {
          (GraphPoint(column: from.column, row: $0), false)
        }
    }
  }
}
