/// How durations are put into buckets.
public enum BucketLayout: Hashable, Sendable {
  /// Sixty-four steps an octave, from a microsecond on: a bucket is at most 1.6 percent wide.
  case fine
  /// Upper bounds in milliseconds, ascending; a bound belongs to the bucket below it, as `le` in
  /// Prometheus's text format. What lies above the last has a bucket without an end. Without any
  /// bound only number and sum are known.
  case bounds([Double])

  /// Longer durations count as this many microseconds, an hour and eleven minutes.
  private static let longest = 4_294_967_295.0

  /// The bucket a duration falls into.
  func index(of milliseconds: Double) -> Int {
    switch self {
    case .fine: Self.fineIndex(milliseconds)
    case .bounds(let bounds): Self.place(of: milliseconds, in: bounds)
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
    }
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
