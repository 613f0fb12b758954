extension LatencyHistogram {
  /// The duration in milliseconds that a share of all durations does not exceed, by Prometheus's
  /// rule for `histogram_quantile`: a straight line through the bucket it falls into, and the
  /// highest bound when it lies above all of them.
  ///
  /// - Parameter share: 0 to 1.
  /// - Returns: nil when nothing was counted, or when there is only a mean.
  public func percentile(_ share: Double) -> Double? {
    guard count > 0, method != .mean, (0...1).contains(share) else { return nil }
    let rank = share * count
    var below = 0.0
    for bucket in buckets {
      if below + bucket.count >= rank {
        let range = layout.range(of: Int(bucket.index))
        if range.upper == .infinity { return range.lower }
        return range.lower + (range.upper - range.lower) * ((rank - below) / bucket.count)
      }
      below += bucket.count
    }
    // Rounding can leave a hair's breadth between the sum of the buckets and the count.
    return buckets.last.map { layout.range(of: Int($0.index)) }
      .map { $0.upper == .infinity ? $0.lower : $0.upper }
  }

  /// In milliseconds; nil when nothing was counted or no sum is known.
  public var mean: Double? {
    count > 0 ? sum.map { $0 / count } : nil
  }
}
