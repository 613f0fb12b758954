internal import Platform
internal import Synchronization

/// A number that only grows.
public final class Counter: MetricSeries {
  public static var type: String { "counter" }
  private let value = Atomic<Int>(0)

  /// Counts; any thread may.
  public func increment(by amount: Int = 1) { value.add(amount, ordering: .relaxed) }
  public var current: Int { value.load(ordering: .relaxed) }

  public func write(_ name: String, _ labels: String, to page: inout Page) {
    page.sample(name, labels, String(current))
  }
}

/// A number that goes up and down.
public final class Gauge: MetricSeries {
  public static var type: String { "gauge" }
  /// The value in thousandths: enough for ratios, exact for counts.
  private let thousandths = Atomic<Int>(0)

  /// Moves the value by a whole amount; any thread may.
  public func add(_ amount: Int) { thousandths.add(amount * 1000, ordering: .relaxed) }
  /// Replaces the value, rounded to thousandths.
  public func set(_ value: Double) {
    thousandths.store(Int((value * 1000).rounded()), ordering: .relaxed)
  }
  public var current: Double { Double(thousandths.load(ordering: .relaxed)) / 1000 }

  public func write(_ name: String, _ labels: String, to page: inout Page) {
    page.sample(name, labels, Page.number(current))
  }
}

/// How often durations fell into which bucket, and their sum.
public final class Histogram: MetricSeries {
  public static var type: String { "histogram" }

  /// Upper bounds in microseconds: steps of the square root of two from a quarter of a millisecond
  /// to sixteen seconds, fine enough that a percentile is at most a fifth off.
  public static let bounds: [Int] = {
    var bounds: [Int] = []
    var octave = 250
    while octave <= 16_000_000 {
      bounds.append(octave)
      bounds.append((octave * 14142 + 5000) / 10000)
      octave *= 2
    }
    return bounds
  }()

  struct State: Sendable {
    var counts = [Int](repeating: 0, count: Histogram.bounds.count + 1)
    var sum = 0
  }

  private let state = Guarded(State())

  /// Counts one duration in microseconds; a negative one counts as none.
  public func record(microseconds: Int) {
    let value = max(microseconds, 0)
    let bucket = Self.bucket(value)
    state.withLock { state in
      state.counts[bucket] += 1
      state.sum += value
    }
  }

  /// The first bucket whose bound is not below the value, by bisection.
  static func bucket(_ microseconds: Int) -> Int {
    var low = 0
    var high = bounds.count
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] < microseconds { low = middle + 1 } else { high = middle }
    }
    return low
  }

  var snapshot: State { state.withLock { $0 } }

  public func write(_ name: String, _ labels: String, to page: inout Page) {
    let state = snapshot
    var total = 0
    for (bound, count) in zip(Self.bounds, state.counts) {
      total += count
      page.sample(
        "\(name)_bucket", Page.join(labels, "le=\"\(Page.seconds(bound))\""), String(total))
    }
    total += state.counts.last ?? 0
    page.sample("\(name)_bucket", Page.join(labels, "le=\"+Inf\""), String(total))
    page.sample("\(name)_sum", labels, Page.seconds(state.sum))
    page.sample("\(name)_count", labels, String(total))
  }
}
