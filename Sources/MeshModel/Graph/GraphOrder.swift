/// The order within the layers: what is connected stands at the same height, as far as that goes.
///
/// It begins with the order of a walk by name, then sorts layers by the mean place of what they are
/// connected with, to and fro, and keeps the first arrangement with the fewest crossings.
struct GraphOrder {
  private(set) var items: [[GraphLayers.Item]]
  /// What an item is connected with, in the layer before and in the one behind.
  private var before: [[GraphLayers.Item: [GraphLayers.Item]]]
  private var behind: [[GraphLayers.Item: [GraphLayers.Item]]]

  private static let sweeps = 4
  /// With more connections than this between two layers, crossings are not counted.
  private static let countable = 3_000

  init(_ layers: GraphLayers, first ranks: [Int]) {
    func rank(_ item: GraphLayers.Item) -> (Int, Int) {
      switch item {
      case .node(let node): (ranks[node], 0)
      case .lane(let bundle): (ranks[layers.bundles[bundle].owner], bundle + 1)
      }
    }
    items = layers.items.map { $0.sorted { rank($0) < rank($1) } }
    before = Array(repeating: [:], count: items.count)
    behind = before
    for (layer, wires) in layers.wires.enumerated() {
      for wire in wires {
        var ends = wire.ends.map { GraphLayers.Item.node(layers.rightEnd(of: $0)) }
        if wire.goesOn { ends.append(.lane(wire.bundle)) }
        behind[layer][wire.start, default: []] += ends
        for end in ends { before[layer + 1][end, default: []].append(wire.start) }
      }
    }
    improve()
  }

  private mutating func improve() {
    guard items.count > 1 else { return }
    var best = items
    var fewest = crossings
    for sweep in 0..<Self.sweeps where fewest > 0 {
      if sweep % 2 == 0 {
        for layer in 1..<items.count { sort(layer, by: before[layer], in: layer - 1) }
      } else {
        for layer in (0..<items.count - 1).reversed() {
          sort(layer, by: behind[layer], in: layer + 1)
        }
      }
      let count = crossings
      if count < fewest { (best, fewest) = (items, count) }
    }
    items = best
  }

  /// Sorts a layer by the mean place of its connections in another; what has none there stays where
  /// it is, and so does the order of those with the same mean.
  private mutating func sort(
    _ layer: Int, by links: [GraphLayers.Item: [GraphLayers.Item]], in other: Int
  ) {
    let places = Self.places(items[other])
    let scale = Double(max(1, items[other].count)) / Double(max(1, items[layer].count))
    let keys = items[layer].enumerated().map { place, item -> Double in
      let linked = links[item] ?? []
      guard !linked.isEmpty else { return Double(place) * scale }
      return Double(linked.reduce(0) { $0 + (places[$1] ?? 0) }) / Double(linked.count)
    }
    items[layer] = items[layer].enumerated()
      .sorted { (keys[$0.offset], $0.offset) < (keys[$1.offset], $1.offset) }
      .map(\.element)
  }

  private static func places(_ items: [GraphLayers.Item]) -> [GraphLayers.Item: Int] {
    Dictionary(zip(items, items.indices), uniquingKeysWith: { first, _ in first })
  }

  /// How often connections cross, in all layers together.
  private var crossings: Int {
    (1..<items.count).reduce(0) { sum, layer in
      let places = Self.places(items[layer])
      let ends = items[layer - 1].flatMap { item in
        (behind[layer - 1][item] ?? []).compactMap { places[$0] }.sorted()
      }
      return sum + (ends.count > Self.countable ? 0 : Self.inversions(ends, below: places.count))
    }
  }

  /// The pairs that stand in the wrong order, counted by a tree of sums.
  private static func inversions(_ numbers: [Int], below count: Int) -> Int {
    var tree = [Int](repeating: 0, count: count + 1)
    var result = 0
    for (seen, number) in numbers.enumerated() {
      var smallerOrEqual = 0
      var place = number + 1
      while place > 0 {
        smallerOrEqual += tree[place]
        place -= place & -place
      }
      result += seen - smallerOrEqual
      place = number + 1
      while place <= count {
        tree[place] += 1
        place += place & -place
      }
    }
    return result
  }
}
