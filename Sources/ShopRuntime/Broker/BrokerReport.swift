internal import Shop

/// How full a topic is.
struct TopicReport: Sendable, Hashable {
  var topic: String
  /// Messages that some group still has to handle.
  var retained: Int
  /// How many of them there may be.
  var bound: Int
  var groups: [GroupReport]
}

/// How far a group of consumers is behind.
struct GroupReport: Sendable, Hashable {
  var group: String
  /// Messages that nobody works on.
  var waiting: Int
  /// Messages that a consumer has and has not acknowledged.
  var inFlight: Int
  var dead: Int
  /// When the oldest message was published that is not acknowledged, in microseconds since 1970; nil
  /// when there is none.
  var oldest: Int?

  /// Seconds since then; nought when there is none.
  func oldestAge(now: Moment) -> Double {
    oldest.map { max(Double(now.wall - $0) / 1_000_000, 0) } ?? 0
  }
}
