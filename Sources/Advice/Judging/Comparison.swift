extension Assessment {
  /// What a criterion gives a style more than it gives others.
  public struct Lean: Sendable {
    public let contribution: Contribution
    /// Points ahead of the others, below zero when behind.
    public let points: Points
  }

  /// What sets the style apart from its rivals, by what each answered question gives it more than it
  /// gives them on average: the largest gain first, the largest loss last, what is even left out.
  ///
  /// The rivals are the styles that are not excluded; all others where every one of them is.
  public func leans(of style: Style) -> [Lean] {
    let others = styles.filter { $0.style != style }
    let standing = others.filter { $0.standing != .excluded }
    let rivals = standing.isEmpty ? others : standing
    guard let own = result(style), !rivals.isEmpty else { return [] }
    let leans = own.contributions.enumerated().compactMap { index, contribution -> Lean? in
      if contribution.answer == nil { return nil }
      let sum = rivals.reduce(0) { $0 + $1.contributions[index].points.thousandths }
      let points = Self.mean(contribution.points.thousandths * rivals.count - sum, rivals.count)
      return points == .zero ? nil : Lean(contribution: contribution, points: points)
    }
    return leans.enumerated()
      .sorted { ($1.element.points, $0.offset) < ($0.element.points, $1.offset) }.map(\.element)
  }

  /// What makes the difference between two styles: one entry for each criterion, in the order of the
  /// interview. They add up to the difference of the scores.
  public func differences(_ style: Style, _ other: Style) -> [Lean] {
    guard let own = result(style), let rival = result(other) else { return [] }
    return zip(own.contributions, rival.contributions).map {
      Lean(contribution: $0, points: $0.points - $1.points)
    }
  }

  /// Rounds half away from zero.
  private static func mean(_ sum: Int, _ count: Int) -> Points {
    let magnitude = (2 * abs(sum) + count) / (2 * count)
    return Points(thousandths: sum < 0 ? -magnitude : magnitude)
  }
}
