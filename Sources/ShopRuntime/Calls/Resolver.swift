internal import HTTP
internal import Locks

/// Knows the instances of services: asks the registry, remembers, and asks again every second.
///
/// When the registry is silent the last answer stays good: better an old list than none.
final class Resolver: Sendable {
  struct Known: Sendable {
    var instances: [Registration]
    /// Nanoseconds of the monotonic clock.
    var asked: UInt64

    /// Whether to ask again. Another thread may have asked after `now` was read.
    func isOld(now: UInt64) -> Bool { now > asked + Resolver.freshness }
  }

  private let registry: String
  private let client: Client
  private let known: Guarded<[String: Known]> = Guarded([:])

  /// Nanoseconds an answer is good for.
  static let freshness: UInt64 = 1_000_000_000

  init(registry: String, client: Client) {
    self.registry = registry
    self.client = client
  }

  /// The instances of a service in the order of their names; empty when nobody is known.
  func instances(of service: String) -> [Registration] {
    let now = Clock.monotonic
    // Whoever finds the answer old asks for all; the others go on with the old one meanwhile.
    let (current, isMine) = known.withLock { known -> ([Registration]?, Bool) in
      guard let entry = known[service] else { return (nil, true) }
      guard entry.isOld(now: now) else { return (entry.instances, false) }
      known[service]?.asked = now
      return (entry.instances, true)
    }
    if !isMine, let current { return current }
    guard let fresh = ask(service) else { return current ?? [] }
    known.withLock { $0[service] = Known(instances: fresh, asked: now) }
    return fresh
  }

  /// Leaves out an instance that nobody could connect to until the registry is asked again, unless
  /// it is the only one.
  ///
  /// The registry notices that an instance is gone only when its lease ends. Until then every
  /// second call would go there first, and so many failures would open the breaker of a service
  /// that has other instances.
  func leaveOut(_ service: String, address: String) {
    known.withLock { known in
      guard let all = known[service]?.instances else { return }
      let others = all.filter { $0.address != address }
      if !others.isEmpty { known[service]?.instances = others }
    }
  }

  private func ask(_ service: String) -> [Registration]? {
    guard
      let response = try? client.send(
        Request("GET", "/services/\(service)"), to: registry, timeout: 300),
      response.isSuccess
    else { return nil }
    return Registration.list(response.body)
  }
}

/// Chooses among instances.
enum Balance {
  /// One instance by weight, and none of those already tried while there are others.
  ///
  /// - Parameter chance: evenly distributed over all of `UInt64`.
  static func choose(
    _ instances: [Registration], without tried: Set<String>, chance: UInt64
  ) -> Registration? {
    let fresh = instances.filter { !tried.contains($0.instance) && $0.weight > 0 }
    let choice = fresh.isEmpty ? instances.filter { $0.weight > 0 } : fresh
    let total = choice.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    var rest = Int(chance % UInt64(total))
    for instance in choice {
      if rest < instance.weight { return instance }
      rest -= instance.weight
    }
    return choice.last
  }
}
