/// Where everything of a drawn graph stands, in cells from its upper left corner. A pure function of
/// the layers and the room its parts take.
public struct GraphPlan: Sendable {
  /// What a call looks like.
  public struct Route: Equatable, Sendable {
    /// The corners of the line from the caller to the called, ends included; the last one is where
    /// the tip of the arrow belongs.
    public let points: [GraphPoint]
    /// What is written at the call goes here, from left to right.
    public let label: GraphPoint
    /// Whether it runs against the direction of the others: it closes a circle.
    public let isBackward: Bool
  }

  /// The columns and rows it takes.
  public private(set) var columns = 0
  public private(set) var rows = 0
  /// The room of every service, by its place among the names.
  public private(set) var boxes: [GraphBox]
  /// The way of every call, by its place in the graph.
  public private(set) var routes: [Route] = []

  private let layers: GraphLayers
  private let metrics: GraphMetrics
  private let heights: GraphRows
  /// The first cell of every layer in the direction of calls, and its cells.
  private var starts: [Int] = []
  private var lengths: [Int] = []
  /// The track of every wire, by channel.
  private var tracks: [[Int?]] = []

  public init(_ layers: GraphLayers, _ metrics: GraphMetrics) {
    self.layers = layers
    self.metrics = metrics
    heights = GraphRows(layers, metrics)
    boxes = Array(
      repeating: GraphBox(column: 0, row: 0, columns: 0, rows: 0), count: layers.graph.names.count)
    measure()
    placeNodes()
    routes = layers.graph.calls.indices.map(route)
    placeAlone()
  }

  private mutating func measure() {
    for (channel, wires) in layers.wires.enumerated() {
      let spans = wires.map { span($0, channel) }
      tracks.append(heights.precedence[channel].tracks(spans))
    }
    var start = 0
    for (layer, items) in layers.items.enumerated() {
      let nodes = items.compactMap { item in
        if case .node(let node) = item { metrics.length(node) } else { nil }
      }
      starts.append(start)
      lengths.append(nodes.max() ?? 1)
      start += lengths[layer]
      guard tracks.indices.contains(layer) else { continue }
      let trackCount = (tracks[layer].compactMap(\.self).max() ?? -1) + 1
      start += 1 + trackCount + metrics.labelLength + 1
    }
  }

  /// The rows that a wire connects; nil when it runs straight on.
  private func span(_ wire: GraphLayers.Wire, _ channel: Int) -> ClosedRange<Int>? {
    let start = heights.start(wire, layer: channel)
    var ends = wire.ends.map { heights.portOf[$0] } + [start]
    if wire.goesOn { ends.append(heights.lane(wire, layer: channel)) }
    guard let low = ends.min(), let high = ends.max(), low < high else { return nil }
    return low...high
  }

  private mutating func placeNodes() {
    for (node, layer) in layers.layerOf.enumerated() {
      guard let layer else { continue }
      let (top, breadth) = heights.top(node, layer: layer)
      let box =
        metrics.direction == .rightward
        ? GraphBox(column: starts[layer], row: top, columns: lengths[layer], rows: breadth)
        : GraphBox(column: top, row: starts[layer], columns: breadth, rows: lengths[layer])
      boxes[node] = box
      columns = max(columns, box.column + box.columns)
      rows = max(rows, box.row + box.rows)
    }
  }

  /// Services without calls stand below the others, in as many columns as there is room for.
  private mutating func placeAlone() {
    for point in routes.flatMap(\.points) {
      columns = max(columns, point.column + 1)
      rows = max(rows, point.row + 1)
    }
    let alone = layers.alone
    guard !alone.isEmpty else { return }
    let width = alone.map { metrics.nodeColumns[$0] }.max() ?? 1
    let height = metrics.nodeRows
    let perRow = max(1, (max(columns, metrics.wrap) + 2) / (width + 2))
    let top = rows == 0 ? 0 : rows + (metrics.margin > 0 ? 0 : 1)
    for (index, node) in alone.enumerated() {
      let box = GraphBox(
        column: index % perRow * (width + 2), row: top + index / perRow * (height + metrics.gap),
        columns: width, rows: height)
      boxes[node] = box
      columns = max(columns, box.column + box.columns)
      rows = max(rows, box.row + box.rows)
    }
  }
}

extension GraphPlan {
  private func point(_ along: Int, _ across: Int) -> GraphPoint {
    metrics.direction == .rightward
      ? GraphPoint(column: along, row: across) : GraphPoint(column: across, row: along)
  }

  private func route(_ call: Int) -> Route {
    let index = layers.bundleOf[call]
    let bundle = layers.bundles[index]
    let end = layers.rightEnd(of: call)
    let first = layers.layerOf[bundle.owner] ?? 0
    let last = layers.layerOf[end] ?? 0
    let port = heights.portOf[call]
    var points: [GraphPoint] = []
    for channel in first..<max(first, last) {
      guard let place = layers.wires[channel].firstIndex(where: { $0.bundle == index }) else {
        continue
      }
      let wire = layers.wires[channel][place]
      let start = heights.start(wire, layer: channel)
      let goal = channel + 1 == last ? port : heights.lane(wire, layer: channel)
      let left = starts[channel] + lengths[channel]
      if points.isEmpty { points.append(point(left, start)) }
      if start != goal, let track = tracks[channel][place] {
        points += [point(left + 1 + track, start), point(left + 1 + track, goal)]
      }
    }
    points.append(point(starts[last] - 1, port))
    let corner = starts[last] - 1 - metrics.labelLength
    return Route(
      points: bundle.isBackward ? points.reversed() : points,
      label: metrics.direction == .rightward ? point(corner, port) : point(corner, port + 1),
      isBackward: bundle.isBackward)
  }
}
