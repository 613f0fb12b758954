import MeshModel
import Terminal

/// Which breaker.
struct BreakerName: Equatable, Sendable {
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
  /// All breakers, the gravest first; those alike stay in the order of their names.
  var breakers: [Snapshot.Breaker] {
    let all = mesh.frame?.snapshot?.breakers ?? []
    return all.enumerated().sorted {
      ($1.element.state.gravity, $0.offset) < ($0.element.state.gravity, $1.offset)
    }.map(\.element)
  }

  var markedBreakerRow: Int {
    breakers.firstIndex { BreakerName($0) == mesh.markedBreaker } ?? 0
  }

  var markedBreaker: Snapshot.Breaker? {
    let all = breakers
    return all.indices.contains(markedBreakerRow) ? all[markedBreakerRow] : nil
  }

  mutating func actInBreakers(_ action: Action) -> [Effect] {
    let all = breakers
    switch action {
    case .move(let move):
      let row = moved(markedBreakerRow, move, count: all.count, page: max(1, size.rows - 12))
      if all.indices.contains(row) { mesh.markedBreaker = BreakerName(all[row]) }
    case .select(let row):
      if all.indices.contains(row) { mesh.markedBreaker = BreakerName(all[row]) }
    case .accept:
      guard let breaker = markedBreaker else { break }
      mesh.marked = breaker.to
      mesh.place = .service(breaker.to)
      mesh.line = 0
      tab = .mesh
    default: return actInMesh(action)
    }
    return []
  }
}
