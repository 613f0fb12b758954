public import MeshModel

/// What goes from one service to another: calls, with the breakers that guard them, or the messages of
/// a channel.
public struct EdgeRow: Sendable {
  /// The calls; of a channel, what it has in common with calls: what is handled stands for what is
  /// answered, and the lag for the time an answer takes.
  public let edge: Snapshot.Edge
  /// The gravest first.
  public let breakers: [Snapshot.Breaker]
  /// Nil for calls.
  public let channel: Snapshot.Channel?

  /// All edges of a snapshot, the worst first, and behind them all channels, again the worst first.
  public static func rows(of snapshot: Snapshot) -> [EdgeRow] {
    let breakers = Dictionary(grouping: snapshot.breakers) { [$0.from, $0.to] }
    let calls = snapshot.edges.map { edge in
      EdgeRow(
        edge: edge, breakers: (breakers[[edge.from, edge.to]] ?? []).gravestFirst, channel: nil)
    }
    return calls.sorted { $0.rank > $1.rank }
      + snapshot.channels.map(EdgeRow.init).sorted { $0.rank > $1.rank }
  }

  private init(edge: Snapshot.Edge, breakers: [Snapshot.Breaker], channel: Snapshot.Channel?) {
    self.edge = edge
    self.breakers = breakers
    self.channel = channel
  }

  private init(_ channel: Snapshot.Channel) {
    self.init(edge: channel.asEdge, breakers: [], channel: channel)
  }

  /// By tripped breakers and by messages that nobody handles, then by errors, then by traffic; the
  /// names settle it.
  private var rank: Rank {
    let isTripped = breakers.first?.state.isTripped ?? false
    return Rank(
      gravity: isTripped || channel?.isStuck == true ? 1 : 0, errors: edge.traffic.errorRatio,
      rate: edge.traffic.answersPerSecond,
      name: "\(edge.from)\u{0}\(edge.to)\u{0}\(channel?.topic ?? "")")
  }

  public static let fields = FieldTable<EdgeRow>(
    [
      Field("from", .text, "the caller, or who publishes") { row in
        row.channel.map { .texts($0.producers) } ?? .text(row.edge.from)
      },
      Field("to", .text, "who is called, or takes the messages") { row in
        row.channel.map { .texts($0.consumers) } ?? .text(row.edge.to)
      },
      Field("protocol", .text, "http, grpc, messages and so on") { .text($0.edge.protocol) },
    ] + TrafficFields.all { $0.edge.traffic } + [
      Field("attempts", .perSecond, "requests sent, retries among them") {
        FieldValue($0.edge.traffic.attemptsPerSecond)
      },
      Field("attempt-err", .percent, "attempts that failed") {
        FieldValue($0.edge.traffic.attemptErrorRatio.map { $0 * 100 })
      },
      Field("amplification", .number, "attempts per call sent", aliases: ["amp"]) {
        FieldValue($0.edge.traffic.retryAmplification)
      },
      Field("retries", .perSecond, "attempts after the first") {
        FieldValue($0.edge.traffic.retriesPerSecond)
      },
      Field("shed", .perSecond, "calls a breaker or limit did not let through") {
        FieldValue($0.edge.traffic.shedPerSecond)
      },
      Field("timeouts", .perSecond, "calls that got no answer in time") {
        FieldValue($0.edge.traffic.timeoutsPerSecond)
      },
      Field("limited", .perSecond, "calls refused by a rate limit") {
        FieldValue($0.edge.traffic.rateLimitedPerSecond)
      },
      Field("inflight", .number, "calls under way", aliases: ["in-flight", "in_flight"]) {
        FieldValue($0.edge.inFlight)
      },
      breakerField(\.breakers),
      Field("topic", .text, "the topic of messages") { .known($0.channel?.topic) },
      Field("event", .text, "the kinds of message the consumer acts on") {
        .known($0.channel?.events.joined(separator: ","))
      },
      Field("broker", .text, "who keeps the messages") { .known($0.channel?.broker) },
    ]
      + MessageFields.all {
        $0.channel?.messages
      } level: {
        $0.channel?.level
      })
}

extension FieldValue {
  fileprivate static func known(_ text: String?) -> FieldValue {
    text.map { .text($0) } ?? .unknown
  }
}

extension Snapshot.Channel {
  fileprivate var asEdge: Snapshot.Edge {
    var traffic = TrafficFigures()
    traffic.answersPerSecond = messages.handledPerSecond
    traffic.errorRatio = messages.failedRatio
    traffic.latency = messages.lag
    return Snapshot.Edge(
      from: producers.joined(separator: ","), to: consumers.joined(separator: ","),
      protocol: Self.protocol, traffic: traffic, inFlight: level.inFlight)
  }
}
