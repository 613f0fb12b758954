/// A walk along all calls, by name: finds those that close a circle, and the layers without them.
struct GraphWalk {
  /// The layer of every service, one behind the farthest of its callers; nil for one without calls.
  private(set) var layerOf: [Int?]
  /// The order in which services were come to.
  private(set) var rank: [Int]
  /// The calls that lead back to where the walk came from.
  private(set) var backward: Set<Int> = []

  private enum Stage { case unseen, open, done }

  private let graph: CallGraph
  private let leaving: [[Int]]
  private var stages: [Stage]
  private var finished: [Int] = []
  private var nextRank = 0

  init(_ graph: CallGraph) {
    self.graph = graph
    let (leaving, arriving) = graph.callsByService()
    self.leaving = leaving
    let count = graph.names.count
    layerOf = Array(repeating: nil, count: count)
    rank = Array(repeating: 0, count: count)
    stages = Array(repeating: .unseen, count: count)
    // Those that nobody calls come first; circles are entered by the first name in them.
    for node in 0..<count where arriving[node].isEmpty { walk(from: node) }
    for node in 0..<count { walk(from: node) }
    for node in 0..<count where !leaving[node].isEmpty || !arriving[node].isEmpty {
      layerOf[node] = 0
    }
    for node in finished.reversed() {
      for call in leaving[node] where !backward.contains(call) {
        let to = graph.calls[call].to
        layerOf[to] = max(layerOf[to] ?? 0, (layerOf[node] ?? 0) + 1)
      }
    }
  }

  /// Depth first, without recursion: a hostile mesh may be one long chain.
  private mutating func walk(from start: Int) {
    guard stages[start] == .unseen else { return }
    var path: [(node: Int, next: Int)] = []
    open(start, &path)
    while let (node, next) = path.last {
      guard leaving[node].indices.contains(next) else {
        stages[node] = .done
        finished.append(node)
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      let call = leaving[node][next]
      let to = graph.calls[call].to
      switch stages[to] {
      case .unseen: open(to, &path)
      case .open: backward.insert(call)
      case .done: break
      }
    }
  }

  private mutating func open(_ node: Int, _ path: inout [(node: Int, next: Int)]) {
    stages[node] = .open
    rank[node] = nextRank
    nextRank += 1
    path.append((node, 0))
  }
}
