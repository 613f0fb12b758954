/// Rates, ratios and percentiles of messages in a window. All are nil when there is no valid window,
/// or nobody tells; ratios and percentiles also when nothing was counted.
public struct MessageFigures: Sendable, Equatable {
  public var publishedPerSecond: Double?
  public var handledPerSecond: Double?
  /// Acknowledged because they are for other consumers.
  public var ignoredPerSecond: Double?
  /// Tries to handle a message that did not succeed.
  public var failedPerSecond: Double?
  public var redeliveredPerSecond: Double?
  public var deadLetteredPerSecond: Double?
  /// Tries that failed, of all tries to handle a message.
  public var failedRatio: Double?
  /// Time from publishing to having handled.
  public var lag = TrafficFigures.Latency()
  /// Time that handling itself took.
  public var handling = TrafficFigures.Latency()

  /// No valid window.
  public init() {}

  init(_ window: TallySum<MessageTraffic>?) {
    guard let window, window.seconds > 0 else { return }
    let counts = window.traffic.counts
    func rate(_ count: MessageCount) -> Double? { counts[count].map { $0 / window.seconds } }
    publishedPerSecond = rate(.published)
    handledPerSecond = rate(.handled)
    ignoredPerSecond = rate(.ignored)
    failedPerSecond = rate(.failed)
    redeliveredPerSecond = rate(.redelivered)
    deadLetteredPerSecond = rate(.deadLettered)
    failedRatio = counts.failedRatio
    lag = TrafficFigures.Latency(window.traffic.lag)
    handling = TrafficFigures.Latency(window.traffic.handling)
  }
}

extension MessageCounts {
  /// How often a consumer tried to handle a message; nil when that is not known.
  var tries: Double? {
    guard let handled = self[.handled] else { return self[.failed] }
    return handled + (self[.failed] ?? 0)
  }

  /// Of those tries, those that failed; nil when there were none.
  var failedRatio: Double? {
    guard let tries, tries > 0, let failed = self[.failed] else { return nil }
    return failed / tries
  }
}
