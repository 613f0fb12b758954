import Advice

/// Puts the parts of a decision record into words.
struct RecordWriter {
  typealias Statement = DecisionRecord.Statement

  let report: AssessmentReport
  let profiles: [StyleProfile]

  private var assessment: Assessment { report.assessment }
  private var recommended: Style? { assessment.recommendation?.style }

  /// The recommended style, unless too little is answered to judge by.
  var chosen: Style? {
    assessment.recommendation?.robustness == .undetermined ? nil : recommended
  }

  /// How many reasons an option is given each way.
  private static let reasons = 4
  /// How many of them justify the choice.
  private static let justifications = 3
  /// How many open questions are proposed.
  private static let questions = 5

  var title: String { RecordSentence.title(chosen, assessment.system) }

  var context: [Statement] {
    let all = report.knowledge.questions.count
    let open = assessment.unanswered.count
    return [Statement(text: RecordSentence.problem(assessment.system))]
      + assessment.findings.map { Self.statement($0.message, $0.rule) }
      + assessment.warnings.map { Statement(text: $0.message, sources: $0.sources) }
      + [Statement(text: RecordSentence.basis(all - open, of: all))]
  }

  private static func statement(_ text: String, _ rule: RuleHeader) -> Statement {
    Statement(text: text, sources: rule.sources.map(\.source))
  }

  /// What weighs most, whichever way it points.
  var drivers: [String] {
    guard let recommended else { return [] }
    let leans = assessment.leans(of: recommended).enumerated().sorted { left, right in
      let size = (abs(left.element.points.thousandths), abs(right.element.points.thousandths))
      return (size.1, left.offset) < (size.0, right.offset)
    }
    return leans.prefix(6).compactMap { lean in
      let contribution = lean.element.contribution
      return report.knowledge.criterion(contribution.criterion).map {
        "\($0.title) (\(contribution.question): \(report.answer(contribution)))"
      }
    }
  }

  func option(_ result: Assessment.StyleResult) -> DecisionRecord.Option {
    let profile = profiles.first { $0.style == result.style }
    let leans = assessment.leans(of: result.style)
    let excluded = result.excludedBy.map { Self.statement(RecordSentence.excluded($0), $0.rule) }
    let endangered = result.endangeredBy.map {
      Self.statement(RecordSentence.endangered($0), $0.rule)
    }
    return DecisionRecord.Option(
      style: result.style, title: profile?.title ?? result.style.title,
      definition: profile?.definition ?? "",
      good: leans.filter { $0.points > .zero }.prefix(Self.reasons).map(reason),
      bad: excluded
        + leans.filter { $0.points < .zero }.reversed().prefix(Self.reasons).map(reason)
        + endangered)
  }

  private func reason(_ lean: Assessment.Lean) -> Statement {
    let contribution = lean.contribution
    return Statement(
      text: RecordSentence.reason(lean.rationale.sentence, answer(lean), lean.points),
      sources: contribution.sources)
  }

  private func answer(_ lean: Assessment.Lean) -> String {
    "\(lean.contribution.question): \(report.answer(lean.contribution))"
  }

  /// The reason where the answer it is about does not stand beside it.
  private func sentence(_ lean: Assessment.Lean) -> String {
    lean.rationale.sentence(of: RecordSentence.subject(answer(lean)))
  }

  /// A choice is justified by reasons; the score only says how clear it is.
  var outcome: [String] {
    guard let recommendation = assessment.recommendation,
      let result = assessment.result(recommendation.style)
    else { return [RecordSentence.nothing] }
    let verdict = AssessmentSentence.verdict(recommendation, result.score)
    guard let chosen else {
      return [RecordSentence.undecided(recommendation, verdict, flips: !assessment.flips.isEmpty)]
    }
    let title = profiles.first { $0.style == chosen }?.title ?? chosen.title
    let reasons = assessment.leans(of: chosen).filter { $0.points > .zero }
      .prefix(Self.justifications).map { sentence($0).asClause }
    return [
      RecordSentence.choice(title, reasons),
      RecordSentence.clarity(
        verdict, recommendation.stability, flips: !assessment.flips.isEmpty),
    ]
  }

  func answerNext(_ next: [NextQuestion]) -> [String] {
    if chosen != nil || recommended == nil { return [] }
    return next.prefix(Self.questions).compactMap { next in
      report.knowledge.question(next.question).map {
        "\(AssessmentSentence.nextQuestion($0)) \($0.why)"
      }
    }
  }

  var good: [Statement] {
    guard let chosen else { return [] }
    return assessment.leans(of: chosen).filter { $0.points > .zero }.prefix(Self.reasons).map {
      Statement(
        text: RecordSentence.good(sentence($0)), sources: $0.contribution.sources)
    }
  }

  var bad: [Statement] {
    if chosen == nil { return [] }
    return assessment.risks.map { Self.statement(RecordSentence.risk($0), $0.rule) }
  }

  /// Changes one by one: a record has to be understood without the report beside it.
  var revisits: [String] {
    let changes = FlipGroup.groups(assessment.flips).filter { $0.nearest.changes.count == 1 }
      .compactMap { group in
        group.nearest.changes.first.flatMap { change in
          report.knowledge.question(change.question).map {
            RecordSentence.change(AssessmentSentence.change(change, $0), group.nearest.style)
          }
        }
      }
    let facts = assessment.revisits(report.knowledge).filter { revisit in
      if case .fact = revisit { return true }
      return false
    }
    return changes + AssessmentSentence.revisits(facts)
  }

  /// Only what holds today: a record whose checks fail from the start would be of no use. There are
  /// none without a file to check.
  ///
  /// - Parameter options: added to every line, so that it judges as this record did.
  func checks(_ options: [String]) -> [String] {
    guard let chosen, let file = report.file else { return [] }
    let gates: [Gate] =
      [.require([chosen]), .robustness(worseOrEqual: .undetermined)]
      + [.robustness(worseOrEqual: .fragile), .atRisk, .severity(.high)]
    let words = (["archadvisor", "assess", "--answers", file] + options).map(ShellWord.quoted)
    return gates.filter { $0.failure(assessment) == nil }
      .map { "\(words.joined(separator: " ")) \($0.option)" }
  }
}

extension String {
  /// A sentence as the end of another one: small at the beginning, without the full stop.
  var asClause: String {
    let body = hasSuffix(".") ? dropLast() : self[...]
    // An abbreviation keeps its capitals.
    let second = body.dropFirst().first
    guard let first = body.first, second?.isUppercase != true, second?.isNumber != true else {
      return String(body)
    }
    return first.lowercased() + body.dropFirst()
  }
}
