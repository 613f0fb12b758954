extension Judgement {
  /// By question, the weights its criterion may have: its stated range, or the one weight that was set
  /// by hand. Nothing but 0 for a question that scores nothing.
  var weightRanges: [ClosedRange<Int>] {
    var ranges = model.questions.map { _ in 0...0 }
    for criterion in model.knowledge.criteria {
      guard let question = model.space.index[criterion.id] else { continue }
      let own = sheet.weights[criterion.id]
      ranges[question] = own.map { $0...$0 } ?? criterion.weight.low...criterion.weight.high
    }
    return ranges
  }

  /// The mean of each question over what is possible, under other scores.
  func means(_ scores: ScoreTable) -> [PerStyle<Points>] {
    model.questions.indices.map {
      Mean(model, scores, $0, answer($0), state[$0]).contribution
    }
  }
}
