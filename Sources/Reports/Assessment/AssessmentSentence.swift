import Advice

/// Every sentence a verdict is told in, besides those of the knowledge base.
enum AssessmentSentence {
  static func verdict(_ recommendation: Assessment.Recommendation, _ score: Points) -> String {
    let points = "\(score.short) of 100 points"
    guard let runnerUp = recommendation.runnerUp, let margin = recommendation.margin else {
      return "\(points), and every other style is excluded"
    }
    if margin == .zero {
      return "\(points), as many as \(runnerUp.phrase), which is harder to undo"
    }
    let lead = distance(margin, of: runnerUp)
    let end = margin < .zero ? ", which cannot come first any more" : ""
    return "\(points), \(lead)\(end)"
  }

  private static func distance(_ margin: Points, of runnerUp: Style) -> String {
    let size = Points(thousandths: abs(margin.thousandths))
    // A margin that rounds to nothing is still one.
    let text = size.short == "0.0" ? size.description : size.short
    return "\(text) \(margin < .zero ? "behind" : "ahead of") \(runnerUp.phrase)"
  }

  static let nothingLeft = "none: every style is excluded"

  /// What the class of robustness means here, with the figures it was found from.
  ///
  /// - Parameter flips: whether one changed answer, by however much, leads to another style.
  static func robustness(_ stability: Stability, flips: Bool) -> String {
    let changes = smallChanges(stability, flips: flips)
    switch stability.robustness {
    case .certain:
      return "no answer still open and no weights within their ranges lead to another style"
    case .undetermined:
      if stability.answeredWeight == 0 { return "nothing is answered that carries weight" }
      let percent = 100 * stability.answeredWeight / max(stability.totalWeight, 1)
      return "answers carry only \(percent) % of the weight, which is too little to judge by"
    case .robust:
      return "it stays ahead when all weights move against it, and \(changes)"
    case .fragile:
      let weights =
        stability.withstandsWeights
        ? "it stays ahead when all weights move against it, but"
        : "weights moved against it put another style first, and"
      return "\(weights) \(changes)"
    }
  }

  /// A change that is called small here is named: larger ones are listed as flips.
  private static func smallChanges(_ stability: Stability, flips: Bool) -> String {
    let what = "(one answer moved to its next value, or one open question answered)"
    if stability.upsets == 0 {
      return "no one-step change \(what) leads to another style"
        + (flips ? "; a larger change of one answer does" : "")
    }
    return "\(stability.upsets) of \(stability.smallChanges) one-step changes \(what) "
      + "\(stability.upsets == 1 ? "leads" : "lead") to another style"
  }

  static func open(_ open: Int, of all: Int, possible: [Style], recommended: Style?) -> String {
    let questions =
      open == all
      ? "All \(all) questions are open"
      : "\(open) of \(all) questions \(open == 1 ? "is" : "are") open"
    let others = possible.filter { $0 != recommended }.map(\.phrase)
    if others.isEmpty { return "\(questions), but no answer to them changes the verdict." }
    return "\(questions); with some answers \(list(others, "or")) would come first instead."
  }

  static func nextQuestion(_ question: Question) -> String {
    "\(question.id): \(question.text)"
  }

  static func change(_ change: Change, _ question: Question) -> String {
    let to = question.domain.text(change.to)
    return "\(question.id) \(question.domain.text(change.from)) becomes \(to)"
  }

  static func acceptability(_ acceptability: Acceptability, _ style: Style) -> String {
    let share = Acceptability.percent(acceptability.share(style))
    return "With all weights drawn from their ranges \(acceptability.samples) times, "
      + "\(style.phrase) comes first in \(share) of them."
  }

  /// Where a weight may move to, and what comes after that.
  static func interval(_ interval: WeightInterval) -> String {
    let kept = interval.kept
    let below = interval.below.map { "below \(kept.lowerBound) \($0.phrase)" }
    let above = interval.above.map { "above \(kept.upperBound) \($0.phrase)" }
    let ends = [below, above].compactMap { $0 }
    let now = "\(interval.criterion) weighs \(interval.weight)"
    return ends.isEmpty ? now : "\(now); \(list(ends)) comes first"
  }

