internal import Instruments

/// What a consumer measures about the messages it takes.
struct ConsumerMeters: Sendable {
  /// What became of a message that was taken.
  enum Outcome: String, Sendable {
    case handled
    /// It is for other consumers of the topic.
    case ignored
    /// It could not be handled, and comes again.
    case failed
    /// It was given back untouched, as when the time for its batch was over.
    case returned
  }

  private let channel: [String]
  private let consumed: Family<Counter>
  private let durations: Family<Histogram>
  private let lags: Family<Histogram>
  private let failures: Family<Counter>

  /// - Parameter events: the kinds of message that are work here; they are told of before the first
  ///   one comes.
  init(_ metrics: Metrics, broker: String, _ name: GroupName, events: [String]) {
    channel = [broker, name.topic, name.group]
    let labels = ["broker", "topic", "group"]
    consumed = metrics.counter(
      "messaging_client_consumed_messages_total", "Messages taken, by what became of them.",
      labels: labels + ["event", "outcome"])
    durations = metrics.histogram(
      "messaging_process_duration_seconds", "Time spent on a message, whether it failed or not.",
      labels: labels + ["event"])
    lags = metrics.histogram(
      "messaging_process_lag_seconds", "Time from publishing a message to having handled it.",
      labels: labels + ["event"])
    failures = metrics.counter(
      "broker_consumer_failures_total", "Times the broker could not be asked.",
      labels: ["topic", "group"])
    for event in events { _ = consumed[channel + [event, Outcome.handled.rawValue]] }
  }

  /// The broker could not be asked.
  func couldNotAsk() { failures[Array(channel.dropFirst())].increment() }

  /// Counts a message.
  ///
  /// - Parameters:
  ///   - nanoseconds: what the work on it took; nil when there was none.
  ///   - lag: microseconds since it was published.
  func took(_ event: String?, _ outcome: Outcome, nanoseconds: UInt64?, lag: Int) {
    let event = event ?? ""
    consumed[channel + [event, outcome.rawValue]].increment()
    guard outcome == .handled || outcome == .failed else { return }
    if let nanoseconds {
      durations[channel + [event]].record(microseconds: Int(nanoseconds / 1000))
    }
    if outcome == .handled { lags[channel + [event]].record(microseconds: lag) }
  }
}
