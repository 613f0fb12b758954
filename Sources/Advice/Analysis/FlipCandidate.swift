/// A given answer with what it can be changed to.
struct FlipCandidate {
  let question: Int
  let given: ValueSet
  /// By class of the verdict; nil when its numbers have to be told apart.
  private let plain: [FlipTarget]?

  /// All answers of a sheet that can be changed, in the order of the interview.
  static func all(_ judgement: Judgement) -> [FlipCandidate] {
    judgement.model.questions.indices.compactMap { question in
      judgement.answer(question)?.values.map { FlipCandidate(judgement, question, $0) }
    }
  }

  private init(_ judgement: Judgement, _ question: Int, _ given: ValueSet) {
    let model = judgement.model
    self.question = question
    self.given = given
    if model.isSplit(question, judgement.sheet.answers) {
      plain = nil
      return
    }
    let mask = model.space.grids[question].mask(given)
    // A change inside one class changes nothing.
    plain = Self.targets(model, question, mask).filter { mask & ~$0.mask != 0 }.map(\.target)
  }

  /// What the answer can be changed to.
  ///
  /// - Parameter judgement: may have other answers to other questions than the sheet.
  func targets(_ judgement: Judgement) -> [FlipTarget] {
    if let plain { return plain }
    let model = judgement.model
    let all = Self.targets(model, question, model.space.grids[question].mask(given))
    return all.map(\.target).flatMap { target in
      model.parts(target.values, question, judgement.numbers).map { part in
        FlipTarget(
          cell: target.cell, values: part, distance: target.distance,
          number: part.nearest(to: given))
      }
    }
  }

  /// How far a number is from those given.
  func distance(_ number: Int) -> Int {
    given.nearest(to: ValueSet(number...number)).map { abs($0 - number) } ?? 0
  }

  private static func targets(
    _ model: DecisionModel, _ question: Int, _ given: CellMask
  ) -> [(mask: CellMask, target: FlipTarget)] {
    let classes = model.verdictClasses[question]
    let own = classes.indices.filter { classes[$0].mask & given != 0 }
    return classes.indices.map { index in
      let distance = own.map { abs($0 - index) }.min() ?? 0
      return (
        classes[index].mask,
        FlipTarget(
          cell: classes[index].cell, values: classes[index].values, distance: distance, number: nil)
      )
    }
  }
}

/// Answers to one question that a given one can be changed to, all with the same result.
struct FlipTarget {
  let cell: Int
  let values: ValueSet
  /// How many answers lie between, as the verdict tells them apart.
  let distance: Int
  /// The number to judge anew with, where others of the cell may lead elsewhere.
  let number: Int?
}

extension ValueSet {
  /// The member nearest to any member of another set; the lowest of several.
  func nearest(to other: ValueSet) -> Int? {
    if let shared = intersection(other).first { return shared }
    let ends = other.ranges.flatMap { [$0.lowerBound, $0.upperBound] }
    return ends.compactMap { end in nearest(to: end).map { (value: $0, distance: abs($0 - end)) } }
      .min { ($0.distance, $0.value) < ($1.distance, $1.value) }?.value
  }
}
