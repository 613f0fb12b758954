import Advice
import Terminal

extension DashboardState {
  /// What every criterion gives the recommended style more than the second, in the order of the
  /// knowledge base; they add up to the lead.
  var leads: [Points] {
    let none = advisor.knowledge.criteria.map { _ in Points.zero }
    guard let assessment = verdict.assessment, let recommendation = assessment.recommendation,
      let second = recommendation.runnerUp
    else { return none }
    let leads = assessment.differences(recommendation.style, second).map(\.points)
    return leads.count == none.count ? leads : none
  }

  /// What the marked row does to the lead, in a sentence.
  var leadSentence: String? {
    guard let criterion = markedCriterion, let recommendation = verdict.assessment?.recommendation,
      let second = recommendation.runnerUp, leads.indices.contains(matrix.row)
    else { return nil }
    return Sentence.lead(
      of: criterion.id, leads[matrix.row], recommendation.style, over: second)
  }
}

extension Points {
  /// With its sign, as in `+0.8`; `0.0` is `=`.
  var signed: String {
    // A small difference is not rounded to none.
    let text = abs(thousandths) < 50 ? description : short
    return thousandths > 0 ? "+\(text)" : thousandths == 0 ? "=" : text
  }

  /// With its sign in few cells, as in `+0.8`; what rounds to nothing is `·`.
  var signedShort: String {
    abs(thousandths) < 50 ? "·" : thousandths > 0 ? "+\(short)" : short
  }

  /// How a gain or a loss looks.
  var gainRole: Role { abs(thousandths) < 50 ? .muted : thousandths > 0 ? .ok : .bad }
}
