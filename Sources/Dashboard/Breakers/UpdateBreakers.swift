import MeshModel
import Terminal

/// Which breaker.
struct BreakerName: Hashable, Sendable {
  let from: String
  let to: String
  let instance: String?
  let kind: BreakerKind

  init(_ breaker: Snapshot.Breaker) {
    from = breaker.from
    to = breaker.to
    instance = breaker.instance
    kind = breaker.kind
  }
}

extension DashboardState {
  var markedBreakerRow: Int {
    mesh.breakers.firstIndex { BreakerName($0) == mesh.markedBreaker } ?? 0
  }

  var markedBreaker: Snapshot.Breaker? {
    let all = mesh.breakers
    return all.indices.contains(markedBreakerRow) ? all[markedBreakerRow] : nil
  }

  mutating func actInBreakers(_ action: Action) -> [Effect] {
    let all = mesh.breakers
    switch action {
    case .move(let move):
      let row = moved(markedBreakerRow, move, count: all.count, page: max(1, size.rows - 12))
      if all.indices.contains(row) { mesh.markedBreaker = BreakerName(all[row]) }
    case .select(let row):
      if all.indices.contains(row) { mesh.markedBreaker = BreakerName(all[row]) }
    case .accept:
      guard let breaker = markedBreaker else { break }
      open(breaker.to)
      let edges = mesh.frame?.snapshot?.edges ?? []
      if edges.contains(where: { $0.from == breaker.from && $0.to == breaker.to }) {
        mesh.open(.edge(from: breaker.from, to: breaker.to))
      }
      tab = .mesh
    default: return actInMesh(action)
    }
    return []
  }
}
