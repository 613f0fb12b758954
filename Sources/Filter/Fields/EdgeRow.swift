public import MeshModel

/// The calls from one service to another, with the breakers that guard them.
public struct EdgeRow: Sendable {
  public let edge: Snapshot.Edge
  /// The gravest first.
  public let breakers: [Snapshot.Breaker]

  /// All edges of a snapshot, the worst first.
  public static func rows(of snapshot: Snapshot) -> [EdgeRow] {
    let breakers = Dictionary(grouping: snapshot.breakers) { [$0.from, $0.to] }
    return snapshot.edges.map { edge in
      EdgeRow(edge: edge, breakers: (breakers[[edge.from, edge.to]] ?? []).gravestFirst)
    }.sorted { $0.rank > $1.rank }
  }

  /// By tripped breakers, then by errors, then by traffic; the names settle it.
  private var rank: Rank {
    let isTripped = breakers.first?.state.isTripped ?? false
    return Rank(
      gravity: isTripped ? 1 : 0, errors: edge.traffic.errorRatio,
      rate: edge.traffic.answersPerSecond, name: "\(edge.from)\u{0}\(edge.to)")
  }

  public static let fields = FieldTable<EdgeRow>(
    [
      Field("from", .text, "the caller") { .text($0.edge.from) },
      Field("to", .text, "who is called") { .text($0.edge.to) },
      Field("protocol", .text, "http, messages and so on") { .text($0.edge.protocol) },
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
    ])
}
