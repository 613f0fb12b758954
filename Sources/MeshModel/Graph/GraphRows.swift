/// Where the items of every layer stand across the direction of calls, and where lines begin and end.
struct GraphRows {
  /// The first cell of every item, by layer and order.
  private(set) var tops: [[Int]]
  /// Its cells.
  private(set) var breadths: [[Int]]
  /// Where every call ends on its right side.
  private(set) var portOf: [Int]
  /// Which wires between two layers must stand further left than which others, so that no two lines
  /// run over one another.
  private(set) var precedence: [WireOrder]

  private let layers: GraphLayers
  private let metrics: GraphMetrics
  /// The layer and place of every item.
  private let places: [[GraphLayers.Item: Int]]
  /// Whether a service calls others behind it.
  private let hasForward: [Bool]

  init(_ layers: GraphLayers, _ metrics: GraphMetrics) {
    self.layers = layers
    self.metrics = metrics
    places = layers.items.map {
      Dictionary(zip($0, $0.indices), uniquingKeysWith: { first, _ in first })
    }
    var ends = [Int](repeating: 0, count: layers.graph.names.count)
    var exits = ends
    var hasForward = [Bool](repeating: false, count: ends.count)
    for call in layers.graph.calls.indices { ends[layers.rightEnd(of: call)] += 1 }
    for bundle in layers.bundles {
      exits[bundle.owner] += 1
      if !bundle.isBackward { hasForward[bundle.owner] = true }
    }
    self.hasForward = hasForward
    breadths = layers.items.map { items in
      items.map { item in
        switch item {
        case .node(let node): metrics.breadth(node, ends: ends[node], exits: exits[node])
        case .lane: 1
        }
      }
    }
    tops = layers.items.map { Array(repeating: 0, count: $0.count) }
    portOf = Array(repeating: 0, count: layers.graph.calls.count)
    precedence = layers.wires.map { WireOrder(count: $0.count) }
    lean()
    straighten()
    settle()
  }

  /// Where a wire begins, on the right side of what it starts from.
  func start(_ wire: GraphLayers.Wire, layer: Int) -> Int {
    let top = places[layer][wire.start].map { tops[layer][$0] } ?? 0
    guard case .node = wire.start else { return top }
    let bundle = layers.bundles[wire.bundle]
    let isSecond = bundle.isBackward && hasForward[bundle.owner]
    return top + metrics.margin + (isSecond ? metrics.exitPitch : 0)
  }

  /// Where a wire goes on behind a layer; only for one that does.
  func lane(_ wire: GraphLayers.Wire, layer: Int) -> Int {
    places[layer + 1][.lane(wire.bundle)].map { tops[layer + 1][$0] } ?? 0
  }

  func top(_ node: Int, layer: Int) -> (top: Int, breadth: Int) {
    guard let place = places[layer][.node(node)] else { return (0, 1) }
    return (tops[layer][place], breadths[layer][place])
  }

  private func margin(_ item: GraphLayers.Item) -> Int {
    if case .node = item { metrics.margin } else { 0 }
  }

  /// The highest connection of every item with the layer before it, or behind it.
  private func connections(behind layer: Int) -> [(GraphLayers.Item, GraphLayers.Item)] {
    guard layers.wires.indices.contains(layer) else { return [] }
    return layers.wires[layer].flatMap { wire in
      wire.ends.map { (wire.start, .node(layers.rightEnd(of: $0))) }
        + (wire.goesOn ? [(wire.start, .lane(wire.bundle))] : [])
    }
  }

  /// Lets everything stand beside the highest of its callers, or as near below as there is room.
  private mutating func lean() {
    for layer in layers.items.indices {
      var wanted = [Int](repeating: 0, count: layers.items[layer].count)
      var isSet = [Bool](repeating: false, count: wanted.count)
      for (from, to) in connections(behind: layer - 1) {
        guard let left = places[layer - 1][from], let right = places[layer][to] else { continue }
        let height = tops[layer - 1][left] + margin(from) - margin(to)
        wanted[right] = isSet[right] ? min(wanted[right], height) : height
        isSet[right] = true
      }
      var free = 0
      for place in wanted.indices {
        tops[layer][place] = max(free, wanted[place])
        free = tops[layer][place] + breadths[layer][place] + metrics.gap
      }
    }
  }

