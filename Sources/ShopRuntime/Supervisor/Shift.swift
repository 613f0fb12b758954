internal import Glibc
internal import HTTP

/// The supervisor at work: its processes, the changes under way, the faults.
struct Shift {
  private let supervisor: Supervisor
  private let progress: @Sendable (MeshProgress) -> Void
  private let client: Client
  private var fleet: Fleet
  private var book = FaultBook()
  /// Roles that still have to be started, in order.
  private var toStart: [MeshPlan.Role]
  private var change: Change?
  private var isEnding = false
  private(set) var wasReady = false
  private(set) var isOver = false

  /// A change of a service under way, and who waits for it.
  private struct Change {
    var rollout: Rollout
    var reply: Reply<String?>
    /// Set while one new instance is watched.
    var trial: Trial?
  }

  /// A new version on trial.
  private struct Trial {
    var upgrade: Supervisor.Upgrade
    var instance: String
    var began: UInt64
    var until: UInt64
  }

  /// Nanoseconds a graceful end may take before the process is killed.
  private static let gracefulLimit: UInt64 = 4_000_000_000
  /// Nanoseconds an end at once may take.
  private static let quickLimit: UInt64 = 1_500_000_000

  private static let startsBeforeGivingUp = 4

  init(
    _ supervisor: Supervisor, program: String,
    progress: @escaping @Sendable (MeshProgress) -> Void
  ) throws {
    self.supervisor = supervisor
    self.progress = progress
    client = try Client()
    fleet = try Fleet(supervisor.plan, supervisor.folders, program: program)
    toStart = supervisor.plan.order
  }

  var descriptors: [Int32] { fleet.readyPipes }

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

  // MARK: Looking

  mutating func look() {
    let now = Clock.monotonic
    for news in fleet.look(now: now) { take(news) }
    for fault in book.expire(now: now) { tell(fault, "fault-off", "its time is over") }
    judgeTrial(now)
    advance(now)
    startMore()
    publish()
    if isEnding, fleet.instances.isEmpty { isOver = true }
  }

  private mutating func take(_ news: Fleet.News) {
    switch news {
    case .ready(let id): becameReady(id)
    case .crashed(let id, let end):
      progress(.crashed(id, how: end.text))
      supervisor.happened("restart", id, "ended by \(end.text), is started again")
      change?.rollout.crashed(id)
      giveUpStarting(id, end)
    case .restarted(let id): progress(.restarted(id))
    case .gone(let id): change?.rollout.gone(id)
    }
  }

  /// A service that cannot even start will not do so by being tried for ever.
  private mutating func giveUpStarting(_ id: String, _ end: Child.End) {
    let crashes = fleet.instances.first { $0.id == id }?.life.crashes ?? 0
    guard !wasReady, !isEnding, crashes >= Self.startsBeforeGivingUp else { return }
    let last = fleet.lastLogLine(of: id) ?? "its log is empty"
    progress(.failed("\(id) ended \(crashes) times by \(end.text) before it was ready: \(last)"))
    beginEnd()
  }

