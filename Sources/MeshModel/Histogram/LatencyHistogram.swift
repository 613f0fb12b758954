/// How many durations fell into which bucket. Histograms of several instances and of several
/// stretches of time add up, which percentiles do not.
///
/// Counts are numbers with a fraction because some sources scale them.
public struct LatencyHistogram: Sendable, Equatable {
  struct Bucket: Sendable, Equatable {
    let index: Int32
    var count: Double
  }

  /// How far a percentile can be trusted.
  public enum Method: String, Sendable, CaseIterable {
    /// From buckets so narrow that nobody sees the difference.
    case exact
    /// By drawing a straight line through a wide bucket, as Prometheus does.
    case interpolated
    /// There is only a mean, and no percentile.
    case mean
  }

  public internal(set) var layout: BucketLayout
  /// Those that hold something, ascending.
  var buckets: [Bucket] = []
  /// How many durations were counted.
  public internal(set) var count = 0.0
  /// Of all durations, in milliseconds; nil where a source does not tell.
  public internal(set) var sum: Double? = 0
  public internal(set) var method: Method

  /// An empty histogram.
  public init(_ layout: BucketLayout = .fine) {
    self.layout = layout
    method =
      switch layout {
      case .fine, .decimal: .exact
      case .bounds(let bounds): bounds.isEmpty ? .mean : .interpolated
      }
  }

  /// What Prometheus's text format says of a histogram.
  ///
  /// - Parameters:
  ///   - cumulative: for each `le` how many were not above it, in any order; the one at infinity
  ///     may be missing.
  ///   - count: of all; nil takes the count of the highest bound.
  ///   - sum: of all; nil when unknown.
  ///   - milliseconds: what one unit of the bounds and the sum is worth: 1000 for seconds.
  public init(
    cumulative: [(bound: Double, count: Double)], count: Double?, sum: Double?,
    milliseconds unit: Double
  ) {
    let sorted = cumulative.filter { !$0.bound.isNaN && $0.count < CountLanes.limit }
      .sorted { $0.bound < $1.bound }
    let finite = sorted.filter { $0.bound.isFinite }
    self.init(.bounds(finite.map { $0.bound * unit }))
    let total = count.flatMap { $0 < CountLanes.limit ? $0 : nil } ?? sorted.last?.count ?? 0
    var below = 0.0
    for (index, step) in (finite.map(\.count) + [total]).enumerated() where step > below {
      buckets.append(Bucket(index: Int32(index), count: step - below))
      below = step
    }
    self.count = below
    self.sum = sum.flatMap { $0.isFinite ? $0 * unit : nil }
  }

  /// What a source knows that only keeps a mean.
  public init(count: Double, sum: Double) {
    self.init(.bounds([]))
    if count > 0 { buckets = [Bucket(index: 0, count: count)] }
    self.count = count
    self.sum = sum
  }

  /// What a source knows that keeps buckets of two digits and no sum.
  public static var decimal: LatencyHistogram {
    var histogram = LatencyHistogram(.decimal)
    histogram.sum = nil
    return histogram
  }

  /// Counts all of a bucket that begins there.
  public mutating func add(lowerBound: Double, count amount: Double) {
    guard amount > 0, amount < CountLanes.limit, lowerBound >= 0, lowerBound < 1e12 else {
      return
    }
    put(amount, into: Int32(layout.index(of: lowerBound)))
    count += amount
  }

  public var isEmpty: Bool { count == 0 }

  /// Counts a duration; a negative one counts as none.
  public mutating func record(milliseconds: Double, count amount: Double = 1) {
    put(amount, into: Int32(layout.index(of: max(milliseconds, 0))))
    count += amount
    sum = sum.map { $0 + max(milliseconds, 0) * amount }
  }

  private mutating func put(_ amount: Double, into index: Int32) {
    let place = buckets.partition { $0.index >= index }
    if place < buckets.count, buckets[place].index == index {
      buckets[place].count += amount
    } else {
      buckets.insert(Bucket(index: index, count: amount), at: place)
    }
  }
}

extension [LatencyHistogram.Bucket] {
  /// The first place whose bucket fulfils a condition that all after it fulfil, too.
  func partition(_ isBehind: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
