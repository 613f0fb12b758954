internal import JSON
internal import MeshLook
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
    latency(messages.lag, as: "lag_ms")
    latency(messages.handling, as: "handling_ms")
  }
}
