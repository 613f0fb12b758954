/// Up to sixteen numbers counted since a start, each of them known or not: a source that does not
/// count timeouts has not seen none.
struct CountLanes: Sendable, Equatable {
  /// Negative means unknown.
  private var values = SIMD16<Double>(repeating: -1)

  /// Nobody counts this far; what claims to be more is a broken counter, and not known.
  static let limit = 1e18

  /// Nil when unknown.
  subscript(lane: Int) -> Double? {
    get { values[lane] < 0 ? nil : values[lane] }
    set { values[lane] = newValue.map { $0 < Self.limit ? max($0, 0) : -1 } ?? -1 }
  }

  /// Both together; what only one side knows is as known as it gets.
  static func + (left: CountLanes, right: CountLanes) -> CountLanes {
    var sum = CountLanes()
    sum.values = left.values.replacing(with: 0, where: left.values .< 0)
    sum.values += right.values.replacing(with: 0, where: right.values .< 0)
    sum.values.replace(with: -1, where: (left.values .< 0) .& (right.values .< 0))
    return sum
  }

  /// What was counted since an earlier state; nil when a number fell, so that counting began anew.
  /// What was not known then counts from zero on.
  func since(_ earlier: CountLanes) -> CountLanes? {
    let known = earlier.values.replacing(with: 0, where: earlier.values .< 0)
    let isUnknown = values .< 0
    if any(values .< known .& .!isUnknown) { return nil }
    var difference = CountLanes()
    difference.values = (values - known).replacing(with: -1, where: isUnknown)
    return difference
  }

  /// Keeps an earlier number where none is known now, so that one which is left out for a while does
  /// not count twice when it comes back.
  mutating func fill(from earlier: CountLanes) {
    values.replace(with: earlier.values, where: values .< 0)
  }
}
