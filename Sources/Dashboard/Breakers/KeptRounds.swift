import MeshModel

extension MeshHistory {
  /// What the kept rounds saw of an edge, the oldest first.
  func traffic(from: String, to: String) -> [(wall: Int, figures: TrafficFigures)] {
    var hint = 0
    return entries.compactMap { entry in
      guard let edges = entry.frame.snapshot?.edges else { return nil }
      // Rounds have their edges in one order: where it was before it is still, nearly always.
      let isThere = edges.indices.contains(hint) && edges[hint].from == from && edges[hint].to == to
      guard
        let index = isThere ? hint : edges.firstIndex(where: { $0.from == from && $0.to == to })
      else { return nil }
      hint = index
      return (entry.frame.at.wall, edges[index].traffic)
    }
  }

  /// The states the kept rounds saw a breaker in, the oldest first.
  func states(of breaker: Snapshot.Breaker) -> [(wall: Int, state: BreakerCondition)] {
    func isSame(_ other: Snapshot.Breaker) -> Bool {
      other.to == breaker.to && other.from == breaker.from && other.kind == breaker.kind
        && other.instance == breaker.instance
    }
    var hint = 0
    return entries.compactMap { entry in
      guard let breakers = entry.frame.snapshot?.breakers else { return nil }
      let isThere = breakers.indices.contains(hint) && isSame(breakers[hint])
      guard let index = isThere ? hint : breakers.firstIndex(where: isSame) else { return nil }
      hint = index
      return (entry.frame.at.wall, breakers[index].state)
    }
  }
}