  private mutating func becameReady(_ id: String) {
    change?.rollout.ready(id)
    sendFaults(to: id)
    let waiting = fleet.instances.count { !$0.isServing } + toStart.count
    progress(.ready(id, waiting: waiting))
    if waiting == 0, !wasReady {
      wasReady = true
      progress(
        .allReady(
          gateway: "http://127.0.0.1:\(fleet.gatewayPort)",
          secureGateway: "https://127.0.0.1:\(fleet.secureGatewayPort)"))
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

  // MARK: Orders

  mutating func take(_ order: Supervisor.Order) {
    let now = Clock.monotonic
    switch order {
    case .scale(let role, let count, let reply):
      if let problem = MeshPlan.problem(role, count: count) { return reply.give(problem) }
      let running = fleet.instances(of: role)
      begin(
        .scale(
          role, running.map(\.id), to: count, version: running.last?.version ?? "v1",
          manner: running.last?.manner ?? ""), reply)
    case .restart(let role, let reply):
      restart(role, reply, now)
    case .upgrade(let upgrade, let reply):
      self.upgrade(upgrade, reply)
    case .addFault(let fault, let reply):
      let taken = book.add(fault, now: now)
      if let taken { spread(taken) }
      reply.give(taken)
    case .clearFaults(let id, let reply):
      let gone = id.map { book.remove($0).map { [$0] } ?? [] } ?? book.removeAll()
      for fault in gone { tell(fault, "fault-off", "cleared") }
      sendFaultsToAll()
      reply.give(gone)
    case .end: beginEnd()
    }
  }

  private mutating func begin(_ rollout: Rollout, _ reply: Reply<String?>, trial: Trial? = nil) {
    if change != nil { return reply.give("another change is under way; try again when it is done") }
    if isEnding { return reply.give("the mesh is ending") }
    change = Change(rollout: rollout, reply: reply, trial: trial)
  }

  private mutating func restart(_ role: MeshPlan.Role, _ reply: Reply<String?>, _ now: UInt64) {
    let running = fleet.instances(of: role)
    guard let last = running.last else { return reply.give("no instance of \(role.rawValue) runs") }
    begin(
      .replace(role, running.map(\.id), version: last.version, manner: last.manner), reply)
  }

  private mutating func upgrade(_ upgrade: Supervisor.Upgrade, _ reply: Reply<String?>) {
    let running = fleet.instances(of: upgrade.role)
    if MeshPlan.isSingle(upgrade.role) || running.isEmpty {
      return reply.give("\(upgrade.role.rawValue) cannot be upgraded beside itself")
    }
    guard upgrade.canary != nil else {
      return begin(
        .replace(
          upgrade.role, running.map(\.id), version: upgrade.version, manner: upgrade.manner),
        reply)
    }
    begin(
      .scale(
        upgrade.role, running.map(\.id), to: running.count + 1, version: upgrade.version,
        manner: upgrade.manner), reply,
      trial: Trial(upgrade: upgrade, instance: "", began: 0, until: 0))
  }

  // MARK: Changes

  private mutating func advance(_ now: UInt64) {
    guard var current = change else { return }
    switch current.rollout.step {
    case .start:
      do throws(SystemError) {
        let id = try fleet.add(
          current.rollout.role, version: current.rollout.version,
          manner: current.rollout.manner, now: now)
        current.rollout.started(id)
        current.trial?.instance = id
        change = current
      } catch {
        finish(current, error.sentence)
      }
    case .end(let id):
      fleet.end(id, graceful: true, deadline: now + Self.gracefulLimit, now: now)
      current.rollout.ending(id)
      change = current
    case .done: completed(current, now)
    case .failed(let id):
      fleet.end(id, graceful: false, deadline: now + Self.quickLimit, now: now)
      finish(current, "\(id) did not become ready; the old instances go on")
    case .awaitReady, .awaitGone: break
    }
  }

  private mutating func completed(_ current: Change, _ now: UInt64) {
    guard let trial = current.trial else { return finish(current, nil) }
    if trial.until == 0 {
      var watched = current
      watched.trial?.began = now
      watched.trial?.until = now + UInt64(trial.upgrade.watch) * 1_000_000
      change = watched
      let others = fleet.instances(of: trial.upgrade.role).count - 1
      let share = trial.upgrade.canary ?? 10
      send(
        weight: Canary.weight(percent: share, oldInstances: max(others, 1)), to: trial.instance)
      supervisor.happened(
        "canary", trial.instance, "\(trial.upgrade.version) gets \(share)% of the calls")
    }
  }

  private mutating func judgeTrial(_ now: UInt64) {
    guard let current = change, let trial = current.trial, trial.until > 0 else { return }
    let seen = supervisor.mesh.compare(
      trial.instance, of: trial.upgrade.role.rawValue, since: trial.began)
    switch Canary.judge(new: seen.new, old: seen.old, isOver: now >= trial.until) {
    case .watch: break
    case .rollOn:
      supervisor.happened("canary", trial.instance, "does well: rolled out")
      let old = fleet.instances(of: trial.upgrade.role).map(\.id).filter { $0 != trial.instance }
      send(weight: 100, to: trial.instance)
      change = Change(
        rollout: .takeOver(
          trial.upgrade.role, old, version: trial.upgrade.version, manner: trial.upgrade.manner),
        reply: current.reply, trial: nil)
    case .rollBack(let reason):
      supervisor.happened("canary", trial.instance, "rolled back: \(reason)")
      fleet.end(trial.instance, graceful: true, deadline: now + Self.gracefulLimit, now: now)
      finish(current, "rolled back to the old version: \(reason)")
    }
  }

  private mutating func finish(_ current: Change, _ problem: String?) {
    current.reply.give(problem)
    change = nil
  }

  // MARK: Ending

  /// Ends everything at once.
  mutating func beginEnd() {
    if isEnding { return }
    isEnding = true
    progress(.ending)
    toStart = []
    if let current = change { finish(current, "the mesh is ending") }
    let now = Clock.monotonic
    for instance in fleet.instances {
      fleet.end(instance.id, graceful: false, deadline: now + Self.quickLimit, now: now)
    }
  }

  // MARK: Telling the instances

  private mutating func spread(_ fault: Fault) {
    tell(fault, "fault-on", "\(fault.effect) for \(fault.remaining / 1000) s")
    sendFaultsToAll()
    // A crash happens once; an instance started again must not be sent into the next one.
    if fault.crash { _ = book.remove(fault.id) }
  }

  private func tell(_ fault: Fault, _ kind: String, _ detail: String) {
    supervisor.happened(kind, fault.target.text, detail)
  }

  private func sendFaultsToAll() {
    for instance in fleet.instances where instance.isServing { sendFaults(to: instance.id) }
  }

  private func sendFaults(to id: String) {
    guard let instance = fleet.instances.first(where: { $0.id == id }), let port = instance.port
    else { return }
    let list = book.list(for: id, of: instance.role.rawValue, now: Clock.monotonic)
    put("/internal/faults", Fault.text(list), port)
  }

  private func send(weight: Int, to id: String) {
    guard let port = fleet.instances.first(where: { $0.id == id })?.port else { return }
    put("/internal/weight", "{\"weight\":\(weight)}", port)
  }

  private func put(_ path: String, _ body: String, _ port: UInt16) {
    _ = try? client.send(
      Request("PUT", path, body: Array(body.utf8)), to: "http://127.0.0.1:\(port)", timeout: 300)
  }

  private func publish() {
    let instances = fleet.instances.map { instance in
      MeshStatus.InstanceStatus(
        id: instance.id, service: instance.role.rawValue, version: instance.version,
        state: instance.stateName, address: instance.port.map { "127.0.0.1:\($0)" },
        process: instance.child.map { Int($0.id) }, restarts: instance.life.restarts,
        lastEnd: instance.lastEnd?.text)
    }
    supervisor.publish(
      MeshStatus(
        mesh: supervisor.plan.name, process: Int(getpid()),
        gateway: "http://127.0.0.1:\(fleet.gatewayPort)",
        secureGateway: "https://127.0.0.1:\(fleet.secureGatewayPort)",
        registry: fleet.registryAddress,
        isReady: toStart.isEmpty && fleet.instances.allSatisfy(\.isServing),
        instances: instances), book.list(now: Clock.monotonic))
  }
}
