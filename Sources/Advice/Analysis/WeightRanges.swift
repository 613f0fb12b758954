extension Judgement {
  /// By question, the weights its criterion may have: its stated range, or the one weight that was set
  /// by hand. Nothing but 0 for a question that scores nothing.
  var weightRanges: [ClosedRange<Int>] {
    model.questions.map { question in
      guard let weight = model.knowledge.criterion(question.id)?.weight else { return 0...0 }
      if let own = sheet.weights[question.id] { return own...own }
      return weight.low...weight.high
    }
  }

  /// The mean of each question over what is possible, under other scores.
  func means(_ scores: ScoreTable) -> [PerStyle<Points>] {
    model.questions.indices.map {
      Mean(model, scores, $0, answer($0), state[$0]).contribution
    }
  }
}
