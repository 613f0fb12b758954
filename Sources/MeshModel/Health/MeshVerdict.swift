/// How a mesh does as a whole, in one word: the gravest of all that is to be said of it.
///
/// That all is well is only said when every service was seen to work and nothing else is the matter.
public enum MeshVerdict: Sendable, Hashable {
  /// No source was ever heard.
  case nothingHeard
  /// The service to look at first.
  case failing(String)
  case degraded(String)
  /// A breaker that keeps calls away from where they were to go.
  case tripped(from: String, to: String, BreakerCondition)
  /// So many sources of all are not heard.
  case sourcesLost(Int, of: Int)
  /// Of so many services nothing is known, though of others there is.
  case unknown(Int, of: Int)
  /// Nobody can be judged.
  case noFigures(NoFigures)
  case starting(Int, of: Int)
  /// Faults that are set and have made nobody ill.
  case faults(Int, traffic: Traffic)
  case noTraffic
  /// So many services had no traffic; the others are well.
  case idle(Int, of: Int)
  /// All services had traffic and are healthy.
  case well(Int)

  /// Why there are no figures.
  public enum NoFigures: Sendable, Hashable, CaseIterable {
    /// Too little time has passed since the first look.
    case yet
    /// Who is asked tells something new too seldom.
    case windowTooShort
  }

  /// Whether there were requests or messages.
  public enum Traffic: Sendable, Hashable, CaseIterable {
    case none, some
  }

  /// What the verdict rests on.
  struct Signs: Sendable, Equatable {
    var sources = 1
    /// Sources that are not heard.
    var lost = 0
    /// Whether any source was ever heard.
    var wasHeard = true
    /// The service to look at first, when one is failing, or else one that is degraded.
    var failing: String?
    var degraded: String?
    var tripped: Snapshot.Breaker?
    var unknown = 0
    var starting = 0
    var idle = 0
    var healthy = 0
    /// Failing and degraded ones among them.
    var services = 0
    var faults = 0
    /// Whether the mesh was watched for as long as the window.
    var wasWatched = true
  }

  init(_ signs: Signs) {
    if !signs.wasHeard {
      self = .nothingHeard
    } else if let name = signs.failing {
      self = .failing(name)
    } else if let name = signs.degraded {
      self = .degraded(name)
    } else if let breaker = signs.tripped {
      self = .tripped(from: breaker.from, to: breaker.instance ?? breaker.to, breaker.state)
    } else if signs.lost > 0 {
      self = .sourcesLost(signs.lost, of: signs.sources)
    } else if signs.services == signs.unknown {
      self = .noFigures(signs.wasWatched && signs.services > 0 ? .windowTooShort : .yet)
    } else if signs.unknown > 0 {
      self = .unknown(signs.unknown, of: signs.services)
    } else if signs.starting > 0 {
      self = .starting(signs.starting, of: signs.services)
    } else if signs.faults > 0 {
      self = .faults(signs.faults, traffic: signs.healthy > 0 ? .some : .none)
    } else if signs.healthy == 0 {
      self = .noTraffic
    } else {
      self = signs.idle > 0 ? .idle(signs.idle, of: signs.services) : .well(signs.healthy)
    }
  }
}

extension MeshVerdict {
  /// - Parameter faults: how many last, where that is better known than by the snapshot.
  public init(_ snapshot: Snapshot, faults: Int? = nil) {
    var signs = Signs()
    signs.sources = snapshot.sources.count
    // One look that failed is no loss yet: what is shown is still that of the looks before.
    signs.lost = snapshot.sources.count {
      $0.ageSeconds.map { $0 > SourceIdentity.patience } ?? true
    }
    signs.wasHeard = snapshot.sources.contains(where: \.wasHeard)
    signs.failing = Self.worst(snapshot, .failing)
    signs.degraded = Self.worst(snapshot, .degraded)
    signs.tripped = snapshot.breakers.first { $0.state.isTripped }
    func count(_ status: Health.Status) -> Int {
      snapshot.services.count { $0.health.status == status }
    }
    signs.unknown = count(.unknown)
    signs.starting = count(.starting)
    signs.idle = count(.noTraffic)
    signs.healthy = count(.healthy)
    signs.services = snapshot.services.count
    signs.faults = faults ?? snapshot.faults.count
    signs.wasWatched = snapshot.watchedSeconds.map { $0 >= snapshot.windowSeconds } ?? false
    self.init(signs)
  }

  /// The name of the service with most errors of those of a status; where another is the cause of its
  /// illness, that one is what has to be looked at.
  private static func worst(_ snapshot: Snapshot, _ status: Health.Status) -> String? {
    let ill = snapshot.services.filter { $0.health.status == status }
    guard let worst = ill.max(by: { ($0.failedRatio ?? -1) < ($1.failedRatio ?? -1) }) else {
      return nil
    }
    let known = Set(snapshot.services.map(\.name))
    return worst.health.causes.first { $0 != worst.name && known.contains($0) } ?? worst.name
  }
}
