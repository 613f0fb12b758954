/// Messages counted and timed: over a stretch of time, or since a start.
public struct MessageTraffic: Sendable, Equatable {
  public var counts: MessageCounts
  /// Time from publishing a message to having handled it, redeliveries and their pauses included.
  public var lag: LatencyHistogram
  /// Time that handling itself took, of tries that failed too.
  public var handling: LatencyHistogram

  public init(
    counts: MessageCounts = MessageCounts(), lag: LatencyHistogram = .init(),
    handling: LatencyHistogram = .init()
  ) {
    self.counts = counts
    self.lag = lag
    self.handling = handling
  }

  public static func += (left: inout MessageTraffic, right: MessageTraffic) {
    left.counts = left.counts + right.counts
    left.lag += right.lag
    left.handling += right.handling
  }

  private func since(_ earlier: MessageTraffic) -> MessageTraffic? {
    guard let counts = counts.since(earlier.counts), let lag = lag.since(earlier.lag),
      let handling = handling.since(earlier.handling)
    else { return nil }
    return MessageTraffic(counts: counts, lag: lag, handling: handling)
  }
}

extension MessageTraffic: Tally {
  mutating func step(from earlier: MessageTraffic) -> MessageTraffic? {
    // A histogram that is left out once must not count all it holds when it comes back.
    var whole = self
    if lag.isEmpty { whole.lag = earlier.lag }
    if handling.isEmpty { whole.handling = earlier.handling }
    let difference = whole.since(earlier)
    if difference != nil { self = whole }
    counts.fill(from: earlier.counts)
    return difference
  }
}
