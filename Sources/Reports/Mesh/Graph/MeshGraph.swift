public import Filter
public import MeshModel

/// Services, the calls between them and the messages, in an order that depends on the names alone: the same mesh is
/// always drawn alike, and one more service moves nothing else about.
public struct MeshGraph {
  struct Node {
    let name: String
    /// Nil for one that is only called, and of which nothing else is known.
    let row: ServiceRow?
  }

  let snapshot: Snapshot
  /// By name.
  let nodes: [Node]
  /// The calls, by caller and callee.
  let edges: [EdgeRow]
  /// The channels, by broker, topic and consumer.
  let channels: [EdgeRow]

  /// What leads from one service to another.
  struct Link {
    let to: String
    /// The calls, or the channel.
    let row: EdgeRow
  }

  /// - Parameter edges: calls and channels to draw; a service that none of them touches is drawn only
  ///   when none of the mesh touches it either.
  public init(_ snapshot: Snapshot, edges: [EdgeRow]) {
    self.snapshot = snapshot
    self.edges = edges.filter { $0.channel == nil }.sorted {
      ($0.edge.from, $0.edge.to) < ($1.edge.from, $1.edge.to)
    }
    channels = edges.filter { $0.channel != nil }.sorted {
      $0.channelOrder.lexicographicallyPrecedes($1.channelOrder)
    }
    let rows = Dictionary(
      ServiceRow.rows(of: snapshot).map { ($0.service.name, $0) }, uniquingKeysWith: { $1 })
    let touched = Set(
      self.edges.flatMap { [$0.edge.from, $0.edge.to] }
        + channels.compactMap(\.channel).flatMap(\.services))
    let connected = Set(
      snapshot.edges.flatMap { [$0.from, $0.to] }
        + snapshot.channels.flatMap(\.services))
    let alone = rows.keys.filter { !connected.contains($0) }
    nodes = touched.union(alone).sorted().map { Node(name: $0, row: rows[$0]) }
  }

  /// Where a service leads: those it calls, by name, then those that get its messages.
  func links(from name: String) -> [Link] {
    edges.filter { $0.edge.from == name }.map { Link(to: $0.edge.to, row: $0) }
      + channels.flatMap { row in
        row.channel?.producers.contains(name) == true
          ? (row.channel?.consumers ?? []).map { Link(to: $0, row: row) } : []
      }
  }

  /// Where to begin: those to whom nothing leads, then, for circles, whatever was not reached yet.
  var roots: [String] {
    let called = Set(
      nodes.flatMap { node in links(from: node.name).map(\.to).filter { $0 != node.name } })
    var roots = nodes.map(\.name).filter { !called.contains($0) }
    var reached: Set<String> = []
    for root in roots { reach(root, &reached) }
    for node in nodes where !reached.contains(node.name) {
      roots.append(node.name)
      reach(node.name, &reached)
    }
    return roots
  }

  private func reach(_ start: String, _ reached: inout Set<String>) {
    var next = [start]
    while let name = next.popLast() {
      if reached.insert(name).inserted { next += links(from: name).map(\.to) }
    }
  }
}

extension EdgeRow {
  /// By broker, topic and consumers.
  fileprivate var channelOrder: [String] {
    [channel?.broker ?? "", channel?.topic ?? "", edge.to]
  }
}
