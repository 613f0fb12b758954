/// How durations are put into buckets.
public enum BucketLayout: Hashable, Sendable {
  /// Sixty-four steps an octave, from a microsecond on: a bucket is at most 1.6 percent wide.
  case fine
  /// Upper bounds in milliseconds, ascending; a bound belongs to the bucket below it, as `le` in
  /// Prometheus's text format. What lies above the last has a bucket without an end. Without any
  /// bound only number and sum are known.
  case bounds([Double])
  /// Two significant digits, from a millisecond on, as Envoy counts: 1.0, 1.1 ... 9.9, 10, 11 ... 99,
  /// 100, 110 and so on. A bucket holds its lower bound; what is below a millisecond counts as none.
  case decimal

  /// Longer durations count as this many microseconds, an hour and eleven minutes.
  private static let longest = 4_294_967_295.0

  /// The bucket a duration falls into.
  func index(of milliseconds: Double) -> Int {
    switch self {
    case .fine: Self.fineIndex(milliseconds)
    case .bounds(let bounds): Self.place(of: milliseconds, in: bounds)
    case .decimal: Self.decimalIndex(milliseconds)
    }
  }

  /// The durations of a bucket in milliseconds.
  func range(of index: Int) -> (lower: Double, upper: Double) {
    switch self {
    case .fine:
      if index < 128 { return (Double(index) / 1000, Double(index + 1) / 1000) }
      let shift = index / 64 - 1
      let lower = (index - shift * 64) << shift
      return (Double(lower) / 1000, Double(lower + 1 << shift) / 1000)
    case .bounds(let bounds):
      let lower = index > 0 ? bounds[index - 1] : min(bounds.first ?? 0, 0)
      return (lower, index < bounds.count ? bounds[index] : .infinity)
    case .decimal:
      if index == 0 { return (0, 0) }
      let (decade, step) = (index - 1).quotientAndRemainder(dividingBy: 90)
      let width = Self.decimalWidths[decade]
      return (Double(step + 10) * width, Double(step + 11) * width)
    }
  }

  /// Of the buckets of each decade, in milliseconds.
  private static let decimalWidths = (0...12).map { decade in
    (0..<decade).reduce(0.1) { width, _ in width * 10 }
  }

  private static func decimalIndex(_ milliseconds: Double) -> Int {
    // A bound may have been written a hair's breadth too low, as 229.99999999999997.
    var value = milliseconds * (1 + 1e-9)
    guard value >= 1 else { return 0 }
    guard value < 1e13 else { return 1 + 12 * 90 + 89 }
    var decade = 0
    while value >= 10, decade < 12 {
      value /= 10
      decade += 1
    }
    return 1 + decade * 90 + min(Int(value * 10), 99) - 10
  }

  /// Up to 127 microseconds a bucket for each; from there on the six bits below the leading one
  /// tell the bucket.
  private static func fineIndex(_ milliseconds: Double) -> Int {
    let microseconds = milliseconds * 1000
    guard microseconds >= 1 else { return 0 }
    let value = UInt64(min(microseconds, longest))
    let shift = max(57 - value.leadingZeroBitCount, 0)
    return shift * 64 + Int(value >> UInt64(shift))
  }

  /// The first bound that is not below the value, by bisection.
  private static func place(of value: Double, in bounds: [Double]) -> Int {
    var low = 0
    var high = bounds.count
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
