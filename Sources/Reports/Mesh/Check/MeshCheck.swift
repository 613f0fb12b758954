internal import MeshLook
public import MeshModel

/// Whether a mesh is worse than it may be, and in what.
public struct MeshCheck: Sendable {
  /// What a mesh may not be.
  public enum Limit: String, Sendable, CaseIterable {
    case failing, degraded, starting, unknown
    case noTraffic = "no-traffic"
    /// A breaker that keeps calls away from where they were to go.
    case breaker
    /// A source that cannot be read.
    case source
    /// Messages that were given up.
    case deadLetters = "dead-letters"
  }

  /// Something that is worse than it may be.
  public struct Finding: Sendable, Hashable {
    public let subject: String
    /// The health of a service, the state of a breaker, `lost` for a source, `dead-letters`.
    public let state: String
    public let reason: String
  }

  public let snapshot: Snapshot
  public let limits: [Limit]
  /// The worst first.
  public let findings: [Finding]
  /// Whether nothing could be judged at all, so that nothing found means nothing.
  public let isBlind: Bool

  /// - Parameters:
  ///   - services: those to judge, the worst first.
  ///   - isPart: whether they were picked from others, so that a source that was never heard, of which
  ///     nobody knows what services it has, is no matter.
  public init(
    _ snapshot: Snapshot, services: [Snapshot.Service], limits: [Limit], isPart: Bool = false
  ) {
    self.snapshot = snapshot
    self.limits = limits
    isBlind = services.allSatisfy { $0.health.status == .unknown }
    findings =
      services.filter { Self.isBad($0.health.status, limits) }.map {
        Finding(
          subject: $0.name, state: $0.health.status.rawValue,
          reason: MeshSentence.reason($0, among: snapshot))
      } + (limits.contains(.breaker) ? Self.breakers(snapshot) : [])
      + Self.sources(snapshot) { source in
        limits.contains(.source) || !isPart && Self.judgesHealth(limits) && !source.wasHeard
      }
      + (limits.contains(.deadLetters) ? Self.deadLetters(snapshot) : [])
  }

  public var isFine: Bool { findings.isEmpty && !isBlind }

  /// A limit stands for what is worse too. A service of which nothing is known may be anything.
  private static func isBad(_ status: Health.Status, _ limits: [Limit]) -> Bool {
    let least = limits.compactMap { Health.Status(rawValue: $0.rawValue)?.gravity }.min()
    return least.map { status.gravity >= $0 || status == .unknown } ?? false
  }

  private static func judgesHealth(_ limits: [Limit]) -> Bool {
    limits.contains { Health.Status(rawValue: $0.rawValue) != nil }
  }

  private static func breakers(_ snapshot: Snapshot) -> [Finding] {
    snapshot.breakers.filter(\.state.isTripped).map {
      Finding(
        subject: "\($0.from):\($0.instance ?? $0.to)", state: $0.state.rawValue,
        reason: MeshSentence.state($0))
    }
  }

  private static func sources(
    _ snapshot: Snapshot, _ counts: (Snapshot.Source) -> Bool
  ) -> [Finding] {
    snapshot.sources.filter(counts).compactMap { source in
      MeshSentence.trouble(source).map {
        Finding(subject: source.id, state: "lost", reason: $0)
      }
    }
  }

  private static func deadLetters(_ snapshot: Snapshot) -> [Finding] {
    snapshot.channels.compactMap { channel in
      guard let reason = channel.level.deadLetterWords else { return nil }
      return Finding(
        subject: "\(channel.topic):\(channel.consumers.first ?? "")",
        state: Limit.deadLetters.rawValue, reason: reason)
    }
  }
}
