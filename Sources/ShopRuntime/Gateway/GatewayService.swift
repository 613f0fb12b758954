internal import HTTP
internal import Instruments
internal import Platform
internal import Resilience
internal import Synchronization

/// The only door to the shop from outside: knows who asks, lets pass what is allowed, and passes it
/// on.
final class GatewayService: ServicePart {
  private let context: ServiceContext
  private let caller: Caller
  private let authenticator: Authenticator
  private let limits: ClientLimits
  private let home: HomePage
  private let desk: TokenDesk
  private let doors: GatewayDoors

  /// Threads for parts of aggregated answers, of all requests together.
  private static let partThreads = 32

  init(
    _ context: ServiceContext, _ caller: Caller, _ key: SigningKey, _ doors: GatewayDoors
  ) throws(InvalidSettings) {
    self.context = context
    self.caller = caller
    self.doors = doors
    authenticator = Authenticator(key)
    desk = TokenDesk(authenticator: authenticator)
    limits = try ClientLimits(context.metrics, now: ServiceContext.now)
    home = HomePage(ParallelWork(limit: Self.partThreads)) {
      (service, request, incoming) throws(CallProblem) in
      try caller.call(service, request, for: incoming)
    }
  }

  var routes: [Route] {
    GatewayRoute.all.map { route in
      Route(route.method, route.pattern, pool: route.scope == .ordersWrite ? .critical : .normal) {
        [self] incoming in try pass(incoming, route)
      }
    } + [
      Route("GET", "/api/home/{user}") { [self] incoming in
        let client = try admit(incoming.request, .accountRead)
        let user = try Self.checked(incoming, "user")
        try Self.allow(client, toActFor: user)
        return Translation.outward(try home.answer(user, client: client.subject, for: incoming))
      },
      Route("POST", "/token") { [self] incoming in
        try limit(nil)
        return try desk.answer(incoming.request, now: Self.now)
      },
    ]
  }

  /// Most requests only wait for a service, so many of them may do so at once.
  var bulkhead: BulkheadSettings {
    var settings = BulkheadSettings()
    settings.normal.maximumConcurrent = 128
    settings.normal.maximumQueued = 128
    settings.critical.maximumConcurrent = 128
    settings.critical.maximumQueued = 128
    return settings
  }

  func open(_ answer: @escaping Server.Handler) throws {
    try doors.open(answer)
    let ports = doors.ports.map(String.init).joined(separator: " and ")
    context.log(.info, "open", [(name: "ports", value: ports)])
  }

  func drain() { doors.close() }

  func stop() { doors.stop() }

  private func pass(_ incoming: Incoming, _ route: GatewayRoute) throws -> Response {
    let client = try admit(incoming.request, route.scope)
    if let owner = route.owner {
      try Self.allow(client, toActFor: try Self.checked(incoming, owner))
    }
    let request = Translation.inward(
      incoming, to: try Self.target(route, incoming), client: client,
      key: { "g-" + String(context.random(), radix: 16) })
    return Translation.outward(try caller.call(route.service.rawValue, request, for: incoming))
  }

  /// Who asks, once it is known that it may.
  private func admit(_ request: Request, _ scope: Scope) throws(Refusal) -> Identity {
    let client: Identity
    do throws(Refusal) {
      client = try authenticator.identify(request, now: Self.now)
    } catch {
      // Guessing tokens is limited too.
      try limit(nil)
      throw error
    }
    try limit(client)
    guard client.scopes.contains(scope) else {
      let challenge =
        "Bearer realm=\"shop\", error=\"insufficient_scope\", scope=\"\(scope.rawValue)\""
      throw Refusal(
        403, "this needs the scope \(scope.rawValue)",
        headers: Headers([("WWW-Authenticate", challenge)]))
    }
    return client
  }

  /// Users see what is theirs, and nobody else's.
  private static func allow(_ client: Identity, toActFor user: String) throws(Refusal) {
    if client.owner.map({ $0 == user }) ?? true { return }
    let challenge =
      "Bearer realm=\"shop\", error=\"insufficient_scope\", scope=\"\(Scope.anyUser.rawValue)\""
    throw Refusal(
      403, "this belongs to another user", headers: Headers([("WWW-Authenticate", challenge)]))
  }

  private func limit(_ client: Identity?) throws(Refusal) {
    let plan = client?.plan ?? .anonymous
    try limits.pass(client?.subject ?? plan.rawValue, plan, now: ServiceContext.now) {
      Clock.pause(milliseconds: $0)
    }
  }

  /// Seconds since 1970.
  private static var now: Int { Clock.wall / 1_000_000 }

  private static func target(_ route: GatewayRoute, _ incoming: Incoming) throws(Refusal) -> String
  {
    guard route.target.utf8.contains(UInt8(ascii: "{")) else { return route.target }
    var path = ""
    for segment in route.target.split(separator: "/") {
      path += "/"
      path +=
        segment.first == "{"
        ? try checked(incoming, String(segment.dropFirst().dropLast())) : String(segment)
    }
    return path
  }

  /// A part of the path that is a plain name, so that it cannot lead anywhere else.
  static func checked(_ incoming: Incoming, _ name: String) throws(Refusal) -> String {
    let value = incoming[name]
    guard Registration.isName(value), value.utf8.contains(where: { $0 != 0x2E }) else {
      throw Refusal(400, "names are 1 to 64 letters, digits, hyphens, underscores or dots")
    }
    return value
  }
}
