internal import JSON
internal import MeshModel

extension JSONWriter {
  mutating func fields(of channel: Snapshot.Channel) {
    let messages = channel.messages
    string("topic", channel.topic)
    string("event", channel.eventNames)
    array("events", channel.events)
    string("broker", channel.broker)
    string("group", channel.group)
    array("producers", channel.producers)
    array("consumers", channel.consumers)
    decimal("published_per_s", messages.publishedPerSecond)
    decimal("handled_per_s", messages.handledPerSecond)
    decimal("ignored_per_s", messages.ignoredPerSecond)
    decimal("failed_per_s", messages.failedPerSecond)
    decimal("redelivered_per_s", messages.redeliveredPerSecond)
    decimal("failed_ratio", messages.failedRatio, places: 5)
    decimal("waiting", channel.level.waiting)
    decimal("in_flight", channel.level.inFlight)
    decimal("oldest_age_s", channel.level.oldestAge)
    decimal("dead_letters", channel.level.deadLetters)
    times("lag_ms", messages.lag)
    times("handling_ms", messages.handling)
  }

  private mutating func times(_ key: String, _ latency: TrafficFigures.Latency) {
    object(key) {
      $0.decimal("p50_ms", latency.p50)
      $0.decimal("p95_ms", latency.p95)
      $0.decimal("p99_ms", latency.p99)
      $0.decimal("mean_ms", latency.mean)
      $0.decimal("n", latency.count)
      $0.string("method", latency.method?.rawValue)
    }
  }
}

extension Snapshot.Channel {
  /// The kinds of message, one after the other; nil when nobody tells.
  var eventNames: String? { events.isEmpty ? nil : events.joined(separator: ", ") }
}
