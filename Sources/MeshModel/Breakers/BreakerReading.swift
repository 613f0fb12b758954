/// The kinds of breakers; one word "open" for all of them would mislead.
public enum BreakerKind: String, Sendable, CaseIterable {
  /// A state machine in the caller that stops calling a service.
  case library
  /// A proxy that takes a failing instance out of the rotation.
  case ejection
  /// A limit on requests at a time, beyond which they are shed.
  case concurrency
  /// A limit on retries.
  case retryBudget = "retry-budget"
  case rateLimit = "rate-limit"
}

/// What state a breaker is in; open means tripped.
public enum BreakerCondition: String, Sendable, CaseIterable {
  case closed, open
  case halfOpen = "half-open"
  case forcedOpen = "forced-open"
  case forcedClosed = "forced-closed"
  case disabled, shedding
  case nearLimit = "near-limit"
  /// It is configured so that it will never trip.
  case cannotTrip = "cannot-trip"
  case unknown

  /// Of several breakers the gravest is shown: the highest.
  public var gravity: Int {
    switch self {
    case .forcedOpen: 9
    case .open: 8
    case .shedding: 7
    case .halfOpen: 6
    case .cannotTrip: 5
    case .nearLimit: 4
    case .forcedClosed: 3
    case .disabled: 2
    case .closed: 1
    case .unknown: 0
    }
  }

  /// Whether it keeps requests away from where they were to go.
  public var isTripped: Bool {
    switch self {
    case .open, .halfOpen, .forcedOpen, .shedding: true
    default: false
    }
  }
}

/// Whether a source said so or it follows from counters.
public enum Confidence: String, Sendable, CaseIterable {
  case reported, derived
}

/// How far a breaker is from tripping.
public struct TripDistance: Sendable, Hashable {
  public let value: Double
  public let limit: Double
  /// As in `consecutive failures`.
  public let unit: String

  public init(value: Double, limit: Double, unit: String) {
    self.value = value
    self.limit = limit
    self.unit = unit
  }

  /// What part of the way is gone.
  var share: Double { limit > 0 ? value / limit : 0 }
}

/// A breaker as its owner, the observing process, shows it now.
public struct BreakerReading: Sendable {
  public let to: String
  /// The instance it guards against; nil when it guards against the whole service.
  public let instance: String?
  public let kind: BreakerKind
  public let state: BreakerCondition
  public let confidence: Confidence
  /// Microseconds of the wall clock; nil when the source does not tell.
  public var since: Int?
  public var reason: String?
  /// How often it tripped since the process started.
  public var trips: Double?
  /// Seconds until it lets a probe through; nil unless open and known.
  public var nextProbeSeconds: Double?
  public var distance: TripDistance?

  public init(
    to: String, instance: String? = nil, kind: BreakerKind, state: BreakerCondition,
    confidence: Confidence
  ) {
    self.to = to
    self.instance = instance
    self.kind = kind
    self.state = state
    self.confidence = confidence
  }
}
