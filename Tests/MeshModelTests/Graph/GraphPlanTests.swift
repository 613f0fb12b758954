import MeshModel
import TestSupport
import Testing

@Suite struct GraphPlanTests {
  private static let seeds = 0..<40 as Range<UInt64>

  @Test(arguments: seeds, Drawing.all)
  func theSameMeshIsDrawnAlike(_ seed: UInt64, _ drawing: Drawing) {
    let graph = RandomGraph(seed)
    let plan = drawing.plan(graph.graph)
    let other = drawing.plan(graph.shuffled(seed).graph)
    #expect(plan.boxes == other.boxes)
    #expect(plan.routes == other.routes)
  }

  @Test(arguments: seeds, Drawing.all)
  func noTwoServicesOverlap(_ seed: UInt64, _ drawing: Drawing) {
    let plan = drawing.plan(RandomGraph(seed).graph)
    for (index, box) in plan.boxes.enumerated() {
      #expect(box.column >= 0 && box.column + box.columns <= plan.columns)
      #expect(box.row >= 0 && box.row + box.rows <= plan.rows)
      for other in plan.boxes[..<index] { #expect(!box.overlaps(other)) }
    }
  }

  /// A line leaves the side of its caller, runs straight, and ends beside its callee.
  @Test(arguments: seeds, Drawing.all)
  func everyLineConnectsItsEnds(_ seed: UInt64, _ drawing: Drawing) throws {
    let graph = RandomGraph(seed).graph
    let plan = drawing.plan(graph)
    #expect(plan.routes.count == graph.calls.count)
    for (call, route) in zip(graph.calls, plan.routes) {
      let first = try #require(route.points.first)
      let last = try #require(route.points.last)
      let (left, right) =
        route.isBackward
        ? (plan.boxes[call.to], plan.boxes[call.from])
        : (plan.boxes[call.from], plan.boxes[call.to])
      let (start, end) = route.isBackward ? (last, first) : (first, last)
      switch drawing.direction {
      case .rightward:
        #expect(left.contains(GraphPoint(column: start.column - 1, row: start.row)))
        #expect(right.contains(GraphPoint(column: end.column + 1, row: end.row)))
      case .downward:
        #expect(left.contains(GraphPoint(column: start.column, row: start.row - 1)))
        #expect(right.contains(GraphPoint(column: end.column, row: end.row + 1)))
      }
      for (from, to) in zip(route.points, route.points.dropFirst()) {
        #expect(from.row == to.row || from.column == to.column)
      }
    }
  }

  @Test(arguments: seeds, Drawing.all)
  func noLineRunsThroughAService(_ seed: UInt64, _ drawing: Drawing) {
    let plan = drawing.plan(RandomGraph(seed).graph)
    for route in plan.routes {
      for cell in route.cells {
        #expect(!plan.boxes.contains { $0.contains(cell.point) })
      }
    }
  }

  /// Lines of different callers may cross, but never share a cell in the same direction: nobody
  /// could tell them apart. Bundled ones that end at the same service may.
  @Test(arguments: seeds, Drawing.all.filter { !$0.isBundled })
  func noTwoLinesRunOverOneAnother(_ seed: UInt64, _ drawing: Drawing) {
    let graph = RandomGraph(seed).graph
    let layers = GraphLayers(graph)
    let plan = drawing.plan(graph)
    var owner: [GraphPoint: [Bool: Int]] = [:]
    for (call, route) in plan.routes.enumerated() {
      for cell in route.cells {
        let bundle = layers.bundleOf[call]
        let other = owner[cell.point, default: [:]][cell.isAcross]
        #expect(other == nil || other == bundle)
        owner[cell.point, default: [:]][cell.isAcross] = bundle
      }
    }
  }

  /// What is written at a call covers nothing but its own line.
  @Test(arguments: seeds, Drawing.all.filter { !$0.isBundled })
  func labelsCoverNothing(_ seed: UInt64, _ drawing: Drawing) {
    let graph = RandomGraph(seed).graph
    let plan = drawing.plan(graph)
    let labels = plan.routes.map {
      GraphBox(column: $0.label.column, row: $0.label.row, columns: drawing.label, rows: 1)
    }
    for (index, label) in labels.enumerated() {
      #expect(!plan.boxes.contains(where: label.overlaps))
      for other in labels[..<index] { #expect(!label.overlaps(other)) }
      for (call, route) in plan.routes.enumerated() where call != index {
        #expect(!route.cells.contains { label.contains($0.point) })
      }
    }
  }

  /// Somebody new at the end of a tree: nobody changes the column, nobody moves up, and what stands
  /// above the new one in no way moves.
  @Test(arguments: seeds)
  func oneMoreServiceMovesOnlyWhatIsBelow(_ seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    let tree = RandomGraph.tree(seed)
    guard tree.names.count > 1 else { return }
    var grown = tree
    let caller = try #require(tree.names.randomElement(using: &chance))
    let name = "s\(Int.random(in: 0..<100, using: &chance))-new"
    grown.calls.append((caller, name))
    let drawing = Drawing(name: "open", label: 7, gap: 1)
    let (before, after) = (drawing.plan(tree.graph), drawing.plan(grown.graph))
    let new = after.boxes[try #require(grown.graph.place(of: name))]
    for (place, name) in tree.graph.names.enumerated() {
      let old = before.boxes[place]
      let now = after.boxes[try #require(grown.graph.place(of: name))]
      #expect(now.row >= old.row)
      if old.row < new.row, now.row < new.row { #expect(now.row == old.row) }
    }
  }

  @Test func aLongChainOverflowsNothing() {
    let calls = (0..<3_000).map { (from: "s\(10_000 + $0)", to: "s\(10_001 + $0)") }
    let plan = Drawing.all[2].plan(CallGraph(names: [], calls: calls))
    #expect(plan.rows == 1)
    #expect(plan.routes.count == 3_000)
  }

  @Test func servicesWithoutCallsStandBelow() {
    let names = (0..<30).map { "s\($0)" }
    let plan = Drawing.all[0].plan(CallGraph(names: names, calls: [("s1", "s2")]))
    #expect(plan.columns <= 80)
    #expect(Set(plan.boxes).count == 30)
  }
}
