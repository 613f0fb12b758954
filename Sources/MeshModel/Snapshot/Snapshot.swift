/// The state of a mesh over one window, from one set of looks at its sources.
///
/// A value without a valid window is nil: a first look, a restart, a source that went silent.
public struct Snapshot: Sendable, Equatable {
  /// The same for the same data and window.
  public var id: String
  /// Microseconds of the wall clock.
  public var at: Int
  public var windowSeconds: Double
  public var sources: [Source]
  /// By name.
  public var services: [Service]
  /// By caller and callee.
  public var edges: [Edge]
  /// By caller, callee, instance and kind.
  public var breakers: [Breaker]
  /// By broker, topic and group of consumers.
  public var channels: [Channel]
  /// Those that are set now, as far as the sources tell.
  public var faults: [ActiveFault]
  /// Since the first that was heard of the mesh; nil when nothing was.
  public var watchedSeconds: Double?

  public init(
    id: String, at: Int, windowSeconds: Double, sources: [Source], services: [Service],
    edges: [Edge], breakers: [Breaker], channels: [Channel] = [], faults: [ActiveFault] = [],
    watchedSeconds: Double? = nil
  ) {
    self.id = id
    self.at = at
    self.windowSeconds = windowSeconds
    self.sources = sources
    self.services = services
    self.edges = edges
    self.breakers = breakers
    self.channels = channels
    self.faults = faults
    self.watchedSeconds = watchedSeconds
  }

  /// Where the data came from, and how old it is.
  public struct Source: Sendable, Equatable {
    public var id: String
    public var kind: String
    /// Whether the latest look worked.
    public var isGood: Bool
    /// Whether the latest look brought something, even if part of it could not be read.
    public var isHeard: Bool
    public var problem: String?
    /// Since the latest look that worked; nil when none ever did.
    public var ageSeconds: Double?
    public var scrapeMilliseconds: Double?

    /// Whether it ever brought anything.
    public var wasHeard: Bool { ageSeconds != nil }

    public init(
      id: String, kind: String, isGood: Bool, isHeard: Bool? = nil, problem: String?,
      ageSeconds: Double?, scrapeMilliseconds: Double?
    ) {
      self.id = id
      self.kind = kind
      self.isGood = isGood
      self.isHeard = isHeard ?? isGood
      self.problem = problem
      self.ageSeconds = ageSeconds
      self.scrapeMilliseconds = scrapeMilliseconds
    }
  }

  /// All instances of a service together.
  public struct Service: Sendable, Equatable {
    public var name: String
    public var health: Health
    /// Instances that serve, of those that are meant to; nil when nobody knows.
    public var healthy: Int?
    public var total: Int?
    /// Requests.
    public var traffic: TrafficFigures
    /// Messages that it publishes and handles.
    public var messages: MessageFigures
    public var inFlight: Double?
    public var instances: [Instance]

    public init(
      name: String, health: Health, healthy: Int?, total: Int?, traffic: TrafficFigures,
      messages: MessageFigures = MessageFigures(), inFlight: Double?, instances: [Instance]
    ) {
      self.name = name
      self.health = health
      self.healthy = healthy
      self.total = total
      self.traffic = traffic
      self.messages = messages
      self.inFlight = inFlight
      self.instances = instances
    }
  }

  /// One process of a service.
  public struct Instance: Sendable, Equatable {
    public var id: String
    public var address: String?
    public var version: String?
    public var health: InstanceHealth
    /// Who finds it so; itself, when that is by what it answered.
    public var observedBy: [String]
    /// Why it is said; nil when it serves.
    public var reason: String?
    public var traffic: TrafficFigures
    public var messages: MessageFigures

    public init(
      id: String, address: String?, version: String?, health: InstanceHealth,
      observedBy: [String], reason: String? = nil, traffic: TrafficFigures,
      messages: MessageFigures = MessageFigures()
    ) {
      self.id = id
      self.address = address
      self.version = version
      self.health = health
      self.observedBy = observedBy
      self.reason = reason
      self.traffic = traffic
      self.messages = messages
    }
  }

  /// The calls from one service to another, as the caller saw them.
  public struct Edge: Sendable, Equatable {
    public var from: String
    public var to: String
    public var `protocol`: String
    public var traffic: TrafficFigures
    public var inFlight: Double?

    public init(
      from: String, to: String, protocol: String, traffic: TrafficFigures, inFlight: Double?
    ) {
      self.from = from
      self.to = to
      self.protocol = `protocol`
      self.traffic = traffic
      self.inFlight = inFlight
    }
  }

  /// A breaker, its owner's instances taken together: the gravest state counts.
  public struct Breaker: Sendable, Equatable {
    public var from: String
    public var to: String
    public var instance: String?
    public var kind: BreakerKind
    public var state: BreakerCondition
    public var confidence: Confidence
    /// Microseconds of the wall clock.
    public var since: Int?
    public var reason: String?
    public var trips: Double?
    public var nextProbeSeconds: Double?
    public var distance: TripDistance?
    /// The instances of the owner that are in this state, of so many that have this breaker.
    public var observers: [String]
    public var observerCount: Int

    public init(
      from: String, to: String, instance: String? = nil, kind: BreakerKind,
      state: BreakerCondition, confidence: Confidence, since: Int? = nil, reason: String? = nil,
      trips: Double? = nil, nextProbeSeconds: Double? = nil, distance: TripDistance? = nil,
      observers: [String] = [], observerCount: Int = 0
    ) {
      self.from = from
      self.to = to
      self.instance = instance
      self.kind = kind
      self.state = state
      self.confidence = confidence
      self.since = since
      self.reason = reason
      self.trips = trips
      self.nextProbeSeconds = nextProbeSeconds
      self.distance = distance
      self.observers = observers
      self.observerCount = observerCount
    }
  }
}
