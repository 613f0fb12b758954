extension Assessment {
  /// What a criterion gives a style more than it gives others.
  public struct Lean: Sendable {
    public let contribution: Contribution
    /// Points ahead of the others, below zero when behind.
    public let points: Points
    /// Why.
    public let rationale: Rationale
  }

  /// What sets the style apart from its rivals, by what each answered question gives it more than it
  /// gives them on average: the largest gain first, the largest loss last. What is too little to be
  /// an argument is left out.
  ///
  /// The rivals are the styles that are not excluded; all others where every one of them is.
  public func leans(of style: Style) -> [Lean] {
    let leans = (result(style)?.contributions ?? []).compactMap { contribution -> Lean? in
      let points = contribution.lean
      guard contribution.answer != nil, points.isArgument else { return nil }
      return Lean(contribution: contribution, points: points, rationale: contribution.rationale)
    }
    return leans.enumerated()
      .sorted { ($1.element.points, $0.offset) < ($0.element.points, $1.offset) }.map(\.element)
  }

  /// What makes the difference between two styles: one entry for each criterion, in the order of the
  /// interview. They add up to the difference of the scores.
  public func differences(_ style: Style, _ other: Style) -> [Lean] {
    (result(style)?.contributions ?? []).map { contribution in
      let reason = contribution.reason
      return Lean(
        contribution: contribution, points: reason.points[style] - reason.points[other],
        rationale: reason.rationale(for: style, beside: other))
    }
  }
}
