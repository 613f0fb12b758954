/// What one process said of itself and of those it calls, at one moment.
public struct Observation: Sendable {
  public let service: String
  /// The process that was asked, as in `order-1`.
  public let instance: String
  /// Nanoseconds of the monotonic clock.
  public let at: Int
  /// Nil when the source does not tell; then only falling counters betray a restart.
  public let epoch: Epoch?
  /// Hosts and ports it listens at, by which others know it.
  public var addresses: [String] = []
  /// What it served.
  public var server: [ServerSeries] = []
  /// What it called.
  public var clients: [ClientSeries] = []
  /// What it published, took from others, or keeps between them.
  public var channels: [ChannelSeries] = []
  /// Its breakers towards those it calls.
  public var breakers: [BreakerReading] = []
  /// How it finds instances to be, those of others or its own; all it knows of.
  public var instances: [InstanceReading] = []

  public init(service: String, instance: String, at: Int, epoch: Epoch?) {
    self.service = service
    self.instance = instance
    self.at = at
    self.epoch = epoch
  }
}

/// Requests served, counted since the process started.
public struct ServerSeries: Sendable {
  /// As in `GET /orders/{id}`; nil for all together.
  public let route: String?
  public var traffic: Traffic
  /// Requests worked on now; nil when unknown.
  public var inFlight: Double?
  /// Whether health checks are counted along: then what callers say is preferred.
  public var countsProbes: Bool

  public init(
    route: String? = nil, traffic: Traffic, inFlight: Double? = nil, countsProbes: Bool = false
  ) {
    self.route = route
    self.traffic = traffic
    self.inFlight = inFlight
    self.countsProbes = countsProbes
  }
}

/// Requests sent to another service, counted since the process started.
public struct ClientSeries: Sendable {
  public let to: String
  /// `http`, `grpc`, `messages`, and so on.
  public let `protocol`: String
  public var traffic: Traffic
  /// Requests waiting for an answer now; nil when unknown.
  public var inFlight: Double?

  public init(to: String, protocol: String = "http", traffic: Traffic, inFlight: Double? = nil) {
    self.to = to
    self.protocol = `protocol`
    self.traffic = traffic
    self.inFlight = inFlight
  }
}

/// An instance as somebody finds it.
public struct InstanceReading: Sendable, Hashable {
  public let service: String
  public let instance: String
  /// Host and port.
  public let address: String?
  public let version: String?
  public let health: InstanceHealth
  /// It runs but was never ready yet: no outage.
  public let isStarting: Bool
  /// Why it does not serve; nil when it does, or when the observer does not tell.
  public let outage: Outage?

  public init(
    service: String, instance: String, address: String? = nil, version: String? = nil,
    health: InstanceHealth, isStarting: Bool = false, outage: Outage? = nil
  ) {
    self.service = service
    self.instance = instance
    self.address = address
    self.version = version
    self.health = health
    self.isStarting = isStarting
    self.outage = outage
  }

  /// Why an instance does not serve, and since when.
  public struct Outage: Sendable, Hashable {
    /// As in `no answer`.
    public let reason: String
    /// Microseconds of the wall clock; nil when nobody saw it begin.
    public let since: Int?

    public init(_ reason: String, since: Int?) {
      self.reason = reason
      self.since = since
    }

    /// As in `no answer since 15:33:08Z`.
    public var sentence: String {
      since.map { "\(reason) since \(ClockReading.timeOfDay($0))Z" } ?? reason
    }
  }
}

/// How an instance does.
public enum InstanceHealth: String, Sendable, CaseIterable {
  case healthy, degraded, unhealthy, ejected, probing, draining, unknown

  /// What tells more of two observers' opinions is shown: the higher one.
  public var gravity: Int {
    switch self {
    case .unhealthy: 6
    case .ejected: 5
    case .probing: 4
    case .draining: 3
    case .degraded: 2
    case .healthy: 1
    case .unknown: 0
    }
  }

  /// Whether it gets requests and is meant to.
  var serves: Bool { self == .healthy || self == .degraded }
}
