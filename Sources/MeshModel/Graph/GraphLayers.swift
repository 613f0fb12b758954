/// The services of a mesh in layers, callers before those they call, and the ways of calls through
/// them. A pure function of the names and the calls: the same mesh is always laid out alike.
///
/// All calls of one service run together as far as they go the same way: a *wire* leaves it, sends
/// a branch to each that is called in the next layer, and goes on as a *lane* through that layer when
/// others are called behind it.
public struct GraphLayers: Sendable {
  /// Something that takes a place in a layer.
  public enum Item: Hashable, Sendable {
    /// A service, by its place among the names.
    case node(Int)
    /// Calls that pass through, by their bundle.
    case lane(Int)
  }

  /// Calls that run together: those a service makes, or those made to it by services that stand
  /// after it, which close a circle.
  public struct Bundle: Sendable {
    /// The service on the left of all of them.
    public let owner: Int
    /// Whether they run from right to left.
    public let isBackward: Bool
    /// The calls, by their places in the graph.
    public fileprivate(set) var calls: [Int]
  }

  /// What a bundle does between one layer and the next.
  public struct Wire: Sendable {
    /// The bundle.
    public let bundle: Int
    /// Its place in the layer on the left.
    public let start: Item
    /// The calls that end in the layer on the right.
    public fileprivate(set) var ends: [Int] = []
    /// Whether it goes on behind the layer on the right.
    public fileprivate(set) var goesOn = false
  }

  /// The calls that are laid out.
  public let graph: CallGraph
  /// The layer of every service; nil for one that neither calls nor is called.
  public let layerOf: [Int?]
  /// The bundles.
  public private(set) var bundles: [Bundle] = []
  /// The bundle of every call.
  public private(set) var bundleOf: [Int] = []
  /// The layers, each from top to bottom.
  public private(set) var items: [[Item]] = []
  /// The wires between a layer and the next.
  public private(set) var wires: [[Wire]] = []

  /// Services that neither call nor are called.
  public var alone: [Int] { layerOf.indices.filter { layerOf[$0] == nil } }

  /// The service on the right end of a call.
  func rightEnd(of call: Int) -> Int {
    bundles[bundleOf[call]].isBackward ? graph.calls[call].from : graph.calls[call].to
  }

  public init(_ graph: CallGraph) {
    self.graph = graph
    let walk = GraphWalk(graph)
    layerOf = walk.layerOf
    gather(walk.backward)
    string()
    items = GraphOrder(self, first: walk.rank).items
  }

  private mutating func gather(_ backward: Set<Int>) {
    var known: [Int: Int] = [:]
    for (index, call) in graph.calls.enumerated() {
      let isBackward = backward.contains(index)
      let owner = isBackward ? call.to : call.from
      let key = owner * 2 + (isBackward ? 1 : 0)
      if let bundle = known[key] {
        bundles[bundle].calls.append(index)
        bundleOf.append(bundle)
      } else {
        known[key] = bundles.count
        bundleOf.append(bundles.count)
        bundles.append(Bundle(owner: owner, isBackward: isBackward, calls: [index]))
      }
    }
  }

  /// Lays the bundles as wires from layer to layer.
  private mutating func string() {
    let count = (layerOf.compactMap(\.self).max() ?? -1) + 1
    items = Array(repeating: [], count: count)
    wires = Array(repeating: [], count: max(0, count - 1))
    for (node, layer) in layerOf.enumerated() {
      if let layer { items[layer].append(.node(node)) }
    }
    for index in bundles.indices { string(index) }
  }

  private mutating func string(_ index: Int) {
    let bundle = bundles[index]
    let ends = bundle.calls.map { (call: $0, layer: layerOf[rightEnd(of: $0)] ?? 0) }
    guard let first = layerOf[bundle.owner], let last = ends.map(\.layer).max() else { return }
    for layer in first..<max(first, last) {
      var wire = Wire(
        bundle: index, start: layer == first ? .node(bundle.owner) : .lane(index))
      wire.ends = ends.filter { $0.layer == layer + 1 }.map(\.call)
      wire.goesOn = last > layer + 1
      wires[layer].append(wire)
      if wire.goesOn { items[layer + 1].append(.lane(index)) }
    }
  }
}
