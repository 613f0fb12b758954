extension Difference {
  /// What was recommended and what is now, each with how far it is ahead, in a sentence.
  ///
  /// - Parameter name: how a style is called where the sentence stands.
  public func recommendationWords(naming name: (Style) -> String) -> String {
    func style(_ assessment: Assessment) -> String {
      assessment.recommendation.map { name($0.style) } ?? "nothing"
    }
    func lead(_ assessment: Assessment) -> String? {
      assessment.recommendation?.margin.map { "\($0.short) ahead" }
    }
    func words(_ assessment: Assessment) -> String {
      style(assessment) + (lead(assessment).map { " (\($0))" } ?? "")
    }
    if changesRecommendation {
      return "Changed: the recommendation was \(words(before)), now it is \(words(after))."
    }
    let (now, then) = (lead(after), lead(before))
    let kept = "No change: still \(style(after))\(now.map { ", \($0)" } ?? "")"
    return now == then || then == nil ? "\(kept)." : "\(kept), was \(then ?? "")."
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
