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
  /// An address for a call; nil when nobody is known.
  ///
  /// - Parameter tried: instances that failed for this call already.
  func address(of service: String, without tried: Set<String>, chance: UInt64) -> Address?
  /// Told that nobody listens at an address it gave.
  func isUnreachable(_ address: Address, of service: String)
}

/// Client-side discovery: ask the registry, remember, choose, call directly.
struct DirectAddresses: AddressBook {
  let resolver: Resolver

  func address(of service: String, without tried: Set<String>, chance: UInt64) -> Address? {
    Balance.choose(resolver.instances(of: service), without: tried, chance: chance).map {
      Address(instance: $0.instance, host: $0.address, prefix: "")
    }
  }

  func isUnreachable(_ address: Address, of service: String) {
    resolver.leaveOut(service, address: address.host)
  }
}

/// Server-side discovery: send everything to a balancer, which asks the registry.
struct BalancedAddresses: AddressBook {
  let resolver: Resolver

  func address(of service: String, without tried: Set<String>, chance: UInt64) -> Address? {
    Balance.choose(resolver.instances(of: "balancer"), without: [], chance: chance).map {
      Address(instance: $0.instance, host: $0.address, prefix: "/to/\(service)")
    }
  }

  func isUnreachable(_ address: Address, of service: String) {
    resolver.leaveOut("balancer", address: address.host)
  }
}
