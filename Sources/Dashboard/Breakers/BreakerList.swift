import MeshLook
import MeshModel

/// A line of the table of breakers.
enum BreakerLine: Sendable {
  /// The kind of those below, how many there are, and how many of them are tripped.
  case heading(BreakerKind, count: Int, tripped: Int)
  case breaker(Snapshot.Breaker)

  var breaker: Snapshot.Breaker? {
    if case .breaker(let breaker) = self { return breaker }
    return nil
  }
}

extension BreakersState {
  /// The lines of the table: breakers by kind, sorted within each. The kinds stand in the order of
  /// their gravest breaker while that is the order.
  ///
  /// - Parameter all: the gravest first, those alike by their names.
  func lines(_ all: [Snapshot.Breaker]) -> [BreakerLine] {
    let shown = showsAll ? all : all.filter(shows)
    let sorted = sorted(shown)
    var groups: [(kind: BreakerKind, breakers: [Snapshot.Breaker])] = []
    for kind in BreakerKind.allCases {
      let own = sorted.filter { $0.kind == kind }
      if !own.isEmpty { groups.append((kind, own)) }
    }
    if order == .worst {
      let gravity = groups.map { $0.breakers.map(\.state.gravity).max() ?? 0 }
      groups = groups.indices.sorted { (gravity[$1], $0) < (gravity[$0], $1) }.map { groups[$0] }
    }
    return groups.flatMap { group -> [BreakerLine] in
      let tripped = group.breakers.count { $0.state.isTripped }
      return [.heading(group.kind, count: group.breakers.count, tripped: tripped)]
        + group.breakers.map(BreakerLine.breaker)
    }
  }

  /// Whether a breaker passes the filter.
  func shows(_ breaker: Snapshot.Breaker) -> Bool {
    if hidesHealthy, !breaker.isUneasy { return false }
    if filter.isEmpty { return true }
    let text =
      "\(breaker.from) → \(breaker.to) \(breaker.instance ?? "") \(breaker.kind.words) "
      + breaker.state.rawValue
    let plain = text.lowercased()
    return filter.lowercased().split(separator: " ").allSatisfy { word in
      word.hasPrefix("!")
        ? word.count == 1 || !plain.contains(word.dropFirst()) : plain.contains(word)
    }
  }

  private func sorted(_ breakers: [Snapshot.Breaker]) -> [Snapshot.Breaker] {
    func isBefore(_ left: Int, _ right: Int) -> Bool {
      let (first, second) = (breakers[left], breakers[right])
      switch order {
      case .worst: return first.concern > second.concern
      case .name: return (first.from, first.callee) < (second.from, second.callee)
      case .distance: return (first.distance?.partGone ?? -1) > (second.distance?.partGone ?? -1)
      case .trips: return (first.trips ?? -1) > (second.trips ?? -1)
      case .change: return (first.since ?? 0) > (second.since ?? 0)
      }
    }
    // Those alike keep their order, whichever way round.
    let places = breakers.indices.sorted {
      if isBefore($0, $1) { return !isReversed }
      if isBefore($1, $0) { return isReversed }
      return $0 < $1
    }
    return places.map { breakers[$0] }
  }
}

extension Snapshot.Breaker {
  /// What the gravest come first by: the state, and then whether it ever left its calm one.
  fileprivate var concern: Int { state.gravity * 2 + ((trips ?? 0) > 0 ? 1 : 0) }
}
