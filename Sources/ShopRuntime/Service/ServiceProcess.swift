internal import CSupport
internal import Glibc
public import HTTP
internal import Instruments
internal import Platform
internal import Shop
public import Resilience

/// What makes a process this service and no other.
public protocol ServicePart: Sendable {
  var routes: [Route] { get }
  /// How many requests it works on at once.
  var bulkhead: BulkheadSettings { get }
  /// Opens further doors than the one that registers; those who come in by them see no more than
  /// the routes.
  func open(_ answer: @escaping Server.Handler) throws
  /// Starts what runs besides answering requests.
  func start()
  /// The process has been asked to end: what `open` opened takes nobody new. Requests under way are
  /// still answered.
  func drain()
  /// Ends what `start` began, and waits for it.
  func stop()
}

extension ServicePart {
  public var bulkhead: BulkheadSettings { BulkheadSettings() }
  public func open(_ answer: @escaping Server.Handler) throws {}
  public func start() {}
  public func drain() {}
  public func stop() {}
}

/// Runs one service until it is asked to end.
public struct ServiceProcess: Sendable {
  /// What the parts of a service are made from.
  public struct Surroundings: Sendable {
    public let settings: ServiceSettings
    public let context: ServiceContext
    /// Nil in the registry, which calls nobody.
    public let caller: Caller?
    let client: Client
    /// Nil in the registry.
    let resolver: Resolver?
  }

  /// Milliseconds during which callers with old lists are still served after deregistering.
  private static let linger = 1200
  /// Milliseconds that requests under way get to finish.
  private static let patience = 1000

  private let settings: ServiceSettings

  public init(_ settings: ServiceSettings) { self.settings = settings }

  /// Serves with the parts of its role until a signal or the supervisor's death.
  ///
  /// - Returns: the process's exit code.
  public func run() -> Int32 { run { try $0.settings.role.part($0) } }

  /// Serves with other parts.
  func run(_ make: (Surroundings) throws -> any ServicePart) -> Int32 {
    cs_ignore_broken_pipe()
    let ending = EndSignal(
      lifeline: settings.isSupervised ? Inherited.lifeline : nil,
      probe: settings.isProbed ? Inherited.probe : nil)
    let context = ServiceContext(settings)
    do {
      let running = try Running(settings, context, make)
      running.announce()
      try Worker.mustAllRun()
      context.log(.info, "ready", [(name: "port", value: String(running.port))])
      tellReady(running.port)
      let reason = ending.wait()
      finish(running, reason, context)
      return 0
    } catch {
      context.log(.error, "cannot start: \(Self.sentence(error))")
      return 1
    }
  }

  private static func sentence(_ error: any Error) -> String {
    switch error {
    case let problem as HTTPProblem: problem.sentence
    case let problem as SystemError: problem.sentence
    case let problem as StoreProblem: problem.sentence
    default: "\(error)"
    }
  }

  private func tellReady(_ port: UInt16) {
    guard settings.isSupervised else { return }
    let line = Array("ready \(port)\n".utf8)
    _ = write(Inherited.ready, line, line.count)
    close(Inherited.ready)
  }

  private func finish(_ running: Running, _ reason: EndSignal.Reason, _ context: ServiceContext) {
    switch reason {
    case .asked:
      running.withdraw()
      Clock.pause(milliseconds: Self.linger)
      running.drain(milliseconds: Self.patience)
      context.log(.info, "ended as asked")
    case .interrupted:
      running.withdraw()
    case .orphaned:
      context.log(.error, "the supervisor is gone")
    }
    running.stop()
  }
}

/// The running parts of a service process.
private struct Running {
  private let frame: ServiceFrame
  private let operations: Operations
  private let part: any ServicePart
  private let server: Server
  private let announcer: Announcer?

  var port: UInt16 { server.port }

  init(
    _ settings: ServiceSettings, _ context: ServiceContext,
    _ make: (ServiceProcess.Surroundings) throws -> any ServicePart
  ) throws {
    let secret = try MeshSecret(file: settings.secretFile)
    let client = try secret.client()
    let resolver = settings.registry.map { Resolver(registry: $0, client: client) }
    let caller = try resolver.map { resolver in
      let addresses: any AddressBook =
        switch settings.discovery {
        case .client: DirectAddresses(resolver: resolver)
        case .server: BalancedAddresses(resolver: resolver)
        }
      return try Caller(context, client, addresses, CallSettings())
    }
    guard let manner = Manner(settings.manner) else {
      throw SystemError(code: RuntimeFile.invalid, doing: "behave \(settings.manner)")
    }
    let part = try make(
      ServiceProcess.Surroundings(
        settings: settings, context: context, caller: caller, client: client,
        resolver: resolver))
    let late = LateAnnouncer()
    let operations = Operations(
      context, breakers: { caller?.breakers.lines ?? "" },
      changeWeight: { late.changeWeight($0) })
    let frame = try ServiceFrame(
      context, routes: manner.applied(part.routes, chance: context.random), bulkhead: part.bulkhead,
      timeouts: TimeoutSettings(),
      operations: operations)
    try part.open { frame.answerPublic($0) }
    // What the gateway inherits are its doors to the outside.
    let isInherited = settings.hasListener && settings.role != .gateway
    let listener =
      isInherited ? Listener(inherited: Inherited.listener) : try Listener(port: 0)
    let access = try InsideAccess(secret, port: listener.port)
    var serverSettings = Server.Settings()
    serverSettings.listener = listener
    let server = try Server(serverSettings) { access.refusal($0) ?? frame.answer($0) }
    announcer = settings.registry.map { registry in
      Announcer(
        Registration(
          service: context.service, instance: context.instance,
          address: "127.0.0.1:\(server.port)", version: context.version),
        registry: registry, client: client)
    }
    late.set(announcer)
    self.frame = frame
    self.operations = operations
    self.part = part
    self.server = server
  }

  func announce() {
    part.start()
    operations.isReady = true
    _ = announcer?.start()
  }

  func withdraw() {
    operations.isReady = false
    part.drain()
    announcer?.stop()
  }

  /// Waits until nothing is being worked on any more.
  func drain(milliseconds: Int) {
    let end = Clock.monotonic + UInt64(milliseconds) * 1_000_000
    while frame.activeRequests > 0, Clock.monotonic < end { Clock.pause(milliseconds: 5) }
  }

  func stop() {
    part.stop()
    server.stop()
  }
}

/// The announcer needs the port, which is known only once the server runs, which needs the routes.
private final class LateAnnouncer: Sendable {
  private let announcer = Gate<Announcer?>(nil)

  func set(_ announcer: Announcer?) { self.announcer.change { $0 = announcer } }
  func changeWeight(_ weight: Int) { announcer.value?.changeWeight(weight) }
}
