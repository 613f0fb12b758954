internal import Platform

/// The supervisor at work: its processes, the changes under way, the faults.
struct Shift {
  private let supervisor: Supervisor
  private let progress: @Sendable (MeshProgress) -> Void
  private var fleet: Fleet
  private var faults: FaultKeeper
  private var change: ServiceChange
  /// Roles that still have to be started, in order.
  private var toStart: [MeshPlan.Role]
  private var isEnding = false
  private(set) var wasReady = false
  /// Who has become ready since the start and has been told of.
  private var announced: Set<String> = []
  private(set) var isOver = false

  private static let startsBeforeGivingUp = 4

  init(
    _ supervisor: Supervisor, program: String,
    progress: @escaping @Sendable (MeshProgress) -> Void
  ) throws {
    self.supervisor = supervisor
    self.progress = progress
    let messenger = try Messenger(supervisor.secret)
    faults = FaultKeeper(messenger, supervisor.mesh)
    change = ServiceChange(messenger, supervisor.mesh)
    fleet = try Fleet(supervisor.plan, supervisor.folders, program: program)
    toStart = supervisor.plan.order
  }

  var descriptors: [Int32] { fleet.descriptors }

  /// Milliseconds until the next look when nothing happens.
  var patience: Int { fleet.patience(now: Clock.monotonic) }

  // MARK: Starting

  /// Starts the first services; the others follow when those are ready.
  mutating func open() throws {
    try startNext()
    publish()
  }

  /// The registry first, alone; then everybody else at once.
  private mutating func startNext() throws {
    let now = Clock.monotonic
    let batch = toStart.first == .registry ? [MeshPlan.Role.registry] : toStart
    toStart.removeFirst(batch.count)
    for role in batch {
      for _ in 0..<(supervisor.plan.instances[role] ?? 0) {
        progress(.starting(try fleet.add(role, now: now)))
      }
    }
  }

  private mutating func startMore() {
    guard !toStart.isEmpty, !isEnding,
      fleet.instances(of: .registry).contains(where: \.isServing)
    else { return }
    do {
      try startNext()
    } catch {
      progress(.failed((error as? SystemError)?.sentence ?? "\(error)"))
      beginEnd()
    }
  }

  // MARK: Looking

  mutating func look() {
    let now = Clock.monotonic
    for news in fleet.look(now: now) { take(news, now) }
    faults.expire(now: now)
    change.advance(&fleet, now: now)
    startMore()
    publish()
    if isEnding, fleet.instances.isEmpty { isOver = true }
  }

  private mutating func take(_ news: Fleet.News, _ now: UInt64) {
    switch news {
    case .ready(let id): becameReady(id, now)
    case .crashed(let id, let how):
      progress(.crashed(id, how: how))
      supervisor.mesh.happened("restart", id, "\(how), is started again")
      announced.remove(id)
      change.crashed(id, &fleet, now: now)
      giveUpStarting(id, how)
    case .restarted(let id): progress(.restarted(id))
    case .notStarted(let id, let error):
      supervisor.mesh.happened("restart", id, error.sentence)
      giveUpStarting(because: error.sentence)
    case .gone(let id): change.gone(id)
    }
  }

  /// A service that cannot even start will not do so by being tried for ever.
  private mutating func giveUpStarting(_ id: String, _ how: String) {
    let crashes = fleet.instances.first { $0.id == id }?.life.crashes ?? 0
    guard crashes >= Self.startsBeforeGivingUp else { return }
    let last = fleet.lastLogLine(of: id) ?? "its log is empty"
    giveUpStarting(
      because: "\(id) ended \(crashes) times before it was ready, the last time it \(how): \(last)")
  }

  private mutating func giveUpStarting(because why: String) {
    guard !wasReady, !isEnding else { return }
    progress(.failed(why))
    beginEnd()
  }

  private mutating func becameReady(_ id: String, _ now: UInt64) {
    change.ready(id)
    if let instance = fleet.instances.first(where: { $0.id == id }) {
      faults.send(to: instance, now: now)
    }
    announced.insert(id)
    let all = supervisor.plan.instances.values.reduce(0, +)
    // Of those that became ready at the same moment, some have not been told of yet.
    let waiting = wasReady ? 0 : max(all - announced.count, 0)
    progress(.ready(id, waiting: waiting))
    if waiting == 0, !wasReady, toStart.isEmpty, fleet.instances.allSatisfy(\.isServing) {
      wasReady = true
      // Whoever is told so may ask at once.
      publish()
      progress(
        .allReady(
          gateway: "http://127.0.0.1:\(fleet.gatewayPort)",
          secureGateway: "https://127.0.0.1:\(fleet.secureGatewayPort)"))
    }
  }

  // MARK: Orders

  mutating func take(_ order: Supervisor.Order) {
    let now = Clock.monotonic
    switch order {
    case .scale(_, _, let reply), .restart(_, let reply), .upgrade(_, let reply):
      if isEnding { reply.give("the mesh is ending") } else { begin(order) }
    case .addFault(let fault, let reply): reply.give(faults.add(fault, fleet, now: now))
    case .clearFaults(let id, let reply): reply.give(faults.clear(id, fleet, now: now))
    case .adopt(let found, let reply):
      faults.adopt(found, fleet, now: now)
      // Whoever waits for it reads what is published.
      publish()
      reply.give(true)
    case .end: beginEnd()
    }
  }

  private mutating func begin(_ order: Supervisor.Order) {
    switch order {
    case .scale(let role, let count, let reply): change.scale(role, to: count, fleet, reply)
    case .restart(let role, let reply): change.restart(role, fleet, reply)
    case .upgrade(let upgrade, let reply): change.upgrade(upgrade, fleet, reply)
    case .addFault, .clearFaults, .adopt, .end: break
    }
  }

  // MARK: Ending

  /// Ends everything at once.
  mutating func beginEnd() {
    if isEnding { return }
    isEnding = true
    progress(.ending)
    toStart = []
    change.giveUp("the mesh is ending")
    let now = Clock.monotonic
    for instance in fleet.instances {
      fleet.end(
        instance.id, graceful: false, deadline: now + ServiceChange.quickLimit, now: now)
    }
  }

  private func publish() {
    supervisor.publish(
      MeshStatus(supervisor.plan.name, fleet, isStarting: !toStart.isEmpty),
      faults.list(now: Clock.monotonic))
  }
}
