internal import Instruments
internal import MeshLook
public import MeshModel
internal import YAML

/// Services, edges, events or findings as comma-separated values under a line of names (RFC 4180, with plain line
/// ends).
///
/// Numbers have the units of the snapshot's JSON; what is unknown is empty.
public enum MeshCSV {
  public static func services(_ snapshot: Snapshot) -> String {
    table(
      snapshot.services,
      [
        ("name", { text($0.name) }), ("health", { text($0.health.status.rawValue) }),
        ("reason", { text($0.health.reason) }),
        ("causes", { text($0.health.causes.joined(separator: " ")) }),
        ("healthy", { number($0.healthy.map(Double.init)) }),
        ("total", { number($0.total.map(Double.init)) }),
        ("answers_per_s", { number($0.traffic.answersPerSecond) }),
        ("error_ratio", { number($0.traffic.errorRatio) }),
        ("in_flight", { number($0.inFlight) }),
      ] + latency(\.traffic.latency) + [
        ("refused_ratio", { number($0.traffic.refusedRatio) }),
        ("handled_per_s", { number($0.messages.handledPerSecond) }),
        ("published_per_s", { number($0.messages.publishedPerSecond) }),
        ("waiting", { number(snapshot.backlog(of: $0.name)?.waiting) }),
        ("oldest_age_s", { number(snapshot.backlog(of: $0.name)?.oldestAge) }),
        ("dead_letters", { number(snapshot.backlog(of: $0.name)?.deadLetters) }),
      ])
  }

  /// Calls, and below them channels, whose protocol is `messages`. Each has columns of its own, which
  /// are empty for the others.
  public static func edges(_ snapshot: Snapshot) -> String {
    table(
      snapshot.edges.map(Link.init) + snapshot.channels.map(Link.init),
      [
        ("from", { text($0.from) }), ("to", { text($0.to) }), ("protocol", { text($0.protocol) }),
        ("answers_per_s", { number($0.traffic.answersPerSecond) }),
        ("attempts_per_s", { number($0.traffic.attemptsPerSecond) }),
        ("error_ratio", { number($0.traffic.errorRatio) }),
        ("attempt_error_ratio", { number($0.traffic.attemptErrorRatio) }),
        ("retries_per_s", { number($0.traffic.retriesPerSecond) }),
        ("retry_amplification", { number($0.traffic.retryAmplification) }),
        ("shed_per_s", { number($0.traffic.shedPerSecond) }),
        ("timeouts_per_s", { number($0.traffic.timeoutsPerSecond) }),
        ("rate_limited_per_s", { number($0.traffic.rateLimitedPerSecond) }),
        ("in_flight", { number($0.inFlight) }),
      ] + latency(\.traffic.latency) + [
        ("refused_ratio", { number($0.traffic.refusedRatio) }),
        ("topic", { text($0.channel?.topic ?? "") }),
        ("event", { text($0.channel?.eventNames ?? "") }),
        ("broker", { text($0.channel?.broker ?? "") }),
        ("published_per_s", { number($0.messages?.publishedPerSecond) }),
        ("handled_per_s", { number($0.messages?.handledPerSecond) }),
        ("failed_per_s", { number($0.messages?.failedPerSecond) }),
        ("redelivered_per_s", { number($0.messages?.redeliveredPerSecond) }),
        ("waiting", { number($0.channel?.level.waiting) }),
        ("oldest_age_s", { number($0.channel?.level.oldestAge) }),
        ("dead_letters", { number($0.channel?.level.deadLetters) }),
        ("lag_p50_ms", { number($0.messages?.lag.p50) }),
        ("lag_p95_ms", { number($0.messages?.lag.p95) }),
        ("lag_p99_ms", { number($0.messages?.lag.p99) }),
      ])
  }

  /// A row of the edges.
  private struct Link {
    let from: String
    let to: String
    let `protocol`: String
    var traffic = TrafficFigures()
    let inFlight: Double?
    var channel: Snapshot.Channel?

    init(_ edge: Snapshot.Edge) {
      (from, to, `protocol`) = (edge.from, edge.to, edge.protocol)
      traffic = edge.traffic
      inFlight = edge.inFlight
    }

    init(_ channel: Snapshot.Channel) {
      from = channel.producers.joined(separator: " ")
      to = channel.consumers.joined(separator: " ")
      `protocol` = Snapshot.Channel.protocol
      inFlight = channel.level.inFlight
      self.channel = channel
    }

    var messages: MessageFigures? { channel?.messages }
  }

  public static func events(_ events: [MeshEvent]) -> String {
    table(
      events,
      [
        ("at", { Timestamp.text(microseconds: $0.at) }), ("kind", { text($0.kind.rawValue) }),
        ("subject", { text($0.subject) }), ("detail", { text($0.detail) }),
        ("snapshot", { text($0.snapshot ?? "") }),
      ])
  }

  public static func findings(_ check: MeshCheck) -> String {
    table(
      check.findings,
      [
        ("subject", { text($0.subject) }), ("state", { text($0.state) }),
        ("reason", { text($0.reason) }),
      ])
  }

  private typealias Column<Row> = (name: String, cell: (Row) -> String)

  private static func latency<Row>(
    _ latency: @escaping (Row) -> TrafficFigures.Latency
  ) -> [Column<Row>] {
    [
      ("p50_ms", { number(latency($0).p50) }), ("p95_ms", { number(latency($0).p95) }),
      ("p99_ms", { number(latency($0).p99) }), ("n", { number(latency($0).count) }),
      ("method", { latency($0).method?.rawValue ?? "" }),
    ]
  }

  private static func table<Row>(_ rows: [Row], _ columns: [Column<Row>]) -> String {
    let lines = rows.map { row in columns.map { $0.cell(row) } }
    return ([columns.map(\.name)] + lines).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private static func number(_ value: Double?) -> String {
    value.map { Figures.json($0, places: 5) } ?? ""
  }

  /// A spreadsheet takes text that begins like a formula for one; an apostrophe before it keeps it
  /// text.
  private static func text(_ value: String) -> String {
    var value = value.printable
    if let first = value.first, "=+-@".contains(first) { value = "'" + value }
    guard value.contains(where: { ",\"".contains($0) }) else { return value }
    let doubled = value.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"\(doubled.joined(separator: "\"\""))\""
  }
}
