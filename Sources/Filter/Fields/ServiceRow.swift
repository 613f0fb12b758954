public import MeshModel

/// A service with what the rest of a snapshot says about it.
public struct ServiceRow: Sendable {
  public let service: Snapshot.Service
  /// Those that guard calls to it, the gravest first.
  public let breakers: [Snapshot.Breaker]
  /// What brokers hold for it; nil for one that takes no messages.
  public let backlog: ChannelLevel?
  /// Of all calls to it together; nil when nobody counts.
  public let retriesPerSecond: Double?
  public let shedPerSecond: Double?

  /// All services of a snapshot, the worst first.
  public static func rows(of snapshot: Snapshot) -> [ServiceRow] {
    let breakers = Dictionary(grouping: snapshot.breakers, by: \.to)
    let calls = Dictionary(grouping: snapshot.edges, by: \.to)
    return snapshot.services.map { service in
      ServiceRow(
        service, breakers[service.name] ?? [], calls[service.name] ?? [],
        snapshot.backlog(of: service.name))
    }.sorted { $0.rank > $1.rank }
  }

  private init(
    _ service: Snapshot.Service, _ breakers: [Snapshot.Breaker], _ calls: [Snapshot.Edge],
    _ backlog: ChannelLevel?
  ) {
    self.service = service
    self.backlog = backlog
    self.breakers = breakers.gravestFirst
    retriesPerSecond = calls.sum(\.retriesPerSecond)
    shedPerSecond = calls.sum(\.shedPerSecond)
  }

  /// By health, those that are ill then by errors; the name settles it, so that rows keep their places
  /// while figures move.
  private var rank: Rank {
    let status = service.health.status
    return Rank(
      gravity: status.gravity, errors: status.isIll ? service.failedRatio : nil, rate: nil,
      name: service.name)
  }

  /// Its requests, with the failures of messages among theirs.
  private var traffic: TrafficFigures {
    var traffic = service.traffic
    traffic.errorRatio = service.failedRatio
    return traffic
  }

  public static let fields = FieldTable<ServiceRow>(
    [
      Field("name", .text, "the service", aliases: ["service"]) { .text($0.service.name) },
      Field("health", .words(healthWords), "how it does", aliases: ["status"]) {
        .text($0.service.health.status.rawValue)
      },
      Field("reason", .text, "why that is said") { .text($0.service.health.reason) },
      Field("cause", .text, "the services that make it ill") {
        .text($0.service.health.causes.joined(separator: ","))
      },
      Field("healthy", .number, "instances that serve") { FieldValue($0.service.healthy) },
      Field("total", .number, "instances that are meant to", aliases: ["instances"]) {
        FieldValue($0.service.total)
      },
    ] + TrafficFields.all { $0.traffic } + [
      Field("inflight", .number, "requests under way", aliases: ["in-flight", "in_flight"]) {
        FieldValue($0.service.inFlight)
      },
      Field("retries", .perSecond, "retries of calls to it") { FieldValue($0.retriesPerSecond) },
      Field("shed", .perSecond, "calls to it that were not let through") {
        FieldValue($0.shedPerSecond)
      },
      breakerField(\.breakers),
    ]
      + MessageFields.all {
        $0.service.messages
      } level: {
        $0.backlog
      },
    shorthands: Dictionary(uniqueKeysWithValues: aloneWords.map { ($0, "health") }))

  static let healthWords = Health.Status.fromBestToWorst.map(\.rawValue)
  /// `unknown` is not among them: `is unknown` asks for something else.
  private static let aloneWords = healthWords.filter { $0 != Health.Status.unknown.rawValue }
}

/// What makes one row worse than another.
struct Rank: Comparable {
  var gravity = 0
  let errors: Double?
  let rate: Double?
  let name: String

  static func < (left: Rank, right: Rank) -> Bool {
    let worse = (left.gravity, left.errors ?? -1, left.rate ?? -1)
    let than = (right.gravity, right.errors ?? -1, right.rate ?? -1)
    return worse == than ? left.name > right.name : worse < than
  }
}

extension [Snapshot.Breaker] {
  /// Those of the same gravity keep their order.
  var gravestFirst: [Snapshot.Breaker] {
    enumerated().sorted {
      ($1.element.state.gravity, $0.offset) < ($0.element.state.gravity, $1.offset)
    }.map(\.element)
  }
}

extension [Snapshot.Edge] {
  /// Nil when it is known of none.
  fileprivate func sum(_ figure: KeyPath<TrafficFigures, Double?>) -> Double? {
    let known = compactMap { $0.traffic[keyPath: figure] }
    return known.isEmpty ? nil : known.reduce(0, +)
  }
}

/// The state of the gravest breaker; without a breaker it is unknown.
func breakerField<Row>(
  _ breakers: @escaping @Sendable (Row) -> [Snapshot.Breaker]
) -> Field<Row> {
  let words = BreakerCondition.allCases.sorted { $0.gravity < $1.gravity }.map(\.rawValue)
  return Field("breaker", .words(words), "the gravest state of its breakers") { row in
    breakers(row).first.map { .text($0.state.rawValue) } ?? .unknown
  }
}
