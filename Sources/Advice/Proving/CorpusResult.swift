/// All cases, judged: how often the advice, and what it has to beat, meets what happened.
public struct CorpusResult: Sendable {
  /// How often a way to choose a style meets the outcomes.
  public struct Tally: Sendable {
    public let name: String
    public let outcome: Share
    /// The outcome or as defensible.
    public let accepted: Share
    public let rejected: Share

    init(_ name: String, _ results: [CaseResult], _ choice: (CaseResult) -> Style?) {
      let hits = results.map { Hit(choice($0), $0.subject) }
      self.name = name
      outcome = Share(hits.count { $0 == .outcome }, of: hits.count)
      accepted = Share(hits.count { $0.isAccepted }, of: hits.count)
      rejected = Share(hits.count { $0 == .rejected }, of: hits.count)
    }
  }

  /// How reliable the verdicts of a class of robustness are.
  public struct Calibration: Sendable {
    public let robustness: Robustness
    public let accepted: Share
    /// The cases whose verdict is neither the outcome nor as defensible.
    public let missed: [String]
  }

  public let cases: [CaseResult]

  public init(_ cases: [CaseResult]) { self.cases = cases }

  public var advice: Tally { Tally("all answers", cases) { $0.verdict?.style } }
  public var statedAdvice: Tally {
    Tally("stated answers only", cases) { $0.statedVerdict?.style }
  }
  /// What the advice has to beat.
  public var baselines: [Tally] {
    [
      Tally("always \(Style.modularMonolith.rawValue)", cases) { _ in .modularMonolith },
      Tally("ticks of the matrix", cases, \.ticked),
    ]
  }

  /// One for each class of robustness, the most certain first.
  public func calibration(statedOnly: Bool = false) -> [Calibration] {
    let verdicts = cases.compactMap { result in
      (statedOnly ? result.statedVerdict : result.verdict).map { (result.subject, $0) }
    }
    return Robustness.allCases.map { robustness in
      let those = verdicts.filter { $0.1.robustness == robustness }
      let missed = those.filter { !Hit($0.1.style, $0.0).isAccepted }
      return Calibration(
        robustness: robustness, accepted: Share(those.count - missed.count, of: those.count),
        missed: missed.map(\.0.id))
    }
  }

  /// Of the verdicts called certain or robust, how many are accepted.
  public var reliable: Share {
    let classes = calibration().filter { [.certain, .robust].contains($0.robustness) }
    return Share(
      classes.reduce(0) { $0 + $1.accepted.count }, of: classes.reduce(0) { $0 + $1.accepted.total }
    )
  }

  /// Of the warning signs the cases report, how many are raised.
  public var signs: Share {
    let told = cases.reduce(0) { $0 + $1.subject.warningSigns.count }
    return Share(told - cases.reduce(0) { $0 + $1.missedSigns.count }, of: told)
  }

  /// The same without the signs whose own question the case leaves open.
  public var answeredSigns: Share {
    Share(signs.count, of: signs.total - cases.reduce(0) { $0 + $1.openSigns.count })
  }

  /// The cases whose answers cannot all be true.
  public var contradicted: [CaseResult] { cases.filter { $0.verdict == nil } }
}
