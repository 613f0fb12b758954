import MeshModel
import Terminal

/// A graph laid out for a window. Depends on names, calls and the window alone, never on figures.
struct TopologyScene: Sendable {
  /// What a scene depends on.
  struct Wish: Equatable, Sendable {
    var room: Size
    /// The service it is about, where it is not about all.
    var center: String?
    var hops: Int?
  }

  let graph: CallGraph
  /// How many services each of those that stand for several stands for.
  let groups: [Int: Int]
  let form: GraphForm
  let plan: GraphPlan
  /// Whether this is not all of the mesh.
  let isPart: Bool
  /// How many calls away from the marked service others may be; nil when all are drawn.
  let hops: Int?

  /// Lays out the whole mesh, or what is around a service where that is asked for or where the whole
  /// could not be read.
  init(_ whole: CallGraph, center: Int, hops: Int?, room: Size) {
    if let hops {
      self.init(whole, around: center, hops: hops, room: room)
      return
    }
    if whole.calls.count <= Self.mostCalls, whole.names.count <= Self.mostCalls,
      let (form, plan) = Self.choice(GraphLayers(whole), groups: [:], room: room, screens: 2)
    {
      self.init(graph: whole, groups: [:], form: form, plan: plan, isPart: false, hops: nil)
      return
    }
    let wide = TopologyScene(whole, around: center, hops: 2, room: room)
    let fits = wide.plan.columns <= room.columns && wide.plan.rows <= room.rows
    self =
      fits && !wide.form.isBundled
      ? wide : TopologyScene(whole, around: center, hops: 1, room: room)
  }

  private init(_ whole: CallGraph, around center: Int, hops: Int, room: Size) {
    let limit = max(3, hops == 1 ? room.rows - 2 : room.rows / 4)
    let near = Neighbourhood(of: center, in: whole, hops: hops, limit: limit)
    let layers = GraphLayers(near.graph)
    let (form, plan) =
      Self.choice(layers, groups: near.groups, room: room, screens: .max)
      ?? (.poorest, GraphPlan(layers, GraphForm.poorest.metrics(near.graph, near.groups, room)))
    self.init(
      graph: near.graph, groups: near.groups, form: form, plan: plan,
      isPart: near.graph.names.count - near.groups.count < whole.names.count, hops: hops)
  }

  private init(
    graph: CallGraph, groups: [Int: Int], form: GraphForm, plan: GraphPlan, isPart: Bool,
    hops: Int?
  ) {
    self.graph = graph
    self.groups = groups
    self.form = form
    self.plan = plan
    self.isPart = isPart
    self.hops = hops
  }

  /// A mesh with more calls is not drawn as a whole.
  private static let mostCalls = 300

  /// The richest form that fits into the room; where none does, the richest that is not larger than
  /// so many screens.
  private static func choice(
    _ layers: GraphLayers, groups: [Int: Int], room: Size, screens: Int
  ) -> (GraphForm, GraphPlan)? {
    var last: (GraphForm, GraphPlan)?
    for form in GraphForm.all {
      let plan = GraphPlan(layers, form.metrics(layers.graph, groups, room))
      if plan.columns <= room.columns, plan.rows <= room.rows { return (form, plan) }
      if form == .scrolled { last = (form, plan) }
    }
    guard let last else { return nil }
    let pages = { (length: Int, room: Int) in (length + max(1, room) - 1) / max(1, room) }
    let count = pages(last.1.columns, room.columns) * pages(last.1.rows, room.rows)
    return count <= screens ? last : nil
  }

  /// The place of a call in the graph.
  func call(_ name: CallName) -> Int? {
    graph.calls.firstIndex {
      graph.names[$0.from] == name.from && graph.names[$0.to] == name.to
    }
  }

  /// What a service, or what stands for several, is called on the screen.
  func label(of node: Int) -> String { Self.label(of: node, in: graph, groups) }

  static func label(of node: Int, in graph: CallGraph, _ groups: [Int: Int]) -> String {
    if let count = groups[node] { return "\(count) more" }
    return graph.names[node] + (graph.selfCallers.contains(node) ? " ↻" : "")
  }

  func name(of call: Int) -> CallName {
    CallName(from: graph.names[graph.calls[call].from], to: graph.names[graph.calls[call].to])
  }
}
