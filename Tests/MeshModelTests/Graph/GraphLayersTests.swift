import MeshModel
import TestSupport
import Testing

@Suite struct GraphLayersTests {
  @Test(arguments: 0..<60 as Range<UInt64>)
  func theOrderOfTheInputDoesNotMatter(_ seed: UInt64) {
    let graph = RandomGraph(seed)
    #expect(graph.shuffled(seed).graph == graph.graph)
    let layers = GraphLayers(graph.graph)
    #expect(GraphLayers(graph.shuffled(seed).graph).items == layers.items)
  }

  /// Callers stand before those they call, but for calls that close a circle.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func callersComeFirst(_ seed: UInt64) throws {
    let graph = RandomGraph(seed).graph
    let layers = GraphLayers(graph)
    for bundle in layers.bundles {
      for index in bundle.calls {
        let call = graph.calls[index]
        let from = try #require(layers.layerOf[call.from])
        let to = try #require(layers.layerOf[call.to])
        #expect(bundle.isBackward ? to < from : from < to)
      }
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func withoutCirclesNothingRunsBackward(_ seed: UInt64) {
    let layers = GraphLayers(RandomGraph(seed, isCircular: false).graph)
    #expect(layers.bundles.allSatisfy { !$0.isBackward })
  }

  /// Every service with calls stands in exactly one layer, once.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func everyServiceHasItsPlace(_ seed: UInt64) {
    let graph = RandomGraph(seed).graph
    let layers = GraphLayers(graph)
    var seen: [Int] = []
    for (layer, items) in layers.items.enumerated() {
      for case .node(let node) in items {
        seen.append(node)
        #expect(layers.layerOf[node] == layer)
      }
    }
    #expect((seen + layers.alone).sorted() == Array(graph.names.indices))
  }

  @Test func aCircleIsOpenedAtItsFirstName() throws {
    let calls = [("c", "a"), ("a", "b"), ("b", "c")].map { (from: $0.0, to: $0.1) }
    let layers = GraphLayers(CallGraph(names: [], calls: calls))
    #expect(layers.layerOf == [0, 1, 2])
    let backward = layers.bundles.filter(\.isBackward).flatMap(\.calls)
    #expect(backward.map { layers.graph.calls[$0].from } == [2])
  }

  @Test func whoCallsItselfIsTold() {
    let graph = CallGraph(names: ["a"], calls: [("a", "a"), ("b", "b"), ("a", "b")])
    #expect(graph.selfCallers == [0, 1])
    #expect(graph.calls.count == 1)
  }

  /// The layers of all others stay when somebody new is called, and so does their order in a tree.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func oneMoreServiceMovesNoOther(_ seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    let tree = RandomGraph.tree(seed)
    let before = GraphLayers(tree.graph)
    var grown = tree
    let caller = try #require(tree.names.randomElement(using: &chance))
    // One without calls stands apart until it has some.
    guard before.layerOf[try #require(tree.graph.place(of: caller))] != nil else { return }
    grown.calls.append((caller, "s5-new"))
    let after = GraphLayers(grown.graph)
    func names(_ layers: GraphLayers) -> [[String]] {
      layers.items.map { items in
        items.compactMap { item in
          if case .node(let node) = item { layers.graph.names[node] } else { nil }
        }.filter { $0 != "s5-new" }
      }.filter { !$0.isEmpty }
    }
    #expect(names(after) == names(before))
  }

  @Test(arguments: [1, 2, 3])
  func aNeighbourhoodIsWhatIsNear(_ hops: Int) throws {
    let chain = (0..<8).map { (from: "s\($0)", to: "s\($0 + 1)") }
    let whole = CallGraph(names: [], calls: chain)
    let near = Neighbourhood(of: 4, in: whole, hops: hops, limit: 10)
    #expect(near.graph.names == (4 - hops...4 + hops).map { "s\($0)" })
    #expect(near.graph.calls.count == 2 * hops)
    #expect(near.groups.isEmpty)
  }

  @Test func aCrowdIsTakenTogether() throws {
    let calls = (0..<30).map { (from: "caller-\($0 + 10)", to: "hub") } + [("hub", "store")]
    let whole = CallGraph(names: [], calls: calls)
    let hub = try #require(whole.place(of: "hub"))
    let near = Neighbourhood(of: hub, in: whole, hops: 1, limit: 8)
    #expect(Array(near.groups.values) == [22])
    #expect(near.graph.names.count == 8 + 1 + 2)
    let group = try #require(near.groups.keys.first)
    #expect(whole.place(of: near.graph.names[group]) == nil)
    // One more than fits is shown itself.
    #expect(Neighbourhood(of: hub, in: whole, hops: 1, limit: 29).groups.isEmpty)
  }
}
