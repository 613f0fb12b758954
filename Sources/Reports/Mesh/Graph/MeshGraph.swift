public import Filter
public import MeshModel

/// Services and the calls between them, in an order that depends on the names alone: the same mesh is
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
  /// By caller and callee.
  let edges: [EdgeRow]

  /// - Parameter edges: those to draw; a service that none of them touches is drawn only when none
  ///   of the mesh touches it either.
  public init(_ snapshot: Snapshot, edges: [EdgeRow]) {
    self.snapshot = snapshot
    self.edges = edges.sorted {
      ($0.edge.from, $0.edge.to) < ($1.edge.from, $1.edge.to)
    }
    let rows = Dictionary(
      ServiceRow.rows(of: snapshot).map { ($0.service.name, $0) }, uniquingKeysWith: { $1 })
    let touched = Set(edges.flatMap { [$0.edge.from, $0.edge.to] })
    let connected = Set(snapshot.edges.flatMap { [$0.from, $0.to] })
    let alone = rows.keys.filter { !connected.contains($0) }
    nodes = touched.union(alone).sorted().map { Node(name: $0, row: rows[$0]) }
  }

  /// The calls of a service, by callee.
  func calls(of name: String) -> [EdgeRow] { edges.filter { $0.edge.from == name } }

  /// Where to begin: those that nobody calls, then, for circles, whatever was not reached yet.
  var roots: [String] {
    let called = Set(edges.filter { $0.edge.from != $0.edge.to }.map(\.edge.to))
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
      if reached.insert(name).inserted { next += calls(of: name).map(\.edge.to) }
    }
  }
}
