/// What contradictions that compare two numbers make of the numbers inside one cell.
///
/// Cells are cut so that all numbers of one fit the same whole cells of the other question. Where a
/// range was answered, only a part of such a cell is left, and then one number of a cell may fit it
/// and the next may not.
extension DecisionModel {
  /// A ratio that contradictions limit, seen from one of its questions.
  private struct Tie {
    let ratio: Ratio
    let banned: CellMask
    let isUpper: Bool

    var other: Int { isUpper ? ratio.lower : ratio.upper }

    /// Whether a number fits some number of a set.
    func fits(_ value: Int, _ others: ValueSet) -> Bool {
      let own = ValueSet(value...value)
      return (isUpper ? ratio.mask(own, others) : ratio.mask(others, own)) & ~banned != 0
    }

    /// The numbers at which what fits one of some others may change.
    func cuts(_ others: [ValueSet], _ upper: ClosedRange<Int>) -> [Int] {
      let ends = others.flatMap(\.ranges).flatMap { [$0.lowerBound, $0.upperBound] }
      return Ratio.limits(ratio.grid.values(banned), upper).flatMap { limit in
        ends.flatMap { [$0, $0 + 1] }.map { isUpper ? limit.upper($0) : limit.lower($0) }
      }
    }
  }

  private func ties(_ question: Int) -> [Tie] {
    zip(space.ratios, bannedRatios).compactMap { ratio, banned in
      guard banned != 0, [ratio.upper, ratio.lower].contains(question) else { return nil }
      return Tie(ratio: ratio, banned: banned, isUpper: ratio.upper == question)
    }
  }

  /// Whether two numbers of one cell may lead to different verdicts: a contradiction compares the
  /// question with another, and a range was answered to one of them.
  func isSplit(_ question: Int, _ answers: [String: Answer]) -> Bool {
    func isRange(_ question: Int) -> Bool {
      answers[questions[question].id]?.values.map { $0.single == nil } ?? false
    }
    return ties(question).contains { isRange(question) || isRange($0.other) }
  }

  /// Some numbers of one cell as parts that lead to the same verdict, without those that contradict.
  ///
  /// - Parameter numbers: the numbers possible for another question; nil where it does not apply.
  func parts(
    _ values: ValueSet, _ question: Int, _ numbers: (_ question: Int) -> ValueSet?
  ) -> [ValueSet] {
    let rivals = ties(question).compactMap { tie in
      numbers(tie.other).map { known in
        let cells = space.grids[tie.other].cells.map { known.intersection(ValueSet($0)) }
        return (tie: tie, cells: cells.filter { !$0.isEmpty })
      }
    }
    if rivals.isEmpty { return [values] }
    let cuts = rivals.flatMap { $0.tie.cuts($0.cells, questions[$0.tie.ratio.upper].domain.range) }
    var parts: [(fits: [[Bool]], range: ClosedRange<Int>)] = []
    for range in values.ranges.flatMap({ Self.cut($0, at: cuts) }) {
      let fits = rivals.map { rival in
        rival.cells.map { rival.tie.fits(range.lowerBound, $0) }
      }
      guard fits.allSatisfy({ $0.contains(true) }) else { continue }
      if let last = parts.last, last.fits == fits, last.range.upperBound + 1 == range.lowerBound {
        parts[parts.count - 1].range = last.range.lowerBound...range.upperBound
      } else {
        parts.append((fits, range))
      }
    }
    return parts.map { ValueSet($0.range) }
  }

  /// What of some numbers fits the numbers of the questions they are compared with.
  ///
  /// - Parameter numbers: the numbers possible for another question; nil where it does not apply.
  func fitting(
    _ values: ValueSet, _ question: Int, _ numbers: (_ question: Int) -> ValueSet?
  ) -> ValueSet {
    ValueSet(parts(values, question, numbers).flatMap(\.ranges))
  }

  private static func cut(_ range: ClosedRange<Int>, at cuts: [Int]) -> [ClosedRange<Int>] {
    let inside = cuts.filter { $0 > range.lowerBound && range.contains($0) }
    let starts = Set(inside + [range.lowerBound]).sorted()
    return zip(starts, starts.dropFirst().map { $0 - 1 } + [range.upperBound]).map { $0...$1 }
  }
}
