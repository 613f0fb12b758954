/// A histogram taken apart, so that it can be written down and put together again as it was.
public struct HistogramParts: Sendable {
  public var layout: BucketLayout
  /// The buckets that hold something, by ascending index.
  public var buckets: [(index: Int, count: Double)]
  public var count: Double
  /// Milliseconds; nil where the source does not tell.
  public var sum: Double?
  public var method: LatencyHistogram.Method

  public init(
    layout: BucketLayout, buckets: [(index: Int, count: Double)], count: Double, sum: Double?,
    method: LatencyHistogram.Method
  ) {
    self.layout = layout
    self.buckets = buckets
    self.count = count
    self.sum = sum
    self.method = method
  }

  /// Whether these are the parts of a histogram: ascending bounds, ascending buckets that the layout
  /// has, and nothing below nought in them.
  var fit: Bool {
    let ascend = zip(buckets, buckets.dropFirst()).allSatisfy { $0.index < $1.index }
    let range = layout.indices
    return layout.isAscending && ascend && count >= 0 && count < .infinity
      && buckets.allSatisfy { range.contains($0.index) && $0.count >= 0 && $0.count < .infinity }
  }
}

extension LatencyHistogram {
  /// The histogram as its parts.
  public var parts: HistogramParts {
    HistogramParts(
      layout: layout, buckets: buckets.map { (Int($0.index), $0.count) }, count: count, sum: sum,
      method: method)
  }

  /// Puts a histogram together; nil when the parts do not fit.
  public init?(_ parts: HistogramParts) {
    guard parts.fit else { return nil }
    self.init(parts.layout)
    buckets = parts.buckets.map { Bucket(index: Int32($0.index), count: $0.count) }
    count = parts.count
    sum = parts.sum
    method = parts.method
  }
}

extension BucketLayout {
  /// All buckets there can be.
  public var indices: ClosedRange<Int> {
    switch self {
    case .fine, .decimal: 0...index(of: .infinity)
    case .bounds(let bounds): 0...bounds.count
    }
  }

  fileprivate var isAscending: Bool {
    guard case .bounds(let bounds) = self else { return true }
    return zip(bounds, bounds.dropFirst()).allSatisfy { $0 <= $1 }
      && bounds.allSatisfy { $0.isFinite }
  }
}
