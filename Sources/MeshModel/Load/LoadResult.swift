/// What a load brought about.
public struct LoadResult: Sendable, Equatable {
  /// Requests planned for each second.
  public var rate: Double
  /// What was asked for, in seconds.
  public var plannedSeconds: Double
  /// Until the last answer.
  public var elapsedSeconds: Double
  /// What the requests were drawn from.
  public var seed: UInt64
  /// Requests the plan held until its end, or until it was broken off.
  public var planned: Int
  /// Requests that could be under way at once.
  public var connections: Int
  /// Whether it was broken off before the plan's end.
  public var isPartial: Bool
  /// All requests together.
  public var all = LoadTally()
  /// By kind of request.
  public var actions: [String: LoadTally] = [:]
  /// How far the generator was behind.
  public var lag = LoadLag()
  /// Nil when nobody has asked what became of the orders.
  public var orders: LoadOrders?

  public init(
    rate: Double, plannedSeconds: Double, elapsedSeconds: Double, seed: UInt64, planned: Int,
    connections: Int, isPartial: Bool
  ) {
    self.rate = rate
    self.plannedSeconds = plannedSeconds
    self.elapsedSeconds = elapsedSeconds
    self.seed = seed
    self.planned = planned
    self.connections = connections
    self.isPartial = isPartial
  }

  /// Requests that ended, each second until the last answer.
  public var achievedRate: Double {
    elapsedSeconds > 0 ? Double(all.total - all.count(.unsent)) / elapsedSeconds : 0
  }
}

/// What became of the orders of a load.
public struct LoadOrders: Sendable, Equatable {
  /// Those whose acceptance came back to their client.
  public var accepted = 0
  /// Those that were paid.
  public var confirmed = 0
  /// Accepted and undone later, as when there was no money for them.
  public var cancelled = 0
  /// Not final when the waiting ended.
  public var open = 0
  /// Accepted, and then unknown to the store. None ever should be.
  public var lost = 0
  /// Accepted beyond the number whose fate is asked for.
  public var notFollowed = 0
  /// From the end of the load until all were final, or until the waiting ended.
  public var waitedSeconds = 0.0

  public init() {}
}

/// How a load does while it runs.
public struct LoadProgress: Sendable, Equatable {
  /// Since the start.
  public var elapsedSeconds: Double
  /// What was asked for.
  public var plannedSeconds: Double
  /// Since the start.
  public var all: LoadTally
  /// Since the last progress.
  public var recent: LoadTally
  /// How far the generator is behind.
  public var lag: LoadLag
  /// Requests that wait for their answer.
  public var inFlight: Int

  public init(
    elapsedSeconds: Double, plannedSeconds: Double, all: LoadTally, recent: LoadTally,
    lag: LoadLag, inFlight: Int
  ) {
    self.elapsedSeconds = elapsedSeconds
    self.plannedSeconds = plannedSeconds
    self.all = all
    self.recent = recent
    self.lag = lag
    self.inFlight = inFlight
  }
}
