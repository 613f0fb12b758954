import Advice

/// Puts the parts of a decision record into words.
struct RecordWriter {
  let report: AssessmentReport
  let profiles: [StyleProfile]

  private var assessment: Assessment { report.assessment }
  private var chosen: Style? { assessment.recommendation?.style }

  /// How many reasons an option is given each way.
  private static let reasons = 4

  var title: String { RecordSentence.title(chosen, assessment.system) }

  var context: [String] {
    let all = report.knowledge.questions.count
    let open = assessment.unanswered.count
    return [RecordSentence.problem(assessment.system)] + assessment.findings.map(\.message)
      + assessment.warnings.map(\.message) + [RecordSentence.basis(all - open, of: all)]
  }

  /// What weighs most, whichever way it points.
  var drivers: [String] {
    guard let chosen else { return [] }
    let leans = assessment.leans(of: chosen).enumerated().sorted { left, right in
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
    let excluded = result.excludedBy.map { RecordSentence.excluded($0) }
    return DecisionRecord.Option(
      style: result.style, title: profile?.title ?? result.style.title,
      definition: profile?.definition ?? "",
      good: leans.filter { $0.points > .zero }.prefix(Self.reasons).map(reason),
      bad: excluded
        + leans.filter { $0.points < .zero }.reversed().prefix(Self.reasons).map(reason))
  }

  private func reason(_ lean: Assessment.Lean) -> String {
    let contribution = lean.contribution
    let answer = "\(contribution.question): \(report.answer(contribution))"
    return "\(contribution.because.asClause) (\(answer), \(lean.points.signed))"
  }

  var outcome: String {
    guard let recommendation = assessment.recommendation,
      let result = assessment.result(recommendation.style)
    else { return RecordSentence.nothing }
    let title = profiles.first { $0.style == recommendation.style }?.title
    return RecordSentence.outcome(
      title ?? recommendation.style.title,
      AssessmentSentence.verdict(recommendation, result.score), recommendation.stability,
      flips: !assessment.flips.isEmpty)
  }

  var good: [String] {
    guard let chosen else { return [] }
    return assessment.leans(of: chosen).filter { $0.points > .zero }.prefix(Self.reasons)
      .map { $0.contribution.because.asClause }
  }

  var bad: [String] {
    assessment.risks.map { "\($0.message.asClause). \($0.mitigation)" }
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

  /// Only what holds today: a record whose checks fail from the start would be of no use.
  var checks: [String] {
    guard let chosen else { return [] }
    let gates: [Gate] =
      [.require([chosen]), .robustness(worseOrEqual: .undetermined)]
      + [.robustness(worseOrEqual: .fragile), .atRisk, .severity(.high)]
    let file = ShellWord.quoted(report.file ?? RecordSentence.placeholder)
    return gates.filter { $0.failure(assessment) == nil }
      .map { "archadvisor assess --answers \(file) \($0.option)" }
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
