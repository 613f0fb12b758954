import TestSupport
import Testing

@testable import MeshModel

struct HistogramTests {
  private static let wide = BucketLayout.bounds([1, 2, 5, 10, 50, 100, 1000])

  @Test(arguments: [0, 0.0004, 0.001, 0.127, 0.128, 0.129, 1, 7.3, 499.999, 500, 3_600_000, 1e12])
  func aDurationFallsIntoTheFineBucketThatHoldsIt(milliseconds: Double) {
    let range = BucketLayout.fine.range(of: BucketLayout.fine.index(of: milliseconds))
    let held = min(milliseconds, 4_294_967.295)
    #expect(range.lower <= held && held < range.upper)
    #expect(range.upper - range.lower <= max(0.001, range.lower / 64) * 1.0001)
  }

  @Test func fineBucketsFollowOneAnotherWithoutAGap() {
    for index in 0..<1600 {
      #expect(
        BucketLayout.fine.range(of: index).upper == BucketLayout.fine.range(of: index + 1).lower)
    }
  }

  @Test(arguments: [(0.5, 0), (1, 0), (1.0001, 1), (10, 3), (1000, 6), (1001, 7)])
  func aBoundBelongsToTheBucketBelowIt(milliseconds: Double, bucket: Int) {
    #expect(Self.wide.index(of: milliseconds) == bucket)
  }

  /// Percentiles of thousands of durations, against the sorted list.
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8])
  func percentilesAreWithinOneBucketOfTheTruth(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    let durations = (0..<Int.random(in: 1...3000, using: &chance)).map { _ in
      Double.random(in: 0...1, using: &chance) * (Bool.random(using: &chance) ? 10 : 900)
    }
    var histogram = LatencyHistogram()
    for duration in durations { histogram.record(milliseconds: duration) }
    let sorted = durations.sorted()
    for share in [0.0, 0.01, 0.5, 0.9, 0.95, 0.99, 1] {
      let place = Int((share * Double(sorted.count)).rounded(.up)) - 1
      let truth = sorted[max(place, 0)]
      let bucket = BucketLayout.fine.range(of: BucketLayout.fine.index(of: truth))
      let value = histogram.percentile(share) ?? -1
      #expect(bucket.lower <= value && value <= bucket.upper, "p\(share): \(value), not \(truth)")
    }
  }

  /// What merging is for: two instances, one fast and one slow, do not average their percentiles.
  @Test func instancesTogetherHaveThePercentilesOfAllTheirRequests() {
    var fast = LatencyHistogram()
    var slow = LatencyHistogram()
    for _ in 0..<50 { fast.record(milliseconds: 10) }
    for _ in 0..<50 { slow.record(milliseconds: 500) }
    let both = fast + slow
    #expect(abs((both.percentile(0.99) ?? 0) - 500) < 8)
    #expect(abs((both.percentile(0.49) ?? 0) - 10) < 0.2)
    #expect(both.mean == 255)
  }

  @Test(arguments: [11, 12, 13, 14])
  func mergingIsTheSameAsCountingTogether(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    for layout in [BucketLayout.fine, Self.wide] {
      var parts = [LatencyHistogram](repeating: LatencyHistogram(layout), count: 3)
      var whole = LatencyHistogram(layout)
      for _ in 0..<500 {
        let duration = Double(Int.random(in: 0...2000, using: &chance))
        parts[Int.random(in: 0..<3, using: &chance)].record(milliseconds: duration)
        whole.record(milliseconds: duration)
      }
      #expect(parts[0] + parts[1] + parts[2] == whole)
      #expect(whole.since(parts[0] + parts[2]) == parts[1])
    }
  }

  @Test func aCountThatFellMeansCountingBeganAnew() {
    var before = LatencyHistogram()
    before.record(milliseconds: 5)
    before.record(milliseconds: 7)
    var after = LatencyHistogram()
    for _ in 0..<9 { after.record(milliseconds: 5) }
    #expect(after.since(before) == nil)
    #expect(before.since(after) == nil)
    #expect(LatencyHistogram(Self.wide).since(before) == nil)
    #expect(after.since(LatencyHistogram()) == after)
  }

  @Test func differentBoundsMeetInNarrowBucketsWithoutLosingAnything() {
    var left = LatencyHistogram(Self.wide)
    var right = LatencyHistogram(.bounds([3, 30, 300]))
    for _ in 0..<40 { left.record(milliseconds: 7) }
    for _ in 0..<60 { right.record(milliseconds: 200) }
    right.record(milliseconds: 5000)
    let both = left + right
    #expect(both.count == 101)
    #expect(both.sum == left.sum.map { $0 + 60 * 200 + 5000 })
    #expect(both.method == .interpolated)
    let p20 = both.percentile(0.2) ?? 0
    let p90 = both.percentile(0.9) ?? 0
    #expect(5...10 ~= p20 && 30...300 ~= p90)
  }

  @Test func whatOnlyHasAMeanHasNoPercentile() {
    let mean = LatencyHistogram(count: 4, sum: 100)
    #expect(mean.method == .mean)
    #expect(mean.percentile(0.5) == nil)
    #expect(mean.mean == 25)
    var exact = LatencyHistogram()
    exact.record(milliseconds: 5)
    #expect((exact + mean).percentile(0.5) == nil)
    #expect((exact + mean).mean == 21)
    #expect(LatencyHistogram().percentile(0.5) == nil)
    #expect(LatencyHistogram().mean == nil)
  }
}

