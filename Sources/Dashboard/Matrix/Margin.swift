import Advice

/// How far the recommended style is ahead of the best other one, now and at moments before.
struct Margin {
  /// By how much it has grown with the last change of an answer or a weight; nil before the first.
  let byLastChange: Points?
  /// By how much it has grown since the answers were saved; nil when they say the same.
  let sinceSaved: Points?

  /// - Returns: nil without a recommendation or a second style.
  init?(_ verdict: Verdict) {
    guard let assessment = verdict.assessment, let recommendation = assessment.recommendation,
      recommendation.margin != nil, let now = assessment.lead(of: recommendation.style)
    else { return nil }
    let style = recommendation.style
    byLastChange = verdict.previous?.lead(of: style).map { now - $0 }
    sinceSaved = verdict.saved?.lead(of: style).map { now - $0 }
  }
}

extension Assessment {
  /// The points a style is ahead of the best other one that is not excluded, below zero when it is
  /// behind; nil where there is no other.
  func lead(of style: Style) -> Points? {
    let rivals = styles.filter { $0.style != style && $0.standing != .excluded }
    guard let own = result(style)?.score, let best = rivals.map(\.score).max() else { return nil }
    return own - best
  }
}
