extension Difference {
  /// What was recommended and what is now, each with how far it is ahead, in a sentence.
  ///
  /// - Parameter name: how a style is called where the sentence stands.
  public func recommendationWords(naming name: (Style) -> String) -> String {
    func words(_ assessment: Assessment) -> String {
      guard let recommendation = assessment.recommendation else { return "nothing" }
      let margin = recommendation.margin.map { " (\($0.short) ahead)" } ?? ""
      return name(recommendation.style) + margin
    }
    return changesRecommendation
      ? "Recommended was \(words(before)), now it is \(words(after))."
      : "Recommended is still \(words(after)), was \(words(before))."
  }
}

extension ChangedVeto {
  /// Whether it held and holds, as in `open → holds`.
  public var turnWords: String { "\(Self.word(before)) → \(Self.word(after))" }

  private static func word(_ truth: Truth?) -> String {
    switch truth {
    case .yes: "holds"
    case .no: "does not hold"
    case .undecided: "open"
    case nil: "no such rule"
    }
  }
}

extension ChangedWarning {
  /// How severe it was and is, as in `none → high`.
  public var turnWords: String {
    "\(before?.rawValue ?? "none") → \(after?.rawValue ?? "none")"
  }
}
