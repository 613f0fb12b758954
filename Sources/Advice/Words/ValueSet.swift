/// A set of whole numbers as sorted, disjoint, non-adjacent ranges.
///
/// Every answer is such a number: a word by its place in its question's list, a number in the
/// smallest steps of its domain.
public struct ValueSet: Hashable, Sendable {
  public let ranges: [ClosedRange<Int>]

  public init(_ range: ClosedRange<Int>) { ranges = [range] }

  public init(_ ranges: [ClosedRange<Int>] = []) {
    var merged: [ClosedRange<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] =
          last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.ranges = merged
  }

  public init(values: [Int]) { self.init(values.map { $0...$0 }) }

  public var isEmpty: Bool { ranges.isEmpty }
  public var count: Int { ranges.reduce(0) { $0 + $1.count } }
  public var first: Int? { ranges.first?.lowerBound }
  public var last: Int? { ranges.last?.upperBound }

  /// The value when there is exactly one.
  public var single: Int? {
    guard ranges.count == 1, let range = ranges.first, range.count == 1 else { return nil }
    return range.lowerBound
  }

  public func contains(_ value: Int) -> Bool { ranges.contains { $0.contains(value) } }

  public func union(_ other: ValueSet) -> ValueSet { ValueSet(ranges + other.ranges) }

  public func intersection(_ other: ValueSet) -> ValueSet {
    ValueSet(
      ranges.flatMap { left in
        other.ranges.filter(left.overlaps).map { left.clamped(to: $0) }
      })
  }

  /// What of `whole` is not in this set.
  public func complement(in whole: ClosedRange<Int>) -> ValueSet {
    var result: [ClosedRange<Int>] = []
    var next = whole.lowerBound
    for range in ranges where range.overlaps(whole) {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    if next <= whole.upperBound { result.append(next...whole.upperBound) }
    return ValueSet(result)
  }

  public func isSubset(of other: ValueSet) -> Bool { intersection(other) == self }
  public func overlaps(_ other: ValueSet) -> Bool { !intersection(other).isEmpty }

  /// The member nearest to a value; the lower one when two are equally near.
  public func nearest(to value: Int) -> Int? {
    ranges.map { min(max(value, $0.lowerBound), $0.upperBound) }
      .min { (abs($0 - value), $0) < (abs($1 - value), $1) }
  }
}
