internal import Resilience

/// Where to send a call.
struct Address: Sendable, Hashable {
  /// The instance chosen, or the balancer that will choose.
  let instance: String
  /// As in `127.0.0.1:7104`.
  let host: String
  /// What stands before the path.
  let prefix: String

  var base: String { "http://\(host)" }
}

/// How callers find the instances of a service.
protocol AddressBook: Sendable {
  /// An address for a call; waits a little when nobody is known, and gives nil when nobody appears.
  ///
  /// - Parameters:
  ///   - tried: instances that failed for this call already.
  ///   - end: nanoseconds of the monotonic clock after which waiting helps nobody.
  func address(
    of service: String, without tried: Set<String>, chance: UInt64, end: UInt64
  ) -> Address?
  /// Takes the failure of a call to an address it gave; see `Resolver.failed`.
  func failed(
    _ address: Address, of service: String, _ problem: CallProblem, given time: Nanoseconds,
    start: UInt64
  ) -> Directory.Failure?
  /// Has a closure told of services that have an instance at a new address.
  func whenRenewed(_ tell: @escaping @Sendable (Set<String>) -> Void)
}

/// Client-side discovery: ask the registry, remember, choose, call directly.
struct DirectAddresses: AddressBook {
  let resolver: Resolver

  func address(
    of service: String, without tried: Set<String>, chance: UInt64, end: UInt64
  ) -> Address? {
    resolver.instance(of: service, without: tried, chance: chance, end: end).map {
      Address(instance: $0.instance, host: $0.address, prefix: "")
    }
  }

  func failed(
    _ address: Address, of service: String, _ problem: CallProblem, given time: Nanoseconds,
    start: UInt64
  ) -> Directory.Failure? {
    resolver.failed(service, address.host, problem, given: time, start: start)
  }

  func whenRenewed(_ tell: @escaping @Sendable (Set<String>) -> Void) {
    resolver.whenRenewed(tell)
  }
}

/// Server-side discovery: send everything to a balancer, which asks the registry.
struct BalancedAddresses: AddressBook {
  let resolver: Resolver

  private static let balancer = "balancer"

  func address(
    of service: String, without tried: Set<String>, chance: UInt64, end: UInt64
  ) -> Address? {
    resolver.instance(of: Self.balancer, without: tried, chance: chance, end: end).map {
      Address(instance: $0.instance, host: $0.address, prefix: "/to/\(service)")
    }
  }

  func failed(
    _ address: Address, of service: String, _ problem: CallProblem, given time: Nanoseconds,
    start: UInt64
  ) -> Directory.Failure? {
    resolver.failed(Self.balancer, address.host, problem, given: time, start: start)
  }

  func whenRenewed(_ tell: @escaping @Sendable (Set<String>) -> Void) {
    resolver.whenRenewed(tell)
  }
}

extension Incoming {
  /// Nanoseconds before the deadline at which its calls no longer wait for an instance: whoever waits for
  /// the answer is to get one from us, if only that there is nobody.
  private static let reserve: UInt64 = 100_000_000

  /// Nanoseconds of the monotonic clock until when its calls wait for an instance.
  var waitingEnd: UInt64 {
    let end = UInt64(clamping: deadline.instant.nanoseconds)
    return end > Self.reserve ? end - Self.reserve : 0
  }
}
