/// A service with those around it: what is drawn of a mesh that is too large as a whole.
public struct Neighbourhood: Equatable, Sendable {
  /// The services around, the calls that lead to them, and what stands for several of either.
  public let graph: CallGraph
  /// How many services each of those that stand for several stands for, by its place in the graph.
  public let groups: [Int: Int]

  /// - Parameters:
  ///   - center: the place of the service in the whole.
  ///   - hops: how many calls away a service may be.
  ///   - limit: the most callers, and the most callees, of each service that are told apart; those
  ///     beyond, by name, are taken together.
  public init(of center: Int, in whole: CallGraph, hops: Int, limit: Int) {
    var spreading = Spreading(whole, limit: max(1, limit))
    spreading.spread(from: center, hops: hops)
    var calls = spreading.calls.map {
      (from: whole.names[whole.calls[$0].from], to: whole.names[whole.calls[$0].to])
    }
    var sizes: [String: Int] = [:]
    for group in spreading.groups {
      // Sorts behind all names, and is none of them whatever services are called.
      var name = "\u{10FFFD}\(sizes.count)"
      while whole.place(of: name) != nil { name += "'" }
      sizes[name] = group.count
      let member = whole.names[group.member]
      calls.append(group.areCallers ? (name, member) : (member, name))
    }
    graph = CallGraph(names: spreading.kept.map { whole.names[$0] }, calls: calls)
    var groups: [Int: Int] = [:]
    for (place, name) in graph.names.enumerated() {
      if let size = sizes[name] { groups[place] = size }
    }
    self.groups = groups
  }
}

/// Goes from a service to those around it.
private struct Spreading {
  /// Several callers or callees of a service taken together.
  struct Group {
    let member: Int
    let areCallers: Bool
    var count: Int
  }

  private(set) var kept: Set<Int> = []
  private(set) var calls: Set<Int> = []
  private(set) var groups: [Group] = []

  private let whole: CallGraph
  private let limit: Int
  private let leaving: [[Int]]
  private let arriving: [[Int]]

  init(_ whole: CallGraph, limit: Int) {
    self.whole = whole
    self.limit = limit
    (leaving, arriving) = whole.callsByService()
  }

  mutating func spread(from center: Int, hops: Int) {
    guard whole.names.indices.contains(center) else { return }
    kept = [center]
    var edge = [center]
    for _ in 0..<max(0, hops) {
      var next: [Int] = []
      for node in edge {
        next += take(leaving[node], of: node, areCallers: false)
        next += take(arriving[node], of: node, areCallers: true)
      }
      edge = next
    }
  }

  /// Takes the calls of a service in, and gives those that are new.
  private mutating func take(_ own: [Int], of node: Int, areCallers: Bool) -> [Int] {
    func other(_ call: Int) -> Int { areCallers ? whole.calls[call].from : whole.calls[call].to }
    let fresh = own.filter { !kept.contains(other($0)) }
    // One alone is not worth a group.
    let room = fresh.count <= limit + 1 ? fresh.count : limit
    let taken = fresh.prefix(room).map(other)
    kept.formUnion(taken)
    calls.formUnion(own.filter { kept.contains(other($0)) })
    if fresh.count > room {
      groups.append(Group(member: node, areCallers: areCallers, count: fresh.count - room))
    }
    return taken
  }
}
