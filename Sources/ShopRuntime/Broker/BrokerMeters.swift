internal import Instruments
internal import Shop

/// What the broker measures.
struct BrokerMeters: Sendable {
  let published: Family<Counter>
  let refused: Family<Counter>
  let delivered: Family<Counter>
  let redelivered: Family<Counter>
  let acknowledged: Family<Counter>
  let rejected: Family<Counter>
  let buried: Family<Counter>
  /// From publishing to the first delivery.
  let lag: Family<Histogram>

  init(_ metrics: Metrics, _ store: BrokerStore) {
    let group = ["topic", "group"]
    published = metrics.counter(
      "broker_published_total", "Messages taken from producers.", labels: ["topic"])
    refused = metrics.counter(
      "broker_refused_total", "Messages refused because their topic was full.", labels: ["topic"])
    delivered = metrics.counter(
      "broker_delivered_total", "Messages given to consumers.", labels: group)
    redelivered = metrics.counter(
      "broker_redelivered_total", "Messages given to consumers once more.", labels: group)
    acknowledged = metrics.counter(
      "broker_acknowledged_total", "Messages that consumers have handled.", labels: group)
    rejected = metrics.counter(
      "broker_rejected_total", "Messages that consumers could not handle.", labels: group)
    buried = metrics.counter(
      "broker_dead_lettered_total", "Messages given up.", labels: group)
    lag = metrics.histogram(
      "broker_delivery_lag_seconds", "Time from publishing to the first delivery.", labels: group)
    metrics.collect { page in Self.write(store, &page) }
  }

  /// Tells of these topics and groups before there is anything to count, so that nothing happened is
  /// not taken for nothing known.
  func begin(with declared: [String: [String]]) {
    for (topic, groups) in declared {
      _ = published(topic)
      for group in groups {
        for family in [redelivered, acknowledged, rejected, buried] { _ = family(topic, group) }
      }
    }
  }

  private static func write(_ store: BrokerStore, _ page: inout Page) {
    let now = Moment.now
    guard let topics = try? store.report(now: now) else { return }
    page.head("broker_retained_messages", "Messages that some group has to handle.", "gauge")
    for topic in topics {
      page.sample(
        "broker_retained_messages", Page.labels(["topic"], [topic.topic]), String(topic.retained))
    }
    let gauges: [(name: String, help: String, value: (GroupReport) -> String)] = [
      ("broker_depth", "Messages that nobody works on yet.", { String($0.waiting) }),
      ("broker_in_flight", "Messages that a consumer has.", { String($0.inFlight) }),
      ("broker_dead_letters", "Messages given up and kept.", { String($0.dead) }),
      (
        "broker_oldest_message_age_seconds",
        "Time since the oldest message was published that is not acknowledged.",
        { Page.number($0.oldestAge(now: now)) }
      ),
    ]
    for gauge in gauges {
      page.head(gauge.name, gauge.help, "gauge")
      for topic in topics {
        for group in topic.groups {
          page.sample(
            gauge.name, Page.labels(["topic", "group"], [topic.topic, group.group]),
            gauge.value(group))
        }
      }
    }
  }

  func gave(_ deliveries: [Delivery], _ name: GroupName, now: Moment) {
    delivered(name.topic, name.group).increment(by: deliveries.count)
    for delivery in deliveries {
      if delivery.isRedelivered {
        redelivered(name.topic, name.group).increment()
      } else {
        lag(name.topic, name.group).record(microseconds: now.wall - delivery.at)
      }
    }
  }
}
