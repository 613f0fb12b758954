/// The value of a condition over answers of which some are open.
public enum Truth: String, Sendable {
  case yes = "true"
  case no = "false"
  case undecided
}

extension Judgement {
  /// Whether a union of boxes holds in all consistent completions, in none, or in some.
  func truth(_ boxes: [Box]) -> Truth {
    // Most conditions speak of answered questions, where a look at the boxes is enough.
    if boxes.contains(where: { $0.covers(state) }) { return .yes }
    if !boxes.contains(where: { $0.overlaps(state) }) { return .no }
    if Avoidance.completion(state, model.forbidden + boxes) == nil { return .yes }
    let possible = boxes.contains { box in
      box.restrict(state).flatMap { Avoidance.completion($0, model.forbidden) } != nil
    }
    return possible ? .undecided : .no
  }

  /// Whether a condition holds; one that is left out always does.
  func truth(_ condition: Condition?) -> Truth {
    condition.map { truth($0.boxes(model.space)) } ?? .yes
  }
}
