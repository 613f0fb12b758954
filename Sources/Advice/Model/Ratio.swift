/// How many of one thing there are for each of another, as two questions have it: developers a team.
///
/// Whether a condition on a ratio holds depends on two numbers at once, so no cell of either question
/// settles it. The ratio is therefore a dimension of its own, cut by the conditions like a question,
/// and `mask` says exactly which of its cells two sets of numbers can have.
struct Ratio: Sendable {
  /// The places of the two questions.
  let upper: Int
  let lower: Int
  /// Cells of steps: an exact ratio k is the step 2k, what lies between k and k + 1 is 2k + 1.
  let grid: Grid

  /// The name under which conditions find it.
  static func name(_ question: String, per other: String) -> String { "\(question) per \(other)" }

  /// All steps two questions can have.
  static func steps(_ upper: Domain) -> ClosedRange<Int> { 0...(2 * upper.range.upperBound + 1) }

  /// The steps of whole ratios; the last of them stands for everything beyond as well.
  static func steps(_ ratios: ValueSet, of upper: Domain) -> ValueSet {
    ValueSet(
      ratios.ranges.map { range in
        let isOpen = range.upperBound == upper.range.upperBound
        return (2 * range.lowerBound)...(isOpen ? steps(upper).upperBound : 2 * range.upperBound)
      })
  }

  /// A set of steps for people: `at least 3`, `less than 3`, `more than 20`.
  static func text(_ set: ValueSet, of upper: Domain) -> String {
    let whole = steps(upper)
    return set.ranges.map { range in
      let low = range.lowerBound / 2
      let high = (range.upperBound + 1) / 2
      let from = "\(range.lowerBound % 2 == 0 ? "at least" : "more than") \(low)"
      let to = "\(range.upperBound % 2 == 0 ? "at most" : "less than") \(high)"
      if range.lowerBound == whole.lowerBound { return to }
      return range.upperBound == whole.upperBound ? from : "\(from) and \(to)"
    }.joined(separator: " or ")
  }

  /// The cells that some number of one set and some number of another have.
  func mask(_ upper: ValueSet, _ lower: ValueSet) -> CellMask {
    grid.cells.indices.reduce(0) { mask, cell in
      numbers(cell, upper, lower) == nil ? mask : mask | .only(cell)
    }
  }

  /// Two numbers of two sets whose ratio lies in a cell; nil when there are none.
  func numbers(_ cell: Int, _ upper: ValueSet, _ lower: ValueSet) -> (upper: Int, lower: Int)? {
    for above in upper.ranges {
      for below in lower.ranges {
        if let found = Self.numbers(grid.cells[cell], above, below) { return found }
      }
    }
    return nil
  }

  /// Whole numbers a and b of two ranges, none below 1, with a/b in a range of steps.
  ///
  /// The steps say `low * b + more <= a <= high * b - less`, so each b has a range for a, and the b
  /// for which it is not empty form a range themselves.
  private static func numbers(
    _ steps: ClosedRange<Int>, _ a: ClosedRange<Int>, _ b: ClosedRange<Int>
  ) -> (upper: Int, lower: Int)? {
    let (low, more) = (steps.lowerBound / 2, steps.lowerBound % 2)
    let (high, less) = ((steps.upperBound + 1) / 2, steps.upperBound % 2)
    if high == 0 || a.upperBound < more || high == low && more + less > 0 { return nil }
    var first = max(b.lowerBound, roundedUp(a.lowerBound + less, by: high))
    var last = b.upperBound
    if high > low { first = max(first, roundedUp(more + less, by: high - low)) }
    if low > 0 { last = min(last, (a.upperBound - more) / low) }
    return first <= last ? (max(a.lowerBound, low * first + more), first) : nil
  }

  /// An end of a set of ratios: how the numbers of one question follow from those of the other.
  struct Limit {
    fileprivate let ratio: Int
    /// Whether exactly the ratio still belongs to the numbers above the limit, or to those below.
    fileprivate let isLeast: Bool

    /// The first number of the one question that is past the limit for a number of the other.
    func upper(_ lower: Int) -> Int { isLeast ? ratio * lower : ratio * (lower - 1) + 1 }
    /// The same the other way round.
    func lower(_ upper: Int) -> Int { Ratio.roundedUp(upper, by: ratio) }
  }

  /// The limits at which a set of steps begins and ends inside of all there are.
  static func limits(_ set: ValueSet, _ upper: ClosedRange<Int>) -> [Limit] {
    let last = 2 * upper.upperBound + 1
    let ends = set.ranges.flatMap { range in
      (range.lowerBound > 0 ? [range.lowerBound] : [])
        + (range.upperBound < last ? [range.upperBound + 1] : [])
    }
    return ends.filter { $0 > 1 }.map { Limit(ratio: $0 / 2, isLeast: $0 % 2 == 0) }
  }

  fileprivate static func roundedUp(_ dividend: Int, by divisor: Int) -> Int {
    (dividend + divisor - 1) / divisor
  }
}
