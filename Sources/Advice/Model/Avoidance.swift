/// Finds completions that stay out of boxes: of contradictions, and of vetoes.
///
/// The search is driven by conflicts: it looks at a box only when it can still be hit, and leaves it
/// through one side at a time. Rules name few questions, so few steps are needed.
enum Avoidance {
  /// Takes from a state all cells that would complete a box; nil when no completion is left.
  static func propagate(_ state: State, _ boxes: [Box]) -> State? {
    var state = state
    var changed = true
    while changed {
      changed = false
      for box in boxes {
        switch step(&state, box) {
        case .conflict: return nil
        case .narrowed: changed = true
        case .nothing: break
        }
      }
    }
    return state
  }

  private enum Outcome { case conflict, narrowed, nothing }

  private static func step(_ state: inout State, _ box: Box) -> Outcome {
    var way: Box.Side?
    for side in box.sides {
      let mask = state[side.question]
      if mask & side.mask == 0 { return .nothing }
      if mask & ~side.mask != 0 {
        if way != nil { return .nothing }
        way = side
      }
    }
    guard let way else { return .conflict }
    state[way.question] &= ~way.mask
    return .narrowed
  }

  /// A completion outside all boxes; nil when there is none.
  static func completion(_ state: State, _ boxes: [Box]) -> [UInt8]? {
    guard let state = propagate(state, boxes) else { return nil }
    guard let box = boxes.first(where: { $0.overlaps(state) }) else { return state.lowest }
    for branch in branches(state, box) {
      if let found = completion(branch, boxes) { return found }
    }
    return nil
  }

  /// The ways out of a box: disjoint states that together are the state without the box.
  static func branches(_ state: State, _ box: Box) -> [State] {
    var inside = state
    var result: [State] = []
    for side in box.sides {
      var way = inside
      way[side.question] &= ~side.mask
      if way[side.question] != 0 { result.append(way) }
      inside[side.question] &= side.mask
    }
    return result
  }

  /// The largest sum of values over all completions outside the boxes; nil when there is none.
  ///
  /// - Parameter value: the value of a cell of a question.
  static func maximum(
    _ state: State, _ boxes: [Box], value: (_ question: Int, _ cell: Int) -> Int
  ) -> Int? {
    var best: Int?
    maximize(state, boxes, value, &best)
    return best
  }

  private static func maximize(
    _ state: State, _ boxes: [Box], _ value: (Int, Int) -> Int, _ best: inout Int?
  ) {
    guard let state = propagate(state, boxes) else { return }
    var cells: [UInt8] = []
    var bound = 0
    for (question, mask) in state.masks.enumerated() {
      let cell = mask.cells.max { (value(question, $0), -$0) < (value(question, $1), -$1) }
      cells.append(UInt8(cell ?? 0))
      bound += value(question, cell ?? 0)
    }
    if let best, bound <= best { return }
    guard let box = boxes.first(where: { $0.contains(cells) }) else {
      best = bound
      return
    }
    for branch in branches(state, box) { maximize(branch, boxes, value, &best) }
  }
}