  static func kept(_ interval: WeightInterval) -> String {
    if interval.below == nil, interval.above == nil { return "anything" }
    return interval.above == nil
      ? "\(interval.kept.lowerBound) and more"
      : "\(interval.kept.lowerBound) to \(interval.kept.upperBound)"
  }

  static let noFlip = "No single given answer, changed to any other value, leads to another style."

  static func standing(_ standing: Standing) -> String {
    switch standing {
    case .open: ""
    case .atRisk: "at risk: open answers may exclude it"
    case .excluded: "excluded"
    }
  }

  /// All reasons to judge again, one sentence each.
  static func revisits(_ revisits: [Revisit]) -> [String] {
    let facts = revisits.compactMap { revisit -> String? in
      guard case .fact(let id, let title, let expires) = revisit else { return nil }
      return "\(expiry(title, expires)) (\(id))."
    }
    let isChangeable = facts.count < revisits.count
    return (isChangeable ? ["\(whenAnAnswerChanges.capitalizedFirst)."] : []) + facts
  }

  /// A veto that open answers decide.
  static func excludedIf(_ pending: Pending) -> String {
    "excluded if \(PendingWords(pending).text)"
  }

  /// A risk, with what would bring it about when that is not known yet.
  static func risk(_ risk: Assessment.RaisedRisk) -> String {
    guard let pending = risk.pending else { return risk.message }
    return "If \(PendingWords(pending).text): \(risk.message.asClause)."
  }

  static let whenAnAnswerChanges = "when an answer changes as told above"

  static func expiry(_ title: String, _ day: Day) -> String {
    "\(day): review the figure \"\(title.asClause)\""
  }

  /// What the criteria not told one by one add to a difference: those answered, then those open.
  ///
  /// - Parameter isAlone: whether none was told.
  static func rest(
    _ others: [Assessment.Lean], open: [Assessment.Lean], isAlone: Bool
  ) -> [String] {
    func part(_ leans: [Assessment.Lean], _ name: String) -> String? {
      if leans.isEmpty { return nil }
      let points = leans.reduce(Points.zero) { $0 + $1.points }
      return points == .zero ? "nothing from \(name)" : "\(points.signed) from \(name)"
    }
    let name = isAlone ? criteria(others.count) : self.others(others.count)
    return [part(others, name), part(open, openQuestions(open.count))].compactMap { $0 }
  }

  static func others(_ count: Int) -> String {
    count == 1 ? "the other criterion" : "the other \(count) criteria"
  }

  private static func criteria(_ count: Int) -> String {
    count == 1 ? "one criterion" : "\(count) criteria"
  }

  /// Questions that count with the mean over their possible answers.
  static func openQuestions(_ count: Int) -> String {
    count == 1 ? "one open question" : "\(count) open questions"
  }

  /// What a verdict was made from.
  static func origin(_ report: AssessmentReport) -> String {
    "Knowledge \(report.knowledge.version), sha256 \(report.knowledge.sha256); answers sha256 "
      + "\(report.answersSHA256). Brackets name a rule and its sources."
  }

  static func lead(_ margin: Points) -> String { "; together \(margin.signed)" }

  /// - Parameter isSentence: whether what stands before has ended with a full stop.
  static func more(_ count: Int, after isSentence: Bool) -> String {
    isSentence ? " And \(count) more." : "; and \(count) more"
  }

  static func footer(
    _ version: String, _ knowledge: Substring, _ answers: Substring
  ) -> String {
    "Full report: -o markdown. To look up an id in brackets: archadvisor knowledge show ID. "
      + "Knowledge \(version) (\(knowledge)), answers (\(answers))."
  }

  /// `a, b and c`.
  static func list(_ words: [String], _ last: String = "and") -> String {
    guard words.count > 1, let end = words.last else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) \(last) \(end)"
  }
}
