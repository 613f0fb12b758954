extension Assessment {
  /// Why a criterion gives what it gives, for all styles at once.
  public final class Reason: Sendable {
    public let criterion: String
    public let question: String
    /// Nil when the question is open.
    public let answer: Answer?
    /// Ids of the criterion's sources.
    public let sources: [String]
    public let points: PerStyle<Points>
    /// The band the whole answer lies in; nil when it spans several, and when there is no answer.
    private let band: Criterion.Band?

    init(_ criterion: Criterion, _ answer: Answer?, _ points: PerStyle<Points>) {
      self.criterion = criterion.id
      question = criterion.id
      self.answer = answer
      self.points = points
      sources = criterion.sources.map(\.source)
      band = answer?.values.flatMap { values in
        criterion.bands.first { values.isSubset(of: $0.values) }
      }
    }

    /// What a style gets more than others on average, rounded half away from zero.
    func lean(of style: Style, over rivals: [Style]) -> Points {
      if rivals.isEmpty { return .zero }
      let sum = rivals.reduce(0) { $0 + points[$1].thousandths }
      return Points.mean(points[style].thousandths * rivals.count - sum, rivals.count)
    }

    /// Why a style gets more or less than others, told of the style alone.
    func rationale(for style: Style, over rivals: [Style]) -> Rationale {
      rationale(for: style, over: rivals) { side in
        guard let own = band?.argument(side, style), !rivals.allSatisfy(own.styles.contains) else {
          return nil
        }
        return own.text
      }
    }

    /// Why a style gets more or less than another: what argues against the one argues for the other.
    func rationale(for style: Style, beside other: Style) -> Rationale {
      rationale(for: style, over: [other]) { side in
        let own = band?.argument(side, style).flatMap { $0.styles.contains(other) ? nil : $0 }
        let theirs = band?.argument(side.opposite, other).flatMap {
          $0.styles.contains(style) ? nil : $0
        }
        return (own ?? theirs)?.text
      }
    }

    private func rationale(
      for style: Style, over rivals: [Style],
      sentence: (Criterion.Argument.Side) -> String?
    ) -> Rationale {
      switch answer?.content {
      case nil: return .open
      case .notApplicable: return .notApplicable
      case .values: break
      }
      let lean = lean(of: style, over: rivals)
      guard lean.isArgument else { return band?.because.map(Rationale.told) ?? .even }
      let side: Criterion.Argument.Side = lean > .zero ? .for : .against
      if let text = sentence(side) { return .told(text) }
      return side == .for
        ? .better(than: rivals.filter { points[$0] < points[style] })
        : .worse(than: rivals.filter { points[$0] > points[style] })
    }
  }
}
