import Advice
import MeshLook
import MeshModel
import Terminal

/// A place in a mesh where a pattern can be seen at work.
struct Sighting: Equatable, Sendable {
  /// Where it can be looked at.
  enum Place: Hashable, Sendable {
    case service(String)
    case edge(from: String, to: String)
    case breaker(BreakerName)
  }

  let place: Place
  /// What is seen there, as in `closed, 3 trips`.
  let words: String
  let role: Role

  init(_ place: Place, _ words: String, _ role: Role = .ok) {
    self.place = place
    self.words = words
    self.role = role
  }

  /// The place, as in `order → payment`.
  var title: String {
    switch place {
    case .service(let name): name
    case .edge(let from, let to): "\(from) → \(to)"
    case .breaker(let breaker): "\(breaker.from) → \(breaker.instance ?? breaker.to)"
    }
  }
}

extension MeshSign {
  /// Everything in a snapshot that shows this sign, what needs attention first.
  func sightings(in snapshot: Snapshot) -> [Sighting] {
    switch self {
    case .breaker: breakers(.library, in: snapshot)
    case .ejection: breakers(.ejection, in: snapshot)
    case .concurrencyLimit: breakers(.concurrency, in: snapshot)
    case .retryBudget: breakers(.retryBudget, in: snapshot)
    case .rateLimit:
      breakers(.rateLimit, in: snapshot)
        + edges(in: snapshot, "turned away", \.rateLimitedPerSecond)
    case .retries: edges(in: snapshot, "made again", \.retriesPerSecond)
    case .timeouts: edges(in: snapshot, "given up", \.timeoutsPerSecond)
    case .shedding: edges(in: snapshot, "turned away", \.shedPerSecond)
    case .instances: services(in: snapshot, Self.instances)
    case .versions: services(in: snapshot, Self.versions)
    case .entry: Self.entries(in: snapshot)
    case .healthChecks: services(in: snapshot, Self.checks)
    case .messages: Self.messages(in: snapshot)
    }
  }

  private func breakers(_ kind: BreakerKind, in snapshot: Snapshot) -> [Sighting] {
    func grave(_ breaker: Snapshot.Breaker) -> (Int, Double) {
      (breaker.state.gravity, breaker.trips ?? 0)
    }
    return snapshot.breakers.enumerated().filter { $0.element.kind == kind }
      .sorted { left, right in
        let (first, second) = (grave(left.element), grave(right.element))
        return first == second ? left.offset < right.offset : first > second
      }
      .map { _, breaker in
        var words = breaker.state.rawValue
        if let trips = breaker.trips, trips > 0 {
          words += ", \(Figures.count(trips)) \(trips == 1 ? "trip" : "trips")"
        }
        return Sighting(.breaker(BreakerName(breaker)), words, breaker.state.role)
      }
  }

  /// The calls of which something was counted in the window, most of it first.
  private func edges(
    in snapshot: Snapshot, _ words: String, _ rate: KeyPath<TrafficFigures, Double?>
  ) -> [Sighting] {
    snapshot.edges.compactMap { edge in
      edge.traffic[keyPath: rate].flatMap { $0 > 0 ? (edge, $0) : nil }
    }.sorted { ($1.1, $0.0.from, $0.0.to) < ($0.1, $1.0.from, $1.0.to) }
      .map { edge, rate in
        Sighting(
          .edge(from: edge.from, to: edge.to), "\(Figures.plain(rate)) calls a second \(words)",
          .warning)
      }
  }

  private func services(
    in snapshot: Snapshot, _ words: (Snapshot.Service) -> (String, Role)?
  ) -> [Sighting] {
    snapshot.services.compactMap { service in
      words(service).map { Sighting(.service(service.name), $0.0, $0.1) }
    }
  }

  private static func instances(_ service: Snapshot.Service) -> (String, Role)? {
    let count = max(service.instances.count, service.total ?? 0)
    guard count > 1 else { return nil }
    guard let healthy = service.healthy else { return ("\(count) instances", .ok) }
    return ("\(count) instances, \(healthy) healthy", healthy < count ? .warning : .ok)
  }

  private static func versions(_ service: Snapshot.Service) -> (String, Role)? {
    let versions = Set(service.instances.compactMap(\.version)).sorted()
    return versions.count > 1 ? ("runs \(versions.joined(separator: " and "))", .info) : nil
  }

  private static func checks(_ service: Snapshot.Service) -> (String, Role)? {
    let checked = service.instances.filter { $0.health != .unknown }
    guard let observer = checked.flatMap(\.observedBy).min() else { return nil }
    let healthy = checked.count { $0.health == .healthy }
    return (
      "\(healthy) of \(checked.count) healthy, says \(observer)",
      healthy < checked.count ? .warning : .ok
    )
  }

  private static func entries(in snapshot: Snapshot) -> [Sighting] {
    let called = Set(snapshot.edges.map(\.to))
    var callees: [String: Int] = [:]
    for edge in snapshot.edges where edge.from != edge.to { callees[edge.from, default: 0] += 1 }
    return snapshot.services.filter { !called.contains($0.name) }.compactMap { service in
      callees[service.name].map { count in
        Sighting(
          .service(service.name),
          "calls \(count) \(count == 1 ? "service" : "services"), called by none", .info)
      }
    }
  }

  private static func messages(in snapshot: Snapshot) -> [Sighting] {
    snapshot.edges.filter { $0.protocol == Snapshot.Channel.protocol }.map { edge in
      let rate = edge.traffic.answersPerSecond.map { "\(Figures.plain($0)) a second" }
      return Sighting(.edge(from: edge.from, to: edge.to), rate ?? "messages")
    }
      + snapshot.channels.flatMap { channel in
        let rate = channel.messages.handledPerSecond.map { "\(Figures.rate($0)) a second" }
        return channel.consumers.map {
          Sighting(
            .edge(from: channel.broker, to: $0), "\(channel.topic): \(rate ?? "messages")")
        }
      }
  }
}

extension Snapshot {
  /// Everything that shows a pattern at work, sign by sign; a place that shows it in two ways counts
  /// once.
  func sightings(of pattern: Pattern) -> [Sighting] {
    var seen: Set<Sighting.Place> = []
    return pattern.seenAs.flatMap { $0.sightings(in: self) }.filter {
      seen.insert($0.place).inserted
    }
  }
}
