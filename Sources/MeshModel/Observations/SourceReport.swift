/// What one look at a source brought: the input of `MeshState`.
///
/// A source only translates. It hands over counters since a start, states as they are now, and what
/// it does not know it leaves out; differences, rates, health and causes are made here.
public struct SourceReport: Sendable {
  public let source: SourceIdentity
  /// When the look ended.
  public let at: ClockReading
  /// How long it took, in milliseconds.
  public let scrapeMilliseconds: Double
  /// Why the source could not be read; nil when it could, at least in part.
  public var problem: String?
  /// The process that the source asks itself, where it is one: when the source is silent, it is this
  /// process that gives no answer. Nil for a source that tells of others.
  public var target: TargetProcess?
  public var observations: [Observation] = []
  /// Faults that are set on purpose and last.
  public var faults: [ActiveFault] = []
  /// What the source itself says happened.
  public var events: [MeshEvent] = []
  /// Whether the source reports changes of breakers and restarts itself, so that they are not
  /// inferred from states once more.
  public var tellsEvents = false

  public init(
    _ source: SourceIdentity, at: ClockReading, scrapeMilliseconds: Double, problem: String? = nil
  ) {
    self.source = source
    self.at = at
    self.scrapeMilliseconds = scrapeMilliseconds
    self.problem = problem
  }
}

/// A process that a source asks, by its service.
public struct TargetProcess: Sendable, Hashable {
  public let service: String
  /// As in `order-1`.
  public let instance: String

  public init(service: String, instance: String) {
    self.service = service
    self.instance = instance
  }
}

/// Which source, and of which kind.
public struct SourceIdentity: Sendable, Hashable {
  /// As the user named it, as in `shop=demo`.
  public let id: String
  /// `shop`, `envoy`, `haproxy`, `prometheus`, and so on.
  public let kind: String
  /// Seconds without a good look after which the source's values are too old to show.
  public let staleAfter: Double

  /// Seconds after which a source that is looked at every second counts as silent.
  public static let patience = 3.5

  public init(id: String, kind: String, staleAfter: Double = patience) {
    self.id = id
    self.kind = kind
    self.staleAfter = staleAfter
  }
}
