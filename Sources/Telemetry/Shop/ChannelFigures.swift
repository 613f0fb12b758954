internal import MeshModel

/// What a page says of messages: those that its service publishes and takes, and what it keeps for
/// others when it is a broker.
struct ChannelFigures {
  private struct Figures {
    var counts = MessageCounts()
    var lag = BoundSums()
    var handling = BoundSums()
    var level: ChannelLevel?
  }

  /// Whose page it is: where the page is a broker's, the broker.
  private let service: String
  private var all: [ChannelPart: Figures] = [:]

  init(service: String) { self.service = service }

  /// Takes a sample; false when it is about something else.
  mutating func take(_ sample: MetricsSample, _ value: Double) -> Bool {
    takeClient(sample, value) || takeBroker(sample, value)
  }

  /// In an order that does not change.
  var series: [ChannelSeries] {
    all.map { part, figures in
      ChannelSeries(
        part,
        traffic: MessageTraffic(
          counts: figures.counts, lag: figures.lag.histogram,
          handling: figures.handling.histogram), level: figures.level)
    }.sorted { $0.channel < $1.channel }
  }

  private mutating func takeClient(_ sample: MetricsSample, _ value: Double) -> Bool {
    if sample.isNamed("messaging_client_sent_messages_total") {
      update(sample, .producer) { $0.counts.add(value, to: .published) }
    } else if sample.isNamed("messaging_client_consumed_messages_total") {
      guard let outcome = Self.count(of: sample.label("outcome")) else { return true }
      update(sample, .consumer) { figures in
        if outcome != .ignored {
          // What is work here can be handled and can fail, and what is not there was counted never.
          for count in [MessageCount.handled, .failed] { figures.counts.add(0, to: count) }
        }
        figures.counts.add(value, to: outcome)
      }
    } else if sample.isNamed("messaging_process_duration_seconds_bucket") {
      guard let bound = sample.bound else { return true }
      update(sample, .consumer) { $0.handling.add(bound, value) }
    } else if sample.isNamed("messaging_process_duration_seconds_sum") {
      update(sample, .consumer) { $0.handling.sum += value }
    } else if sample.isNamed("messaging_process_lag_seconds_bucket") {
      guard let bound = sample.bound else { return true }
      update(sample, .consumer) { $0.lag.add(bound, value) }
    } else if sample.isNamed("messaging_process_lag_seconds_sum") {
      update(sample, .consumer) { $0.lag.sum += value }
    } else {
      return false
    }
    return true
  }

  private mutating func takeBroker(_ sample: MetricsSample, _ value: Double) -> Bool {
    if sample.isNamed("broker_published_total") {
      update(sample, .broker) { $0.counts.add(value, to: .published) }
    } else if sample.isNamed("broker_acknowledged_total") {
      update(sample, .broker) { $0.counts.add(value, to: .handled) }
    } else if sample.isNamed("broker_rejected_total") {
      update(sample, .broker) { $0.counts.add(value, to: .failed) }
    } else if sample.isNamed("broker_redelivered_total") {
      update(sample, .broker) { $0.counts.add(value, to: .redelivered) }
    } else if sample.isNamed("broker_dead_lettered_total") {
      update(sample, .broker) { $0.counts.add(value, to: .deadLettered) }
    } else if sample.isNamed("broker_depth") {
      updateLevel(sample) { $0.waiting = value }
    } else if sample.isNamed("broker_in_flight") {
      updateLevel(sample) { $0.inFlight = value }
    } else if sample.isNamed("broker_oldest_message_age_seconds") {
      updateLevel(sample) { $0.oldestAge = value }
    } else if sample.isNamed("broker_dead_letters") {
      updateLevel(sample) { $0.deadLetters = value }
    } else {
      return false
    }
    return true
  }

  private mutating func update(
    _ sample: MetricsSample, _ side: ChannelPart.Side, _ change: (inout Figures) -> Void
  ) {
    let broker = side == .broker ? service : Self.text("broker", sample)
    guard let broker, let topic = Self.text("topic", sample) else { return }
    let part = ChannelPart(
      side, broker: broker, topic: topic, group: Self.text("group", sample),
      event: Self.text("event", sample))
    change(&all[part, default: Figures()])
  }

  private mutating func updateLevel(
    _ sample: MetricsSample, _ change: (inout ChannelLevel) -> Void
  ) {
    update(sample, .broker) { figures in
      var level = figures.level ?? ChannelLevel()
      change(&level)
      figures.level = level
    }
  }

  /// Nil for a label that is empty or not there.
  private static func text(_ label: StaticString, _ sample: MetricsSample) -> String? {
    sample.label(label).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Nil for what is neither work nor a failure: given back untouched, or a word that is not known.
  private static func count(of outcome: String?) -> MessageCount? {
    switch outcome {
    case "handled": .handled
    case "ignored": .ignored
    case "failed": .failed
    default: nil
    }
  }
}