/// Prometheus's `le` buckets, and percentiles by the rule of `histogram_quantile`.
struct PrometheusHistogramTests {
  typealias Step = (bound: Double, count: Double)

  @Test(
    arguments: [
      // Through the middle of a bucket; from zero in the first one.
      ([(0.1, 10), (0.2, 20), (.infinity, 20)], 0.75, 150),
      ([(0.1, 10), (.infinity, 10)], 0.5, 50),
      // Exactly at a bound.
      ([(0.1, 10), (0.2, 20), (.infinity, 20)], 0.5, 100),
      // Above all bounds the highest is given.
      ([(0.1, 10), (0.2, 20), (.infinity, 40)], 0.99, 200),
      // Empty buckets in between change nothing.
      ([(0.1, 10), (0.2, 10), (0.4, 10), (0.8, 20), (.infinity, 20)], 0.75, 600),
      // Order does not matter, nor does a missing end.
      ([(0.2, 20), (0.1, 10)], 0.75, 150),
      // A bucket at or below zero has no width to draw a line through.
      ([(0, 4), (1, 4), (.infinity, 4)], 0.5, 0),
    ] as [([Step], Double, Double)])
  func percentilesAgreeWithHistogramQuantile(steps: [Step], share: Double, expected: Double) {
    let histogram = LatencyHistogram(
      cumulative: steps, count: nil, sum: nil, milliseconds: 1000)
    let value = histogram.percentile(share) ?? -1
    #expect(abs(value - expected) < 1e-9)
    #expect(histogram.method == .interpolated)
  }

  @Test func theNumberOfAllMayExceedTheHighestBound() {
    let histogram = LatencyHistogram(
      cumulative: [(bound: 1, count: 3)], count: 5, sum: 9, milliseconds: 1)
    #expect(histogram.count == 5)
    #expect(histogram.percentile(0.9) == 1)
    #expect(histogram.mean == 1.8)
  }

  @Test func stepsThatFallAreTakenAsNone() {
    let histogram = LatencyHistogram(
      cumulative: [(bound: 1, count: 3), (bound: 2, count: 2), (bound: .nan, count: 99)],
      count: 4, sum: nil, milliseconds: 1)
    #expect(histogram.count == 4)
    #expect(histogram.sum == nil)
  }
}