  /// Moves callers down beside the highest they call, where nothing stands in the way.
  private mutating func straighten() {
    for layer in layers.items.indices.dropLast().reversed() {
      var wanted = [Int?](repeating: nil, count: layers.items[layer].count)
      for (from, to) in connections(behind: layer) {
        guard let left = places[layer][from], let right = places[layer + 1][to] else { continue }
        let height = tops[layer + 1][right] + margin(to) - margin(from)
        wanted[left] = min(wanted[left] ?? height, height)
      }
      var limit = Int.max
      for place in wanted.indices.reversed() {
        let lowest = limit == .max ? limit : limit - breadths[layer][place] - metrics.gap
        if let height = wanted[place], height > tops[layer][place] {
          tops[layer][place] = max(tops[layer][place], min(height, lowest))
        }
        limit = tops[layer][place]
      }
    }
  }

  /// Gives every line its end, and moves down what would make two lines run over one another.
  private mutating func settle() {
    for layer in layers.items.indices {
      let channel = layer - 1
      let wires = channel >= 0 ? layers.wires[channel] : []
      let starts = wires.map { start($0, layer: channel) }
      let startAt = Dictionary(zip(starts, wires.indices), uniquingKeysWith: { first, _ in first })
      var arriving: [GraphLayers.Item: [(wire: Int, call: Int?)]] = [:]
      for wire in wires.indices.sorted(by: { starts[$0] < starts[$1] }) {
        for call in wires[wire].ends {
          arriving[.node(layers.rightEnd(of: call)), default: []].append((wire, call))
        }
        if wires[wire].goesOn { arriving[.lane(wires[wire].bundle)] = [(wire, nil)] }
      }
      var free = 0
      for (place, item) in layers.items[layer].enumerated() {
        tops[layer][place] = max(free, tops[layer][place])
        land(arriving[item] ?? [], on: place, layer: layer, startAt)
        free = tops[layer][place] + breadths[layer][place] + metrics.gap
      }
    }
  }

  /// Ends lines at an item.
  private mutating func land(
    _ arriving: [(wire: Int, call: Int?)], on place: Int, layer: Int, _ startAt: [Int: Int]
  ) {
    let margin = margin(layers.items[layer][place])
    var tail = 0
    if case .node = layers.items[layer][place] { tail = metrics.tail }
    var row = tops[layer][place] + margin
    let together = metrics.isBundled ? arriving.map(\.wire) : []
    if metrics.isBundled {
      while !isFree(row, arriving.map(\.wire), layer - 1, startAt) { row += 1 }
      tops[layer][place] = row - margin
    }
    for (index, end) in arriving.enumerated() {
      if !metrics.isBundled {
        if index > 0 { row += metrics.pitch }
        while !isFree(row, [end.wire], layer - 1, startAt) { row += 1 }
        if index == 0 { tops[layer][place] = row - margin }
      }
      if let other = startAt[row], other != end.wire, !together.contains(other) {
        precedence[layer - 1].put(other, before: end.wire)
      }
      if let call = end.call { portOf[call] = row }
    }
    breadths[layer][place] = max(
      breadths[layer][place], row + tail + 1 - tops[layer][place])
  }

  /// Whether wires can end in a row without running over the one that begins there.
  private func isFree(
    _ row: Int, _ wires: [Int], _ channel: Int, _ startAt: [Int: Int]
  ) -> Bool {
    guard let other = startAt[row], !wires.contains(other) else { return true }
    return wires.allSatisfy { precedence[channel].allows(other, before: $0) }
  }
}
