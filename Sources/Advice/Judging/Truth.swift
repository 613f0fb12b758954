/// The value of a condition over answers of which some are open.
public enum Truth: String, Sendable {
  case yes = "true"
  case no = "false"
  case undecided
}

extension Judgement {
  /// Whether a union of boxes holds in all consistent completions, in none, or in some.
  func truth(_ boxes: [Box]) -> Truth {
    if !boxes.contains(where: model.space.compares) {
      return truth(boxes, state, avoiding: model.forbidden)
    }
    let wide = model.space.widened(state, numbers)
    return truth(boxes, wide.state, avoiding: model.wideForbidden + wide.links)
  }

  private func truth(_ boxes: [Box], _ state: State, avoiding forbidden: [Box]) -> Truth {
    // Most conditions speak of answered questions, where a look at the boxes is enough.
    if boxes.contains(where: { $0.covers(state) }) { return .yes }
    if !boxes.contains(where: { $0.overlaps(state) }) { return .no }
    if Avoidance.completion(state, forbidden + boxes) == nil { return .yes }
    let possible = boxes.contains { box in
      box.restrict(state).flatMap { Avoidance.completion($0, forbidden) } != nil
    }
    return possible ? .undecided : .no
  }

  /// Whether a condition holds; one that is left out always does.
  func truth(_ condition: Condition?) -> Truth {
    condition.map { truth($0.boxes(model.space)) } ?? .yes
  }
}
