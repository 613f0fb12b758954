/// Requests counted and timed: over a stretch of time, or since a start.
public struct Traffic: Sendable, Equatable {
  public var counts: TrafficCounts
  /// Of answers, as callers felt it on the client side, as the service spent it on its own.
  public var latency: LatencyHistogram

  public init(counts: TrafficCounts = TrafficCounts(), latency: LatencyHistogram = .init()) {
    self.counts = counts
    self.latency = latency
  }

  public static func + (left: Traffic, right: Traffic) -> Traffic {
    Traffic(counts: left.counts + right.counts, latency: left.latency + right.latency)
  }

  public static func += (left: inout Traffic, right: Traffic) {
    left.counts = left.counts + right.counts
    left.latency += right.latency
  }

  /// What was counted since an earlier state; nil when counting began anew meanwhile.
  public func since(_ earlier: Traffic) -> Traffic? {
    guard let counts = counts.since(earlier.counts), let latency = latency.since(earlier.latency)
    else { return nil }
    return Traffic(counts: counts, latency: latency)
  }
}

extension Traffic: Tally {
  mutating func step(from earlier: Traffic) -> Traffic? {
    // A histogram that is left out once must not count all it holds when it comes back.
    let isLeftOut = latency.isEmpty && !earlier.latency.isEmpty
    if isLeftOut { latency = earlier.latency }
    let difference = since(earlier)
    if isLeftOut, difference == nil { latency = LatencyHistogram() }
    counts.fill(from: earlier.counts)
    return difference
  }
}
