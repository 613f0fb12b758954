import HTTP

/// What a service needs to talk to the broker.
struct PostOffice: Sendable {
  let context: ServiceContext
  /// Publishes, with all that calls have.
  let caller: Caller
  /// Takes messages: a request that waits for them would look like a slow call to a breaker.
  let client: Client
  let resolver: Resolver

  /// The address of the broker; nil when it is not known.
  var broker: String? {
    resolver.instances(of: "broker").first.map { "http://\($0.address)" }
  }
}
